using RachelFoods.Tests.Stage.Processes;
using RachelFoods.Tests.Stage.Smtp;

namespace RachelFoods.E2E.Stage;

/// <summary>What a web process must be told to run as in production on this machine.</summary>
internal static class ProductionSettings
{
    /// <param name="app">The connection string of the app's role.</param>
    /// <param name="worker">The connection string of the worker's role.</param>
    /// <param name="stripe">The sandbox as the web process reaches it.</param>
    /// <param name="mail">Takes the mails of every store.</param>
    public static Dictionary<string, string> For(
        string app, string worker, int webPort, Uri stripe, string stripeKey, string webhookSecret, SmtpServer mail) =>
        new(EveryTestShop.Settings, StringComparer.Ordinal)
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Production",
            // From a build's output static files would be read again for each request and sent uncompressed.
            ["ReloadStaticAssetsAtRuntime"] = "false",
            ["ConnectionStrings:Shop"] = app,
            ["ConnectionStrings:ShopWorker"] = worker,
            ["Shop:Scheme"] = "http",
            ["Shop:Port"] = $"{webPort}",
            ["Smtp:Host"] = SmtpServer.Host,
            ["Smtp:Port"] = $"{mail.Port}",
            ["Smtp:Security"] = "none",
            ["Smtp:From"] = "shop@rachelfoods.example",
            ["Stripe:SecretKey"] = stripeKey,
            ["Stripe:PublishableKey"] = stripeKey.Replace("sk_", "pk_", StringComparison.Ordinal),
            ["Stripe:WebhookSecret"] = webhookSecret,
            ["Stripe:ApiBase"] = stripe.GetLeftPart(UriPartial.Authority),
            ["Stripe:JsUrl"] = $"http://localhost:{stripe.Port}/stripe.js",
        };
}
