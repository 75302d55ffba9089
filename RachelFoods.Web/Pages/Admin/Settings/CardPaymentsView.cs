using RachelFoods.Web.Modules.Payments;
using RachelFoods.Web.Modules.Stores;

namespace RachelFoods.Web.Pages.Admin.Settings;

/// <param name="Names">Of those who changed the keys.</param>
/// <param name="WebhookAddress">Where Stripe must send this store's events.</param>
/// <param name="Said">What has just been done; null if nothing.</param>
public sealed record CardPaymentsView(StripeKeysView Keys, IReadOnlyDictionary<Guid, string> Names, string WebhookAddress, string? Said)
{
    // The form's fields. What was set is never shown.
    public string? PublishableKey { get; init; }

    public string? SecretKey { get; init; }

    public string? WebhookSecrets { get; init; }

    public IEnumerable<(string What, StoreSecretView Set)> Rows =>
        new[] { ("Publishable key", Keys.PublishableKey), ("Secret key", Keys.SecretKey), ("Webhook signing secrets", Keys.WebhookSecrets) }
            .Where(row => row.Item2 is not null).Select(row => (row.Item1, row.Item2!));

    public string Who(StoreSecretView secret) => secret.ChangedById is { } id ? Names.GetValueOrDefault(id, "Somebody") : "Somebody";

    public string HintFor(string prefix, string more = "") => Keys.IsOwn
        ? $"Leave it empty to keep the present one. {more}".TrimEnd()
        : $"Begins with {prefix}. {more}".TrimEnd();
}
