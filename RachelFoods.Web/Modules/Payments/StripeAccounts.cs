using Microsoft.Extensions.Options;
using RachelFoods.Web.Modules.Stores;

namespace RachelFoods.Web.Modules.Payments;

/// <summary>The keys of one account at Stripe.</summary>
/// <param name="IsOwn">The store's own; otherwise the environment's, which serves every store without keys of its own.</param>
internal sealed record StripeAccount(string SecretKey, string PublishableKey, IReadOnlyList<string> WebhookSecrets, bool IsOwn)
{
    public const string SecretKeyName = "stripe secret key";
    public const string PublishableKeyName = "stripe publishable key";
    public const string WebhookSecretsName = "stripe webhook secrets";

    public static readonly string[] Names = [SecretKeyName, PublishableKeyName, WebhookSecretsName];
}

/// <summary>
/// Whose account at Stripe the current store's payments go through: the one place that knows. It is read for every call, so that a
/// changed key is in use from the next one on, in every process.
/// </summary>
public sealed class StripeAccounts(StoreSecrets secrets, IOptions<StripeOptions> options)
{
    /// <exception cref="GatewayAlarm">The store's own keys are of another mode than this installation.</exception>
    internal async Task<StripeAccount> FindAsync(CancellationToken ct)
    {
        if (await FindOwnAsync(ct) is not { } own)
        {
            return new StripeAccount(options.Value.SecretKey, options.Value.PublishableKey, options.Value.WebhookSecrets, IsOwn: false);
        }
        // As when a live shop's rows were copied into a test installation: real cards must not be charged, nor real keys sent, from there.
        return StripeOptions.IsLive(own.SecretKey) == options.Value.Livemode
            ? own
            : throw new GatewayAlarm("use the store's own keys", "they are of another mode than this installation");
    }

    /// <returns>Null if the store has none.</returns>
    internal async Task<StripeAccount?> FindOwnAsync(CancellationToken ct)
    {
        var own = await secrets.ReadAsync(StripeAccount.Names, ct);
        return own.Count < StripeAccount.Names.Length
            ? null
            : new StripeAccount(
                own[StripeAccount.SecretKeyName],
                own[StripeAccount.PublishableKeyName],
                StripeOptions.Several(own[StripeAccount.WebhookSecretsName]),
                IsOwn: true);
    }
}
