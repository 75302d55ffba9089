using Microsoft.Extensions.Options;

namespace RachelFoods.Web.Modules.Payments;

/// <summary>The keys of one account at Stripe.</summary>
internal sealed record StripeAccount(string SecretKey, string PublishableKey, IReadOnlyList<string> WebhookSecrets);

/// <summary>Whose account at Stripe the current store's payments go through. The one place that knows.</summary>
internal sealed class StripeAccounts(IOptions<StripeOptions> options)
{
    public Task<StripeAccount> FindAsync(CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        var ours = options.Value;
        return Task.FromResult(new StripeAccount(ours.SecretKey, ours.PublishableKey, ours.WebhookSecrets));
    }
}
