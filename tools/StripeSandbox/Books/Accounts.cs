using System.Collections.Concurrent;
using StripeSandbox.Webhooks;

namespace StripeSandbox.Books;

/// <summary>Every secret key that was ever used, each with its own books. An account is born at its first use.</summary>
public sealed class Accounts(TimeProvider clock, WebhookSender webhooks)
{
    private readonly ConcurrentDictionary<string, Account> byKey = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> expired = new(StringComparer.Ordinal);

    public IEnumerable<Account> All => byKey.Values.Distinct();

    public Account Of(string secretKey) =>
        byKey.GetOrAdd(secretKey, key => new Account(key, clock, webhooks.Announce, webhooks.CountFor));

    /// <summary>A new key for the same account, as when a key is rolled; the old one works until it expires.</summary>
    public void Roll(string key, string next) => byKey[next] = Of(key);

    /// <summary>Ends a key, or has it work again.</summary>
    public void Expire(string key, bool ended) => expired[key] = ended;

    public bool IsExpired(string key) => expired.GetValueOrDefault(key);

    /// <summary>The account that knows a thing, for the buyer's pages and the tests, which carry no secret key.</summary>
    public (Account Account, T Item)? HolderOf<T>(string id) where T : class, IStripeObject
    {
        foreach (var account in All)
            lock (account.Gate)
                if (account.Find<T>(id) is { } item)
                    return (account, item);
        return null;
    }

    public void Reset(string? secretKey)
    {
        foreach (var account in All.Where(a => secretKey is null || a.Key == secretKey))
            lock (account.Gate)
                account.Forget();
    }
}
