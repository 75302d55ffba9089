using RachelFoods.Web.Data;

namespace RachelFoods.Web.Safety;

/// <summary>What must be set, and must not contradict, before the shop serves in Production; and who watches, anywhere.</summary>
internal static class StartChecks
{
    /// <returns>The first fault in one line; null if there is none.</returns>
    public static string? FindFault(IConfiguration settings, IHostEnvironment environment) =>
        environment.IsProduction()
            ? MissingDatabase(settings) ?? MightyDatabase(settings) ?? WrongStripe(settings) ?? MailChecks.FindFault(settings) ?? WrongWatchers(settings)
                ?? KeyRingCertificates.Read(settings).Fault
            : WrongWatchers(settings);

    private static string? MissingDatabase(IConfiguration settings) =>
        new[] { "Shop", "ShopWorker" }.FirstOrDefault(name => string.IsNullOrWhiteSpace(settings.GetConnectionString(name))) is { } missing
            ? $"ConnectionStrings__{missing} is not set."
            : null;

    private static string? MightyDatabase(IConfiguration settings) =>
        settings.GetConnectionString("ShopOwner") is null
            ? null
            : "ConnectionStrings__ShopOwner is set: it is for migrate alone, the shop does not serve with it.";

    private static string? WrongStripe(IConfiguration settings)
    {
        var (secret, publishable, hooks) = (settings["Stripe:SecretKey"], settings["Stripe:PublishableKey"], settings["Stripe:WebhookSecret"]);
        return (secret, publishable, hooks) switch
        {
            (null or "", _, _) => "Stripe__SecretKey is not set.",
            (_, null or "", _) => "Stripe__PublishableKey is not set.",
            (_, _, null or "") => "Stripe__WebhookSecret is not set.",
            _ when !IsKey(secret, "sk", "rk") => "Stripe__SecretKey is not a secret key; it begins with sk_ or rk_.",
            _ when !IsKey(publishable, "pk") => "Stripe__PublishableKey is not a publishable key; it begins with pk_.",
            _ when !Array.TrueForAll(Split(hooks), s => s.StartsWith("whsec_", StringComparison.Ordinal)) =>
                "Stripe__WebhookSecret is not a webhook secret; each begins with whsec_.",
            _ when IsLive(secret) != IsLive(publishable) =>
                "Stripe__SecretKey and Stripe__PublishableKey contradict: one is for test, the other for live payments.",
            _ when IsLive(secret) && new[] { "Stripe:ApiBase", "Stripe:JsUrl" }.FirstOrDefault(name => !IsStripe(settings[name])) is { } elsewhere =>
                $"{elsewhere.Replace(":", "__", StringComparison.Ordinal)} contradicts the live keys: they go to stripe.com alone.",
            _ => null,
        };
    }

    private static string? WrongWatchers(IConfiguration settings) => (settings["Sentry:Dsn"], settings["Otlp:Endpoint"]) switch
    {
        ({ Length: > 0 } dsn, _) when !IsDsn(dsn) =>
            "Sentry__Dsn is not of the form https://KEY@HOST/PROJECT.",
        (_, { Length: > 0 } collector) when !IsHttp(collector) => "Otlp__Endpoint is not an address of http or https.",
        _ => null,
    };

    internal static bool IsDsn(string dsn) => IsHttp(dsn) && new Uri(dsn) is not ({ UserInfo: "" } or { AbsolutePath: "/" });

    private static bool IsHttp(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp);

    private static bool IsKey(string key, params string[] kinds) =>
        Array.Exists(kinds, kind => key.StartsWith(kind + "_test_", StringComparison.Ordinal) || key.StartsWith(kind + "_live_", StringComparison.Ordinal));

    private static bool IsLive(string key) => key.Contains("_live_", StringComparison.Ordinal);

    private static bool IsStripe(string? address) =>
        address is null || (Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttps
            && uri.Host.EndsWith(".stripe.com", StringComparison.Ordinal));

    private static string[] Split(string list) => list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
