using System.Text.RegularExpressions;
using AngleSharp.Html.Parser;
using RachelFoods.Tests.Orders;
using RachelFoods.Tests.Stage;

namespace RachelFoods.Tests.Safety;

public sealed partial class Each_endpoint(Shop shop, Crawl crawl) : IClassFixture<Shop>, IClassFixture<Crawl>
{
    private static readonly string[] Personal = ["/account", "/admin", "/cart", "/checkout", "/orders", "/fragments"];

    // A mail is shown to staff as it looks, in a frame in which nothing runs.
    private const string OfMail = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; sandbox";

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

    [GeneratedRegex("^[^=;]+=[^;]*(?=.*; path=/(;|$))(?=.*; httponly)(?=.*; samesite=lax)(?!.*domain=)", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Cookie();

    [GeneratedRegex(@"\b(insert\s+into|delete\s+from|update\s+\w+(\s+as\s+\w+)?\s+set)\b", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Write();
}
