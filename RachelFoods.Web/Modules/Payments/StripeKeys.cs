using Microsoft.Extensions.Options;
using RachelFoods.Web.Modules.Stores;

namespace RachelFoods.Web.Modules.Payments;

/// <summary>Keys as somebody types them. What is left empty stays as it is.</summary>
/// <param name="WebhookSecrets">One, or several with commas between while they are being rotated.</param>
public sealed record NewStripeKeys(string? PublishableKey, string? SecretKey, string? WebhookSecrets);

/// <summary>What may be shown of the store's keys; all three are null for a store that uses the environment's account.</summary>
public sealed record StripeKeysView(StoreSecretView? PublishableKey, StoreSecretView? SecretKey, StoreSecretView? WebhookSecrets, bool Livemode)
{
    public bool IsOwn => SecretKey is not null;
}

public abstract record ChangeStripeKeysResult
{
    public sealed record Changed : ChangeStripeKeysResult;

    /// <summary>Nothing was changed. By the property of <see cref="NewStripeKeys"/>, what is wrong with it.</summary>
    public sealed record Wrong(IReadOnlyDictionary<string, string> Why) : ChangeStripeKeysResult;
}

/// <summary>A store's own account at Stripe: all of its keys or none. Written and replaced, never read back by a screen.</summary>
public sealed class StripeKeys(StoreSecrets secrets, IOptions<StripeOptions> options, ILogger<StripeKeys> log)
{
    private const int Longest = 255;
    private const int MostWebhookSecrets = 5;

    public async Task<StripeKeysView> ShowAsync(CancellationToken ct)
    {
        var set = (await secrets.ListAsync(StripeAccount.Names, ct)).ToDictionary(s => s.Name, StringComparer.Ordinal);
        return new StripeKeysView(
            set.GetValueOrDefault(StripeAccount.PublishableKeyName),
            set.GetValueOrDefault(StripeAccount.SecretKeyName),
            set.GetValueOrDefault(StripeAccount.WebhookSecretsName),
            options.Value.Livemode);
    }

    public async Task<ChangeStripeKeysResult> ChangeAsync(NewStripeKeys keys, Guid byId, CancellationToken ct)
    {
        var isSet = (await ShowAsync(ct)).IsOwn;
        var why = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            [nameof(NewStripeKeys.PublishableKey)] = FaultOf(keys.PublishableKey, isSet, "publishable key", "pk_"),
            [nameof(NewStripeKeys.SecretKey)] = FaultOf(keys.SecretKey, isSet, "secret key", "sk_", "rk_"),
            [nameof(NewStripeKeys.WebhookSecrets)] = FaultOfWebhooks(keys.WebhookSecrets, isSet),
        }.Where(w => w.Value is not null).ToDictionary(w => w.Key, w => w.Value!, StringComparer.Ordinal);
        if (why.Count > 0)
        {
            return new ChangeStripeKeysResult.Wrong(why);
        }
        var typed = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            [StripeAccount.PublishableKeyName] = keys.PublishableKey?.Trim(),
            [StripeAccount.SecretKeyName] = keys.SecretKey?.Trim(),
            [StripeAccount.WebhookSecretsName] = keys.WebhookSecrets is null ? null : string.Join(',', StripeOptions.Several(keys.WebhookSecrets)),
        }.Where(k => !string.IsNullOrEmpty(k.Value)).ToDictionary(k => k.Key, k => k.Value!, StringComparer.Ordinal);
        await secrets.SetAsync(typed, byId, ct);
        log.LogInformation("User {ById} changed of the store's Stripe account: {Changed}.", byId, string.Join(", ", typed.Keys));
        return new ChangeStripeKeysResult.Changed();
    }

    /// <summary>From the next payment on the environment's account is used.</summary>
    public async Task RemoveAsync(Guid byId, CancellationToken ct)
    {
        await secrets.RemoveAsync(StripeAccount.Names, ct);
        log.LogInformation("User {ById} removed the store's own Stripe account.", byId);
    }

    private string? FaultOf(string? typed, bool isSet, string what, params string[] prefixes)
    {
        var key = typed?.Trim() ?? "";
        if (key.Length == 0)
        {
            return isSet ? null : $"Enter the {what}: your own account needs all three.";
        }
        if (!Array.Exists(prefixes, p => key.StartsWith(p + "test_", StringComparison.Ordinal) || key.StartsWith(p + "live_", StringComparison.Ordinal)))
        {
            return $"This is not a {what}. It begins with {string.Join(" or ", prefixes)}.";
        }
        if (!IsPlain(key))
        {
            return "Enter the key alone, without spaces.";
        }
        // The mode belongs to the installation: its addresses of Stripe, and the check of every object, are of one mode.
        return StripeOptions.IsLive(key) == options.Value.Livemode
            ? null
            : options.Value.Livemode
                ? $"This is a test key, and this shop takes real payments. Enter the live {what}."
                : $"This is a live key, and this shop is for testing. Enter the test {what}.";
    }

    private static string? FaultOfWebhooks(string? typed, bool isSet)
    {
        var several = StripeOptions.Several(typed ?? "");
        return several.Count switch
        {
            0 when isSet => null,
            0 => "Enter the webhook’s signing secret: your own account needs all three.",
            > MostWebhookSecrets => $"Enter at most {MostWebhookSecrets}.",
            _ when several.Any(s => !s.StartsWith("whsec_", StringComparison.Ordinal) || s.Length == "whsec_".Length || !IsPlain(s)) =>
                several.Count == 1
                    ? "This is not a signing secret. It begins with whsec_."
                    : "One of these is not a signing secret. Each begins with whsec_; put commas between them.",
            _ => null,
        };
    }

    private static bool IsPlain(string key) => key.Length <= Longest && key.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-');
}
