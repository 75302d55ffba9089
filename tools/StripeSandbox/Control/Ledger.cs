using System.Text.Json.Nodes;
using StripeSandbox.Books;

namespace StripeSandbox.Control;

/// <summary>The books of an account in one answer, with sums per currency in smallest units.</summary>
public static class Ledger
{
    public static JsonObject Show(Account account)
    {
        lock (account.Gate)
            return new JsonObject
            {
                ["key"] = account.Key,
                ["intents"] = All<PaymentIntent>(account),
                ["sessions"] = All<CheckoutSession>(account),
                ["charges"] = All<Charge>(account),
                ["refunds"] = All<Refund>(account),
                ["disputes"] = All<Dispute>(account),
                ["early_fraud_warnings"] = All<EarlyFraudWarning>(account),
                ["balance_transactions"] = All<BalanceTransaction>(account),
                ["events"] = All<StripeEvent>(account),
                ["balance"] = Sums(account),
            };
    }

    private static JsonArray All<T>(Account account) where T : IStripeObject =>
        new([.. account.Newest<T>().Reverse().Select(item => account.Disguises.On(item.ToJson()))]);

    private static JsonObject Sums(Account account) => new(account.Newest<BalanceTransaction>()
        .GroupBy(t => t.Currency, StringComparer.Ordinal)
        .Select(g => KeyValuePair.Create<string, JsonNode?>(g.Key, new JsonObject
        {
            ["charged"] = g.Where(t => t.Type == "charge").Sum(t => t.Amount),
            ["refunded"] = -g.Where(t => t.Type is "refund" or "refund_failure").Sum(t => t.Amount),
            ["disputed"] = -g.Where(t => t.Type == "adjustment").Sum(t => t.Amount),
            ["fees"] = g.Sum(t => t.Fee),
            ["net"] = g.Sum(t => t.Net),
        })));
}
