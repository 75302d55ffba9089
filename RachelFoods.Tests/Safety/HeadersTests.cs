using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using RachelFoods.Tests.Stage;
using RachelFoods.Web.Modules.Stores;
using RachelFoods.Web.Safety;

namespace RachelFoods.Tests.Safety;

public sealed class Every_answer(Shop shop) : IClassFixture<Shop>
{
    [Theory]
    [InlineData("/account/login")]
    [InlineData("/nothing-here")]
    [InlineData("/css/shop.css")]
    [InlineData("/health/live")]
    public async Task carries_the_headers(string address)
    {
        var headers = (await shop.Browser().GetAsync(address)).Headers;

        var policy = Assert.Single(headers.GetValues("Content-Security-Policy"));
        Assert.StartsWith("default-src 'none'; script-src 'self'; style-src 'self';", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("http", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.Contains("base-uri 'none'", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", Assert.Single(headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("same-origin", Assert.Single(headers.GetValues("Cross-Origin-Opener-Policy")));
        Assert.NotEmpty(headers.GetValues("Referrer-Policy"));
        Assert.NotEmpty(headers.GetValues("Permissions-Policy"));
        Assert.Matches("^[0-9a-f]{16}$", Assert.Single(headers.GetValues("X-Request-Id")));
        Assert.False(headers.Contains("Strict-Transport-Security"));
        Assert.False(headers.Contains("Server"));
        Assert.DoesNotContain(headers, h => h.Key.StartsWith("Access-Control", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task over_https_asks_to_be_reached_that_way_only()
    {
        var headers = await AnswerOf("https");

        Assert.Equal("max-age=31536000", headers.StrictTransportSecurity);
    }

    [Fact]
    public async Task of_the_pay_page_alone_lets_stripe_in()
    {
        var headers = await AnswerOf("https", new AllowStripeAttribute());

        Assert.Equal(
            "default-src 'none'; script-src 'self' https://js.stripe.com https://*.js.stripe.com; style-src 'self'; img-src 'self'; "
            + "font-src 'self'; connect-src 'self' https://api.stripe.com; manifest-src 'self'; form-action 'self' https://checkout.stripe.com; base-uri 'none'; "
            + "frame-ancestors 'none'; frame-src https://js.stripe.com https://*.js.stripe.com https://hooks.stripe.com",
            headers.ContentSecurityPolicy);
    }

    [Fact]
    public async Task on_an_unknown_host_is_not_found()
    {
        var answer = await shop.Browser("unknown.example").GetAsync("/account/login");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("text/plain", answer.Content.Headers.ContentType?.MediaType);
    }

    private static async Task<IHeaderDictionary> AnswerOf(string scheme, params object[] metadata)
    {
        var response = new StartedResponse();
        var features = new FeatureCollection();
        features.Set<IHttpRequestFeature>(new HttpRequestFeature());
        features.Set<IHttpResponseFeature>(response);
        var context = new DefaultHttpContext(features);
        context.SetEndpoint(new Endpoint(null, new EndpointMetadataCollection(metadata), "page"));
        new SecurityHeaders(new ConfigurationBuilder().Build(), Options.Create(new ShopOptions { Scheme = scheme })).Attach(context);
        await response.StartAsync();
        return response.Headers;
    }

    private sealed class StartedResponse : HttpResponseFeature
    {
        private Func<Task> _starting = () => Task.CompletedTask;

        public override void OnStarting(Func<object, Task> callback, object state) => _starting = () => callback(state);

        public Task StartAsync() => _starting();
    }
}
