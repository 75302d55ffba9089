using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using RachelFoods.Tests.Stage;
using RachelFoods.Web.Modules.Stores;
using RachelFoods.Web.Pages.Shared.Catalogue;

namespace RachelFoods.Tests.Pages.Catalogue;

/// <summary>It is answered before routing: all that protects the shop must be there all the same.</summary>
public sealed class A_page_that_is_kept(Shop shop) : IClassFixture<Shop>
{
    private static readonly string[] OfThisAnswerAlone = ["Age", "Date", "X-Request-Id", "Transfer-Encoding"];

    // Seen to fail without the headers of every answer.
    [Theory]
    [InlineData("identity")]
    [InlineData("gzip")]
    [InlineData("br")]
    public async Task is_answered_as_it_was_when_it_was_made(string coding)
    {
        using var browser = shop.Browser();
        browser.DefaultRequestHeaders.Add("Accept-Encoding", coding);

        await Wait.Until(
            async () =>
            {
                var address = $"/products/{(await shop.AProduct()).Slug}";
                using var made = await browser.GetAsync(address);
                using var kept = await browser.GetAsync(address);
                if (made.Headers.Age is not null || kept.Headers.Age is null || !kept.Headers.ETag!.Equals(made.Headers.ETag))
                {
                    return false; // Another's change came between.
                }
                Assert.Equal(Headers(made), Headers(kept));
                Assert.Equal(await made.Content.ReadAsByteArrayAsync(), await kept.Content.ReadAsByteArrayAsync());
                Assert.Contains("</html>", await TextAsync(kept), StringComparison.Ordinal);
                Assert.Contains("Accept-Encoding", kept.Headers.Vary);
                Assert.Matches("^[0-9a-f]{16}$", Assert.Single(kept.Headers.GetValues("X-Request-Id")));
                Assert.NotEqual(made.Headers.GetValues("X-Request-Id"), kept.Headers.GetValues("X-Request-Id"));
                return true;
            },
            "the page is kept");
    }

    [Fact]
    public async Task says_to_HEAD_all_but_its_bytes()
    {
        using var browser = shop.Browser();

        await Wait.Until(
            async () =>
            {
                var (address, page) = await KeptAsync(browser);
                using var answer = await browser.SendAsync(new HttpRequestMessage(HttpMethod.Head, address));
                if (answer.Headers.Age is null)
                {
                    return false;
                }
                Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
                Assert.Equal(page.Content.Headers.ContentLength, answer.Content.Headers.ContentLength);
                Assert.Empty(await answer.Content.ReadAsByteArrayAsync());
                return Headers(page) == Headers(answer);
            },
            "HEAD is told the same");
    }

    [Theory]
    [InlineData("{0}", HttpStatusCode.NotModified)]
    [InlineData("W/{0}", HttpStatusCode.NotModified)]
    [InlineData("\"another\", {0}", HttpStatusCode.NotModified)]
    [InlineData("*", HttpStatusCode.NotModified)]
    [InlineData("\"another\"", HttpStatusCode.OK)]
    [InlineData("nonsense", HttpStatusCode.OK)]
    public async Task is_sent_only_to_who_does_not_have_it(string known, HttpStatusCode expected)
    {
        using var browser = shop.Browser();

        await Wait.Until(
            async () =>
            {
                var (address, page) = await KeptAsync(browser);
                var version = page.Headers.ETag!.Tag;
                using var answer = await AskAsync(browser, address, ("If-None-Match", string.Format(null, known, version)));
                if (answer.Headers.ETag?.Tag != version)
                {
                    return false; // Another's change came between.
                }
                Assert.Equal(expected, answer.StatusCode);
                Assert.True(answer.Headers.CacheControl!.NoCache);
                Assert.True(answer.Headers.Contains("Content-Security-Policy"));
                Assert.Equal(expected == HttpStatusCode.OK, (await answer.Content.ReadAsByteArrayAsync()).Length > 0);
                return true;
            },
            "it is known by its version");
    }

    // Seen to fail where kept pages are given without a look at the limit.
    [Fact]
    public async Task counts_to_what_its_client_may_ask_for()
    {
        var (app, at) = shop.Stage.AnotherInstance(("Safety:RequestsPerMinute", "12"), ("Shop:TrustedProxies", "127.0.0.0/8, ::1"));
        await using var _ = app;
        using var browser = shop.Browser(at: at);
        var address = $"/products/{(await shop.AProduct()).Slug}";
        var fromCache = 0;
        foreach (var time in Enumerable.Range(1, 12))
        {
            using var answer = await AskAsync(browser, address, ("X-Forwarded-For", "203.0.113.1"));
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            fromCache += answer.Headers.Age is null ? 0 : 1;
        }

        using var refused = await AskAsync(browser, address, ("X-Forwarded-For", "203.0.113.1"));
        using var another = await AskAsync(browser, address, ("X-Forwarded-For", "203.0.113.2"));

        Assert.InRange(fromCache, 1, 11);
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.NotNull(refused.Headers.RetryAfter);
        Assert.Equal(HttpStatusCode.OK, another.StatusCode);
    }

    [Fact]
    public async Task is_in_the_log_under_its_route_and_its_store()
    {
        using var browser = shop.Browser();
        var (_, page) = await KeptAsync(browser);
        var id = page.Headers.GetValues("X-Request-Id").Single();

        using var line = JsonDocument.Parse(await TestStage.Log.FindAsync(id));

        var facts = line.RootElement.GetProperty("Properties");
        Assert.Equal("/products/{slug}", facts.GetProperty("Route").GetString());
        Assert.Equal((200, "GET"), (facts.GetProperty("Status").GetInt32(), facts.GetProperty("Method").GetString()));
        Assert.Equal($"{StoreSeed.RachelFoods}", facts.GetProperty("StoreId").GetString());
        Assert.Equal("RachelFoods.Web.Safety.RequestLog", facts.GetProperty("SourceContext").GetString());
        Assert.Equal("Information", line.RootElement.GetProperty("Level").GetString());
        Assert.Single(TestStage.Log.All, l => l.Contains(id, StringComparison.Ordinal));
    }

    [Fact]
    public async Task belongs_to_its_host_alone()
    {
        using var browser = shop.Browser();
        var (address, _) = await KeptAsync(browser);

        using var unknown = await shop.Browser("unknown.example").GetAsync(address);
        using var other = await shop.Browser("second.localhost").GetAsync(address);

        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (unknown.StatusCode, other.StatusCode));
    }

    [Fact]
    public async Task knows_nobody_and_sets_no_cookie()
    {
        using var browser = shop.Browser();
        var (address, page) = await KeptAsync(browser);
        using var buyer = await shop.LoggedIn(await shop.ABuyer());

        using var seen = await buyer.GetAsync(address);

        Assert.False(seen.Headers.Contains("Set-Cookie"));
        Assert.False(page.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task answers_no_form()
    {
        using var browser = shop.Browser();
        var (address, _) = await KeptAsync(browser);

        using var answer = await browser.PostAsync(address, new FormUrlEncodedContent([]));

        Assert.Null(answer.Headers.Age);
        Assert.NotEqual(HttpStatusCode.OK, answer.StatusCode);
    }

    private async Task<(string Address, HttpResponseMessage Page)> KeptAsync(HttpClient browser)
    {
        var address = $"/products/{(await shop.AProduct()).Slug}";
        HttpResponseMessage? kept = null;
        await Wait.Until(async () => (kept = await browser.GetAsync(address)).Headers.Age is not null, "the page is kept");
        return (address, kept!);
    }

    private static async Task<HttpResponseMessage> AskAsync(HttpClient browser, string address, (string Name, string Value) header)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.TryAddWithoutValidation(header.Name, header.Value);
        return await browser.SendAsync(request);
    }

    private static string Headers(HttpResponseMessage answer) => string.Join(
        '\n',
        answer.Headers.Concat(answer.Content.Headers).Where(h => !OfThisAnswerAlone.Contains(h.Key, StringComparer.OrdinalIgnoreCase))
            .OrderBy(h => h.Key, StringComparer.Ordinal).Select(h => $"{h.Key}: {string.Join(", ", h.Value)}"));

    private static async Task<string> TextAsync(HttpResponseMessage answer)
    {
        var bytes = await answer.Content.ReadAsStreamAsync();
        await using var text = answer.Content.Headers.ContentEncoding.SingleOrDefault() switch
        {
            "br" => new BrotliStream(bytes, CompressionMode.Decompress),
            "gzip" => new GZipStream(bytes, CompressionMode.Decompress),
            _ => bytes,
        };
        bytes.Position = 0;
        using var reader = new StreamReader(text);
        return await reader.ReadToEndAsync();
    }
}

public sealed class Kept_pages
{
    private static readonly Guid Store = Guid.NewGuid();

    private readonly Clock _clock = new();

    // Seen to fail where their time is not looked at.
    [Fact]
    public void are_too_old_after_their_time()
    {
        var pages = Pages(new CatalogueCacheOptions { Lifetime = TimeSpan.FromMinutes(5) });
        Keep(pages, "/one");

        _clock.Now += TimeSpan.FromMinutes(5) - TimeSpan.FromSeconds(1);
        var before = Find(pages, "/one");
        _clock.Now += TimeSpan.FromSeconds(1);

        Assert.NotNull(before);
        Assert.Null(Find(pages, "/one"));
    }

    [Fact]
    public void make_room_for_newer_ones()
    {
        var pages = Pages(new CatalogueCacheOptions { Bytes = 30_000 });

        Keep(pages, "/one");
        Keep(pages, "/two");
        Keep(pages, "/three");

        Assert.Equal((false, true, true), (Find(pages, "/one") is not null, Find(pages, "/two") is not null, Find(pages, "/three") is not null));
        Assert.InRange(pages.Bytes, 20_000, 30_000);
    }

    [Fact]
    public void larger_than_all_the_room_are_not_kept()
    {
        var pages = Pages(new CatalogueCacheOptions { Bytes = 5_000 });

        Keep(pages, "/one");

        Assert.Equal((null, 0L), (Find(pages, "/one"), pages.Bytes));
    }

    [Fact]
    public void are_forgotten_by_each_of_their_tags_and_no_other()
    {
        var pages = Pages(new CatalogueCacheOptions());
        Keep(pages, "/one", "all", "egusi");
        Keep(pages, "/two", "all", "fufu");

        pages.Forget(["egusi", "unknown"]);
        var (one, two) = (Find(pages, "/one"), Find(pages, "/two"));
        pages.Forget(["all"]);

        Assert.Null(one);
        Assert.NotNull(two);
        Assert.Equal((null, 0L), (Find(pages, "/two"), pages.Bytes));
    }

    [Fact]
    public void take_the_place_of_former_ones()
    {
        var pages = Pages(new CatalogueCacheOptions());
        Keep(pages, "/one");
        var size = pages.Bytes;

        Keep(pages, "/one");

        Assert.Equal(size, pages.Bytes);
    }

    [Fact]
    public async Task are_made_once_for_all_who_come_meanwhile()
    {
        var pages = Pages(new CatalogueCacheOptions());
        using var first = pages.Begin(Key("/one"));
        using var second = pages.Begin(Key("/one"));
        using var other = pages.Begin(Key("/two"));

        first.Keep(Page());

        Assert.Equal((true, false, true), (first.IsFirst, second.IsFirst, other.IsFirst));
        Assert.Same(Find(pages, "/one"), await second.Made);
    }

    [Fact]
    public async Task are_waited_for_only_until_the_first_has_ended()
    {
        var pages = Pages(new CatalogueCacheOptions());
        using var first = pages.Begin(Key("/one"));
        using var second = pages.Begin(Key("/one"));

        first.Dispose();
        using var third = pages.Begin(Key("/one"));

        Assert.Null(await second.Made.WaitAsync(TimeSpan.FromSeconds(10)));
        Assert.True(third.IsFirst);
    }

    private static KeptAs Key(string path) => new(Store, path, "identity", "");

    private KeptPages Pages(CatalogueCacheOptions options) => new(Options.Create(options), _clock);

    private KeptPage Page(params string[] tags) => new(new DefaultHttpContext(), new byte[10_000], tags, _clock.Now);

    private void Keep(KeptPages pages, string path, params string[] tags)
    {
        using var making = pages.Begin(Key(path));
        making.Keep(Page(tags));
    }

    private KeptPage? Find(KeptPages pages, string path) => pages.Find(Key(path), _clock.Now);

    private sealed class Clock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = DateTimeOffset.Parse("2026-03-01T12:00:00Z", CultureInfo.InvariantCulture);

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
