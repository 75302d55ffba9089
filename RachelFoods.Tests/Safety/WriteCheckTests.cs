using System.Net;
using System.Net.Http.Headers;
using RachelFoods.Tests.Stage;

namespace RachelFoods.Tests.Safety;

public sealed class A_write(Shop shop) : IClassFixture<Shop>
{
    [Theory]
    [InlineData("same-origin", null, true)]
    [InlineData("same-origin", "https://evil.example", true)]
    [InlineData("same-site", null, false)]
    [InlineData("cross-site", null, false)]
    [InlineData("none", null, false)]
    [InlineData("cross-site", "own", false)]
    [InlineData(null, "own", true)]
    [InlineData(null, "https://evil.example", false)]
    [InlineData(null, "null", false)]
    [InlineData(null, null, false)]
    public async Task must_come_from_the_shops_own_pages(string? site, string? origin, bool passes)
    {
        using var request = Post("/account/login", site, origin);

        var answer = await Bare().SendAsync(request);

        // What passes the check still lacks its antiforgery token.
        Assert.Equal(passes ? HttpStatusCode.BadRequest : HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Theory]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    [InlineData("PATCH")]
    [InlineData("MADE-UP")]
    public async Task is_any_method_that_is_not_a_read(string method)
    {
        using var request = Post("/account/login", "cross-site", null);
        request.Method = new HttpMethod(method);

        Assert.Equal(HttpStatusCode.Forbidden, (await Bare().SendAsync(request)).StatusCode);
    }

    [Fact]
    public async Task may_come_from_elsewhere_to_the_webhook_alone()
    {
        using var hook = Post("/webhooks/stripe", null, null);
        using var near = Post("/webhooks/stripe/", null, null);

        Assert.NotEqual(HttpStatusCode.Forbidden, (await Bare().SendAsync(hook)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await Bare().SendAsync(near)).StatusCode);
    }

    [Fact]
    public async Task that_is_too_large_is_refused_before_it_is_read()
    {
        var browser = shop.Browser();

        var answer = await browser.PostAsync("/account/login", new ByteArrayContent(new byte[2 * 1024 * 1024]));

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
    }

    [Theory]
    [InlineData("Email=a%00b")]
    [InlineData("a%00b=c")]
    public async Task with_a_null_character_is_a_bad_request(string form)
    {
        var answer = await shop.Browser().PostAsync("/account/login", new StringContent(form, new MediaTypeHeaderValue("application/x-www-form-urlencoded")));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task that_is_no_form_at_all_is_a_bad_request()
    {
        var answer = await shop.Browser().PostAsync("/account/login", new StringContent("--x", new MediaTypeHeaderValue("multipart/form-data")
        {
            Parameters = { new NameValueHeaderValue("boundary", "x") },
        }));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    // The card form's script sends its fields in parts, as browsers do with files.
    [Fact]
    public async Task may_come_in_parts_but_brings_no_file()
    {
        using var fields = new MultipartFormDataContent { { new StringContent("ada@people.example"), "Email" } };
        using var file = new MultipartFormDataContent
        {
            { new StringContent("ada@people.example"), "Email" }, { new ByteArrayContent("<svg/>"u8.ToArray()), "Picture", "x.svg" },
        };
        using var large = new MultipartFormDataContent { { new StringContent(new string('x', 200_000)), "Email" } };

        Assert.Equal(HttpStatusCode.BadRequest, (await shop.Browser().PostAsync("/account/login", fields)).StatusCode); // Only its token is missing.
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, (await shop.Browser().PostAsync("/account/login", file)).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await shop.Browser().PostAsync("/account/login", large)).StatusCode);
    }

    private HttpClient Bare()
    {
        var browser = shop.Browser();
        browser.DefaultRequestHeaders.Remove("Sec-Fetch-Site");
        return browser;
    }

    private HttpRequestMessage Post(string address, string? site, string? origin)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, address)
        {
            Content = new FormUrlEncodedContent(new Dictionary<string, string>(StringComparer.Ordinal) { ["Email"] = "a@b.example" }),
        };
        if (site is not null)
        {
            request.Headers.Add("Sec-Fetch-Site", site);
        }
        if (origin is not null)
        {
            request.Headers.Add("Origin", origin == "own" ? $"http://localhost:{shop.Stage.Address.Port}" : origin);
        }
        return request;
    }
}
