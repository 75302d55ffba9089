namespace RachelFoods.Web.Modules.Payments;

/// <summary>The environment's Stripe account; <c>Stripe__…</c>.</summary>
public sealed class StripeOptions
{
    /// <summary><c>sk_…</c> or <c>rk_…</c>. Production does not start without it.</summary>
    public string SecretKey { get; set; } = "";

    /// <summary><c>pk_…</c>; test or live like the secret key. Production does not start without it.</summary>
    public string PublishableKey { get; set; } = "";

    /// <summary><c>whsec_…</c>; several with commas between while they are rotated. Production does not start without it.</summary>
    public string WebhookSecret { get; set; } = "";

    /// <summary>Where Stripe is called. With live keys at stripe.com alone.</summary>
    public string ApiBase { get; set; } = "https://api.stripe.com";

    /// <summary>The script that the pay page loads. With live keys from stripe.com alone.</summary>
    public string JsUrl { get; set; } = "https://js.stripe.com/dahlia/stripe.js";

    /// <summary>How long somebody who waits for a page waits for one answer of Stripe's; there are two tries, which end within 15 seconds.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(6);

    /// <summary>The same for work that nobody waits for; there are three tries.</summary>
    public TimeSpan BackgroundTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Whether this installation moves real money. A store's own keys must be of the same mode.</summary>
    public bool Livemode => IsLive(SecretKey);

    public IReadOnlyList<string> WebhookSecrets => Several(WebhookSecret);

    internal static bool IsLive(string key) => key.AsSpan(key.IndexOf('_', StringComparison.Ordinal) + 1).StartsWith("live_", StringComparison.Ordinal);

    internal static IReadOnlyList<string> Several(string secrets) =>
        secrets.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}

/// <summary>Durations of payments; all of them settings.</summary>
public sealed class PaymentOptions
{
    /// <summary>How long an order's payment may stay open before Stripe is asked about it.</summary>
    public TimeSpan AskAfter { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>How long Stripe's own page can be paid. Stripe takes 30 minutes to a day; a repeated call must still find 30 minutes left.</summary>
    public TimeSpan HostedPageLasts { get; set; } = TimeSpan.FromHours(1);

    /// <summary>How long after it was first asked for Stripe would still make the page.</summary>
    public TimeSpan HostedPageCanBeMade => HostedPageLasts - TimeSpan.FromMinutes(31);

    /// <summary>How many chains of attempts one order may have. Buyers need one or two; each asks Stripe several times.</summary>
    public int MostPerOrder { get; set; } = 20;

    /// <summary>How long to wait before Stripe is asked again about a payment that it has not decided.</summary>
    public TimeSpan AskAgain { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How often Stripe is asked about a dispute, until a week after it is decided.</summary>
    public TimeSpan FollowDisputes { get; set; } = TimeSpan.FromDays(1);

    /// <summary>
    /// How long an idempotency key is trusted. Stripe forgets it some time after 24 hours; from then on the same request would make a
    /// second object, so what the first one made is looked up instead.
    /// </summary>
    public TimeSpan KeyLifetime { get; set; } = TimeSpan.FromHours(20);

    /// <summary>How often Stripe is asked for events that did not arrive.</summary>
    public TimeSpan LookForMissed { get; set; } = TimeSpan.FromMinutes(5);
}

public static class SandboxDefault
{
    /// <summary>With no Stripe key in Development, the StripeSandbox on this machine is the payment provider.</summary>
    public static WebApplicationBuilder UseStripeSandboxByDefault(this WebApplicationBuilder builder)
    {
        if (builder.Environment.IsDevelopment() && builder.Configuration["Stripe:SecretKey"] is null or "")
        {
            builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.Ordinal)
            {
                ["Stripe:SecretKey"] = "sk_test_sandbox",
                ["Stripe:PublishableKey"] = "pk_test_sandbox",
                ["Stripe:WebhookSecret"] = "whsec_sandbox",
                ["Stripe:ApiBase"] = "http://127.0.0.1:12111",
                ["Stripe:JsUrl"] = "http://localhost:12111/stripe.js",
            });
        }
        return builder;
    }
}
