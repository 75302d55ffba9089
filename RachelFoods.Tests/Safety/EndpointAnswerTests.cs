using System.Text.RegularExpressions;
using AngleSharp.Html.Parser;
using Npgsql;
using RachelFoods.Tests.Orders;
using RachelFoods.Tests.Stage;
using RachelFoods.Web.Data.Embedded;

namespace RachelFoods.Tests.Safety;

/// <summary>Takes turns with those that give Stripe trouble: some forms ask it.</summary>
[Collection("stripe")]
public sealed partial class Each_endpoint(Shop shop, Crawl crawl) : IClassFixture<Shop>, IClassFixture<Crawl>
{
    private static readonly string[] Personal = ["/account", "/admin", "/cart", "/checkout", "/orders", "/fragments"];

    // A mail is shown to staff as it looks, in a frame in which nothing runs.
    private const string OfMail = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; sandbox";

    // Forms that are about nobody's thing, and right for one store or session alone.
    private static readonly (string Address, string Why)[] MayBeWrong =
    [
        ("/account/login", "nobody of that name is known elsewhere"),
        ("/cart/add", "elsewhere there is no such product"),
        ("/cart?handler=Coupon", "an empty cart takes no code"),
        ("/checkout", "what the buyer has seen is not what another's cart comes to"),
        ("/webhooks/stripe", "is no form, and nothing was signed"),
    ];

    // What a GET may write, and why.
    private static readonly (string Statement, string Why)[] MayBeWritten =
    [
        ("user_sessions", "when a session was last seen, once an hour"),
        ("rate_limits", "that a link was made up"),
    ];

    [Fact]
    public void answers_each_role_and_store_as_reviewed()
    {
        var others = crawl.Answers.Where(a => a.Row.AnswerTo(a.Asker) is not "?" and var answer && a.Result != answer).ToList();

        Assert.True(others.Count == 0, string.Join('\n', others.Select(a => $"{a.Asker}: {a.Row.Name.Method} {a.Row.Name.Address} answered {a.Result} instead of {a.Row.AnswerTo(a.Asker)}")));
    }

    [Fact]
    public void takes_nobody_for_known_by_another_stores_cookie()
    {
        var let = crawl.WithStolenCookie.Where(a => a.Row.AnswerTo(Asker.Guest) == "login" && a.Result != "login");

        Assert.Empty(let.Select(a => $"{a.Row.Name.Method} {a.Row.Name.Address} answered {a.Result}"));
    }

    [Fact]
    public void is_answered_to_everybody_and_asked_by_others_with_all_that_its_form_has()
    {
        var unasked =
            from row in EndpointRow.Reviewed
            from asker in new[] { Asker.Other, Asker.Elsewhere }
            where row.AnswerTo(asker) == "?" || (row.Name.Method == "POST" && row.AnswerTo(asker) is "400" or "422" && !Array.Exists(MayBeWrong, may => may.Address == row.Name.Address))
            select $"{asker}: {row.Name.Method} {row.Name.Address} {row.AnswerTo(asker)}";

        Assert.Empty(unasked);
    }

    [Fact]
    public void does_what_its_form_says_for_who_may_after_others_have_tried()
    {
        var others = crawl.Rightful.Where(a => a.Result is not ("200" or "302" or "303"));

        Assert.NotEmpty(crawl.Rightful);
        Assert.Empty(others.Select(a => $"{a.Asker}: {a.Row.Name.Method} {a.Row.Name.Address} answered {a.Result}"));
    }

    [Fact]
    public async Task takes_no_field_that_its_form_does_not_have()
    {
        await using var all = NpgsqlDataSource.Create(shop.Stage.ConnectionString(EmbeddedPostgres.SuperUser));
        var tables = await ListAsync(all, "select quote_ident(tablename) from pg_tables where schemaname = 'public'");

        var written = await ListAsync(
            all, string.Join(" union all ", tables.Select(table => $"(select '{table}' from {table} row where row::text like '%{Crawl.Overposted}%' limit 1)")));

        Assert.NotEmpty(tables);
        Assert.Empty(written);
    }

    [Fact]
    public async Task leaves_what_is_others_as_it_was()
    {
        var order = await shop.Look(crawl.OrderId);

        Assert.Equal(RachelFoods.Web.Modules.Orders.OrderStatus.Paid, order.Status);
    }

    [Fact]
    public void carries_the_headers_for_every_role()
    {
        foreach (var answer in crawl.Answers)
        {
            var (headers, what) = (answer.Message.Headers, $"{answer.Asker}: {answer.Row.Name.Method} {answer.Row.Name.Address}");
            string One(string name) => headers.TryGetValues(name, out var values) ? string.Join(", ", values) : "";

            var (policy, isMail) = (One("Content-Security-Policy"), answer.Row.Name.Address.EndsWith("/preview", StringComparison.Ordinal) && answer.Message.IsSuccessStatusCode);
            Assert.True(isMail ? policy == OfMail : policy.StartsWith("default-src 'none'; script-src 'self'", StringComparison.Ordinal), what);
            Assert.True(isMail || !policy.Contains("unsafe", StringComparison.Ordinal), what);
            Assert.True(One("X-Content-Type-Options") == "nosniff" && One("X-Frame-Options") == (isMail ? "SAMEORIGIN" : "DENY"), what);
            Assert.True(One("Referrer-Policy") is "no-referrer" or "strict-origin-when-cross-origin", what);
            Assert.True(One("Permissions-Policy").Contains("camera=()", StringComparison.Ordinal), what);
            Assert.True(One("Cross-Origin-Opener-Policy").StartsWith("same-origin", StringComparison.Ordinal), what);
            Assert.False(headers.Any(h => h.Key.StartsWith("Access-Control", StringComparison.OrdinalIgnoreCase) || h.Key is "Server" or "X-Powered-By"), what);
        }
    }

    [Fact]
    public void lets_no_personal_answer_be_kept()
    {
        var kept = crawl.Answers.Where(a => Array.Exists(Personal, p => a.Row.Name.Address.StartsWith(p, StringComparison.Ordinal))
            && a.Message.IsSuccessStatusCode && a.Message.Headers.CacheControl?.NoStore is not true);

        Assert.Empty(kept.Select(a => $"{a.Asker}: {a.Row.Name.Method} {a.Row.Name.Address}"));
    }

    [Fact]
    public void sets_cookies_that_scripts_and_other_sites_do_not_get_and_none_on_what_is_kept_for_all()
    {
        foreach (var answer in crawl.Answers.Where(a => a.Message.Headers.Contains("Set-Cookie")))
        {
            Assert.False(answer.Message.Headers.CacheControl?.Public is true, answer.Row.Name.Address);
            Assert.All(answer.Message.Headers.GetValues("Set-Cookie"), cookie => Assert.Matches(Cookie(), cookie));
        }
    }

    [Fact]
    public void changes_nothing_by_being_looked_at()
    {
        var writing =
            from answer in crawl.Answers
            where answer.Row.Name.Method == "GET"
            from statement in answer.Statements
            where Write().IsMatch(statement) && !Array.Exists(MayBeWritten, may => statement.Contains(may.Statement, StringComparison.Ordinal))
            select $"{answer.Row.Name.Address}: {statement}";

        Assert.NotEmpty(crawl.Answers.SelectMany(a => a.Statements));
        Assert.Empty(writing.Distinct(StringComparer.Ordinal));
    }

    [Fact]
    public async Task is_shown_to_nobody_who_may_not_use_it()
    {
        var shown = new List<string>();
        foreach (var answer in crawl.Answers.Where(a => a.Asker != Asker.Elsewhere && a.Message.IsSuccessStatusCode))
        {
            using var page = await new HtmlParser().ParseDocumentAsync(answer.Body);
            var links = page.QuerySelectorAll("a[href^='/']").Select(a => ("GET", a.GetAttribute("href")!))
                .Concat(page.QuerySelectorAll("form[action^='/']").Select(f => (f.GetAttribute("method")?.ToUpperInvariant() ?? "GET", f.GetAttribute("action")!)));
            shown.AddRange(
                from link in links
                let row = EndpointRow.Reviewed.Where(r => r.Matches(link.Item1, link.Item2)).MinBy(r => r.Holes)
                where row is not null && row.AnswerTo(answer.Asker) == "403"
                select $"{answer.Asker} on {answer.Row.Name.Address}: {link.Item1} {link.Item2}");
        }

        Assert.Empty(shown.Distinct(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/cart")]
    [InlineData("/admin/orders")]
    [InlineData("/webhooks/stripe")]
    public async Task tells_no_other_site_that_it_may_ask(string address)
    {
        using var request = new HttpRequestMessage(HttpMethod.Options, address)
        {
            Headers = { { "Origin", "https://evil.example" }, { "Access-Control-Request-Method", "POST" } },
        };

        using var answer = await shop.Browser().SendAsync(request);

        Assert.DoesNotContain(answer.Headers, h => h.Key.StartsWith("Access-Control", StringComparison.OrdinalIgnoreCase));
    }

    private static async Task<List<string>> ListAsync(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        await using var rows = await command.ExecuteReaderAsync();
        var found = new List<string>();
        while (await rows.ReadAsync())
        {
            found.Add(rows.GetString(0));
        }
        return found;
    }

    [GeneratedRegex("^[^=;]+=[^;]*(?=.*; path=/(;|$))(?=.*; httponly)(?=.*; samesite=lax)(?!.*domain=)", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Cookie();

    [GeneratedRegex(@"\b(insert\s+into|delete\s+from|update\s+\w+(\s+as\s+\w+)?\s+set)\b", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Write();
}
