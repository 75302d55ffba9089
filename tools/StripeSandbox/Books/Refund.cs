using System.Text.Json.Nodes;

namespace StripeSandbox.Books;

public sealed class Refund(string id, Charge charge, long amount, string? reason, IReadOnlyDictionary<string, string> metadata, long created)
    : IStripeObject
{
    private BalanceTransaction? failure;

    public string Id { get; } = id;
    public long Created { get; } = created;
    public Charge Charge { get; } = charge;
    public long Amount { get; } = amount;
    public string Status { get; private set; } = "pending";
    public BalanceTransaction? Posted { get; private set; }

    public void Post(BalanceTransaction posted) => Posted = posted;

    public void Succeed() => Status = "succeeded";

    public void Fail(BalanceTransaction back) => (Status, failure) = ("failed", back);

    public JsonObject ToJson()
    {
        var json = new JsonObject
        {
            ["id"] = Id,
            ["object"] = "refund",
            ["amount"] = Amount,
            ["balance_transaction"] = Posted?.Id,
            ["charge"] = Charge.Id,
            ["created"] = Created,
            ["currency"] = Charge.Currency,
            ["customer"] = null,
            ["customer_account"] = null,
            ["destination_details"] = new JsonObject { ["card"] = new JsonObject { ["type"] = "refund" }, ["type"] = "card" },
            ["metadata"] = new JsonObject(metadata.Select(m => KeyValuePair.Create<string, JsonNode?>(m.Key, m.Value))),
            ["payment_intent"] = Charge.Intent.Id,
            ["payment_method"] = Charge.Method.Id,
            ["reason"] = reason,
            ["receipt_number"] = null,
            ["source_transfer_reversal"] = null,
            ["status"] = Status,
            ["transfer_reversal"] = null,
        };
        if (Status == "pending")
            json["pending_reason"] = "processing";
        if (failure is not null)
        {
            json["failure_balance_transaction"] = failure.Id;
            json["failure_reason"] = "lost_or_stolen_card";
        }
        return json;
    }
}
