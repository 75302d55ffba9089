using System.Text.Json.Nodes;

namespace StripeSandbox.Books;

/// <summary>One line of the books. <see cref="Amount"/> and <see cref="Fee"/> are in the currency's smallest unit.</summary>
public sealed class BalanceTransaction(
    string id, string type, long amount, long fee, string currency, string source, long created, bool available,
    string? category = null)
    : IStripeObject
{
    private const long TwoDays = 2 * 24 * 60 * 60;

    public string Id { get; } = id;
    public string Type { get; } = type;
    public long Amount { get; } = amount;
    public long Fee { get; } = fee;
    public long Net => Amount - Fee;
    public string Currency { get; } = currency;
    public long Created { get; } = created;
    public bool Available { get; } = available;

    /// <summary>2.9 % and 30 of the smallest unit, as a card costs in the United States.</summary>
    public static long CardFee(long amount) => (amount * 29 + 500) / 1000 + 30;

    public JsonObject ToJson() => new()
    {
        ["id"] = Id,
        ["object"] = "balance_transaction",
        ["amount"] = Amount,
        ["available_on"] = Available ? Created : Created + TwoDays,
        ["balance_type"] = "payments",
        ["created"] = Created,
        ["currency"] = Currency,
        ["description"] = null,
        ["exchange_rate"] = null,
        ["fee"] = Fee,
        ["fee_details"] = Fee == 0 ? [] : new JsonArray(new JsonObject
        {
            ["amount"] = Fee,
            ["application"] = null,
            ["currency"] = Currency,
            ["description"] = Type == "adjustment" ? "Dispute fee" : "Stripe processing fees",
            ["type"] = "stripe_fee",
        }),
        ["net"] = Net,
        ["reporting_category"] = category ?? Type,
        ["source"] = source,
        ["status"] = Available ? "available" : "pending",
        ["type"] = Type,
    };
}
