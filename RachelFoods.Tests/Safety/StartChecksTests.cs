using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using RachelFoods.Tests.Stage.Processes;
using RachelFoods.Web.Safety;

namespace RachelFoods.Tests.Safety;

public sealed class The_shop_at_its_start
{
    [Fact]
    public void serves_with_all_that_it_needs() => Assert.Null(Fault());

    [Theory]
    [InlineData("ConnectionStrings:Shop", null, "ConnectionStrings__Shop is not set.")]
    [InlineData("ConnectionStrings:ShopWorker", " ", "ConnectionStrings__ShopWorker is not set.")]
    [InlineData("ConnectionStrings:ShopOwner", "Host=a", "ConnectionStrings__ShopOwner is set")]
    [InlineData("Stripe:SecretKey", null, "Stripe__SecretKey is not set.")]
    [InlineData("Stripe:PublishableKey", "", "Stripe__PublishableKey is not set.")]
    [InlineData("Stripe:WebhookSecret", null, "Stripe__WebhookSecret is not set.")]
    [InlineData("Stripe:SecretKey", "pk_test_1", "not a secret key")]
    [InlineData("Stripe:PublishableKey", "sk_test_1", "not a publishable key")]
    [InlineData("Stripe:PublishableKey", "pk_live_1", "contradict")]
    [InlineData("Stripe:SecretKey", "rk_live_1", "contradict")]
    [InlineData("Stripe:WebhookSecret", "whsec_1,sk_test_1", "not a webhook secret")]
    [InlineData("Smtp:Host", null, "Smtp__Host is not set.")]
    [InlineData("Smtp:From", null, "Smtp__From is not set.")]
    [InlineData("Smtp:From", "Shop <shop@a.example>", "Smtp__From is not an e-mail address.")]
    [InlineData("Smtp:Security", "ssl", "Smtp__Security is none, starttls or tls.")]
    [InlineData("Smtp:User", "shop", "Smtp__User and Smtp__Password contradict")]
    [InlineData("Smtp:Password", "secret", "Smtp__User and Smtp__Password contradict")]
    [InlineData("Smtp:Port", "smtp", "Smtp__Port is not a number.")]
    [InlineData("Smtp:Port", "465", "Smtp__Port and Smtp__Security contradict")]
    [InlineData("Sentry:Dsn", "sentry.example/1", "Sentry__Dsn is not of the form")]
    [InlineData("Sentry:Dsn", "https://sentry.example/1", "Sentry__Dsn is not of the form")]
    [InlineData("Sentry:Dsn", "https://key@sentry.example", "Sentry__Dsn is not of the form")]
    [InlineData("Sentry:Dsn", "smtp://key@sentry.example/1", "Sentry__Dsn is not of the form")]
    [InlineData("Otlp:Endpoint", "collector:4318", "Otlp__Endpoint is not an address")]
    [InlineData("Otlp:Endpoint", "/v1/traces", "Otlp__Endpoint is not an address")]
    [InlineData("DataProtection:Certificate", null, "DataProtection__Certificate is not set")]
    [InlineData("DataProtection:Certificate", "/nowhere/key-ring.pfx", "DataProtection__Certificate cannot be read")]
    [InlineData("DataProtection:Password", "another", "DataProtection__Certificate cannot be read")]
    [InlineData("DataProtection:Older:0:Certificate", "/nowhere/older.pem", "DataProtection__Older__0__Certificate cannot be read")]
    public void names_the_one_setting_that_is_wrong(string name, string? value, string said)
    {
        var fault = Fault((name, value));

        Assert.Contains(said, fault, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', fault!);
    }

    [Theory]
    [InlineData("Stripe:ApiBase", "http://127.0.0.1:12111")]
    [InlineData("Stripe:JsUrl", "https://js.stripe.com.evil.example/v3")]
    public void sends_live_keys_to_stripe_alone(string name, string value)
    {
        var fault = Fault(("Stripe:SecretKey", "sk_live_1"), ("Stripe:PublishableKey", "pk_live_1"), (name, value));

        Assert.Contains("contradicts the live keys", fault, StringComparison.Ordinal);
    }

    [Fact]
    public void sends_no_password_over_an_open_line()
    {
        (string, string?)[] open = [("Smtp:Security", "none"), ("Smtp:User", "shop"), ("Smtp:Password", "secret")];

        Assert.Contains("unencrypted", Fault(open), StringComparison.Ordinal);
        Assert.Null(Fault([.. open, ("Smtp:Host", "localhost")]));
    }

    [Theory]
    [InlineData("Sentry:Dsn", "https://key@sentry.example/1")]
    [InlineData("Sentry:Dsn", "http://key@127.0.0.1:9000/path/1")]
    [InlineData("Otlp:Endpoint", "http://collector:4318")]
    public void takes_those_who_watch(string name, string value) => Assert.Null(Fault((name, value)));

    [Fact]
    public void takes_several_webhook_secrets() => Assert.Null(Fault(("Stripe:WebhookSecret", "whsec_1, whsec_2")));

    private static string? Fault(params (string Name, string? Value)[] changed)
    {
        var settings = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["ConnectionStrings:Shop"] = "Host=a",
            ["ConnectionStrings:ShopWorker"] = "Host=a",
            ["Smtp:Host"] = "mail.example",
            ["Smtp:From"] = "shop@a.example",
            ["Stripe:SecretKey"] = "sk_test_1",
            ["Stripe:PublishableKey"] = "pk_test_1",
            ["Stripe:WebhookSecret"] = "whsec_1",
            ["DataProtection:Certificate"] = TestCertificates.OfTheRun,
            ["DataProtection:Password"] = TestCertificates.Password,
        };
        foreach (var (name, value) in changed)
        {
            settings[name] = value;
        }
        return StartChecks.FindFault(
            new ConfigurationBuilder().AddInMemoryCollection(settings).Build(),
            new HostingEnvironment { EnvironmentName = Environments.Production });
    }
}
