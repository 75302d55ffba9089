using System.Text.Json;

namespace Stripe;

/// <summary>Who is calling, in the two headers that Stripe reads.</summary>
internal sealed class ClientIdentity(AppInfo app)
{
    private readonly string userAgent = $"Stripe/v1 .NetBindings/{StripeConfiguration.StripeNetVersion}{Suffix(app)}";

    private readonly string details = JsonSerializer.Serialize(new
    {
        bindings_version = StripeConfiguration.StripeNetVersion,
        lang = ".net",
        lang_version = Environment.Version.ToString(),
        application = app,
    }, StripeJson.Headers);

    public void AddTo(HttpRequestMessage message)
    {
        message.Headers.TryAddWithoutValidation("User-Agent", userAgent);
        message.Headers.TryAddWithoutValidation("X-Stripe-Client-User-Agent", details);
    }

    private static string Suffix(AppInfo app)
    {
        if (app is null) return "";
        var version = string.IsNullOrEmpty(app.Version) ? "" : "/" + app.Version;
        var url = string.IsNullOrEmpty(app.Url) ? "" : $" ({app.Url})";
        return $" {app.Name}{version}{url}";
    }
}
