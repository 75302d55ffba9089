using System.Text.Json.Nodes;

namespace StripeSandbox.Books;

/// <summary>A bank's word that a charge looks like fraud, before any dispute. No money moves.</summary>
public sealed class EarlyFraudWarning(string id, Charge charge, long created) : IStripeObject
{
    public string Id { get; } = id;
    public long Created { get; } = created;

    public JsonObject ToJson() => new()
    {
        ["id"] = Id,
        ["object"] = "radar.early_fraud_warning",
        ["actionable"] = charge.Refunded < charge.Captured && charge.Dispute is null,
        ["charge"] = charge.Id,
        ["created"] = Created,
        ["fraud_type"] = "unauthorized_use_of_card",
        ["livemode"] = false,
        ["payment_intent"] = charge.Intent.Id,
    };
}
