using System.Net;
using RachelFoods.Tests.Stage;
using RachelFoods.Web.Kernel;
using RachelFoods.Web.Safety;

namespace RachelFoods.Tests.Safety;

/// <summary>On instances of their own, for the others let the tests' one address ask as often as it likes.</summary>
public sealed class One_client(Shop shop) : IClassFixture<Shop>
{
    private const string Page = "/account/login";

    // Seen to fail without Retry-After, and where anybody is believed as long as no proxy is named.
    [Fact]
    public async Task may_ask_so_often_in_a_minute_whatever_it_says_of_itself()
    {
        var (app, at) = shop.Stage.AnotherInstance(("Safety:RequestsPerMinute", "3"));
        await using var _ = app;
        using var browser = shop.Browser(at: at);
        foreach (var made in Enumerable.Range(1, 3))
        {
            Assert.Equal(HttpStatusCode.OK, await StatusAsync(browser, $"203.0.113.{made}"));
        }

        using var fourth = await browser.GetAsync(Page);

        Assert.Equal(HttpStatusCode.TooManyRequests, fourth.StatusCode);
        Assert.InRange(fourth.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
        Assert.Equal("text/plain", fourth.Content.Headers.ContentType!.MediaType);
        Assert.Contains("Please wait", await fourth.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.True(fourth.Headers.Contains("Content-Security-Policy"));
        Assert.Equal(HttpStatusCode.TooManyRequests, await StatusAsync(browser, "203.0.113.9"));
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/health/live")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/js/pay.js")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await browser.PostAsync("/webhooks/stripe", new StringContent("{}"))).StatusCode);
    }

    // Seen to fail with the whole of a long address as the key, and where every proxy on the way is believed.
    [Fact]
    public async Task is_known_behind_a_trusted_proxy_by_what_that_one_says()
    {
        var (app, at) = shop.Stage.AnotherInstance(("Safety:RequestsPerMinute", "2"), ("Shop:TrustedProxies", "127.0.0.0/8, ::1, 192.0.2.7"));
        await using var _ = app;
        using var browser = shop.Browser(at: at);

        Assert.Equal("200 200 429", await AskAsync(browser, "203.0.113.1", "198.51.100.1, 203.0.113.1", "203.0.113.1, 192.0.2.7"));
        Assert.Equal("200 200 429", await AskAsync(browser, "203.0.113.2", "203.0.113.2:5123", "127.0.0.1, 203.0.113.2"));
        Assert.Equal("200 200 429", await AskAsync(browser, "2001:db8:1:2::1", "2001:db8:1:2:ffff::9", "[2001:db8:1:2:1:1:1:1]:80"));
        Assert.Equal("200", await AskAsync(browser, "2001:db8:1:3::1"));
    }

    [Fact]
    public async Task cannot_choose_store_or_scheme_by_a_header_even_through_the_proxy()
    {
        var (app, at) = shop.Stage.AnotherInstance(("Shop:TrustedProxies", "127.0.0.1, ::1"));
        await using var _ = app;
        using var browser = shop.Browser(at: at);
        using var plain = await browser.GetAsync("/");
        browser.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.1");
        browser.DefaultRequestHeaders.Add("X-Forwarded-Host", "second.localhost");
        browser.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
        browser.DefaultRequestHeaders.Add("Forwarded", "host=second.localhost;proto=https");

        using var answer = await browser.GetAsync("/orders");

        Assert.StartsWith($"http://localhost:{at.Port}/account/login", answer.Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.Contains("<title>", await plain.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("203.0.113.7", "203.0.113.7")]
    [InlineData("::ffff:203.0.113.7", "203.0.113.7")]
    [InlineData("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64")]
    [InlineData("::1", "::/64")]
    public void is_counted_by_its_address_and_by_64_bits_of_a_long_one(string address, string key) =>
        Assert.Equal(key, ClientAddress.KeyOf(IPAddress.Parse(address)));

    [Theory]
    [InlineData("", 0)]
    [InlineData("10.0.0.0/8, 192.0.2.1,fd00::/8,2001:db8::1", 4)]
    [InlineData("0.0.0.0/0", null)]
    [InlineData("::/0", null)]
    [InlineData("proxy.internal", null)]
    public void comes_through_proxies_that_make_sense(string setting, int? networks) =>
        Assert.Equal(networks, Networks.In(setting)?.Count);

    private static async Task<string> AskAsync(HttpClient browser, params string[] forwardedFor)
    {
        var answers = new List<int>();
        foreach (var value in forwardedFor)
        {
            answers.Add((int)await StatusAsync(browser, value));
        }
        return string.Join(' ', answers);
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient browser, string forwardedFor)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Page) { Headers = { { "X-Forwarded-For", forwardedFor } } };
        using var answer = await browser.SendAsync(request);
        return answer.StatusCode;
    }
}
