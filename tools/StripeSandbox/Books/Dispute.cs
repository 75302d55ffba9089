using System.Text.Json.Nodes;
using StripeSandbox.Api;

namespace StripeSandbox.Books;

/// <summary>What a cardholder's bank asks about a charge. While it is an inquiry no money has moved.</summary>
public sealed class Dispute(string id, Charge charge, long amount, string reason, bool inquiry, long dueBy, long created) : IStripeObject
{
    public static readonly string[] EvidenceNames =
    [
        "access_activity_log", "billing_address", "cancellation_policy", "cancellation_policy_disclosure", "cancellation_rebuttal",
        "customer_communication", "customer_email_address", "customer_name", "customer_purchase_ip", "customer_signature",
        "duplicate_charge_documentation", "duplicate_charge_explanation", "duplicate_charge_id", "product_description", "receipt",
        "refund_policy", "refund_policy_disclosure", "refund_refusal_explanation", "service_date", "service_documentation",
        "shipping_address", "shipping_carrier", "shipping_date", "shipping_documentation", "shipping_tracking_number",
        "uncategorized_file", "uncategorized_text",
    ];

    private readonly Dictionary<string, string> evidence = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> metadata = new(StringComparer.Ordinal);
    private readonly List<BalanceTransaction> moved = [];
    private long dueBy = dueBy;
    private int submissions;

    public string Id { get; } = id;
    public long Created { get; } = created;
    public Charge Charge { get; } = charge;
    public long Amount { get; } = amount;
    public string Status { get; private set; } = inquiry ? "warning_needs_response" : "needs_response";
    public string? Says => evidence.GetValueOrDefault("uncategorized_text");
    public bool HasEvidence => evidence.Count > 0;
    public bool IsInquiry => Status.StartsWith("warning_", StringComparison.Ordinal);
    public bool IsClosed => Status is "won" or "lost" or "warning_closed" or "prevented";
    public bool AwaitsResponse => Status is "needs_response" or "warning_needs_response";

    /// <summary>While the bank decides, Stripe refunds nothing.</summary>
    public bool BlocksRefund => !IsInquiry && !IsClosed;

    /// <summary>What the bank has taken for good, which Stripe does not refund.</summary>
    public long Lost => Status == "lost" ? Amount : 0;

    public void Describe(Form form)
    {
        foreach (var (name, value) in form.Map("evidence"))
            Put(evidence, name, value);
        foreach (var (name, value) in form.Map("metadata"))
            Put(metadata, name, value);
    }

    public void Submit()
    {
        submissions++;
        Status = IsInquiry ? "warning_under_review" : "under_review";
    }

    public void MoveTo(string status) => Status = status;

    public void Escalate(long newDueBy) => (Status, dueBy) = ("needs_response", newDueBy);

    public void Move(BalanceTransaction posted) => moved.Add(posted);

    public JsonObject ToJson() => new()
    {
        ["id"] = Id,
        ["object"] = "dispute",
        ["amount"] = Amount,
        ["balance_transactions"] = new JsonArray([.. moved.Select(m => m.ToJson())]),
        ["charge"] = Charge.Id,
        ["created"] = Created,
        ["currency"] = Charge.Currency,
        ["enhanced_eligibility_types"] = new JsonArray(),
        ["evidence"] = Evidence(),
        ["evidence_details"] = new JsonObject
        {
            ["due_by"] = IsClosed ? null : dueBy,
            ["enhanced_eligibility"] = new JsonObject(),
            ["has_evidence"] = HasEvidence,
            ["past_due"] = false,
            ["submission_count"] = submissions,
        },
        ["is_charge_refundable"] = !BlocksRefund && Lost == 0,
        ["livemode"] = false,
        ["metadata"] = new JsonObject(metadata.Select(m => KeyValuePair.Create<string, JsonNode?>(m.Key, m.Value))),
        ["payment_intent"] = Charge.Intent.Id,
        ["payment_method_details"] = new JsonObject
        {
            ["card"] = new JsonObject
            {
                ["brand"] = Charge.Method.Card.Brand,
                ["case_type"] = IsInquiry ? "inquiry" : "chargeback",
                ["network"] = Charge.Method.Card.Brand,
                ["network_reason_code"] = reason == "fraudulent" ? "10.4" : "13.1",
            },
            ["type"] = "card",
        },
        ["reason"] = reason,
        ["status"] = Status,
    };

    private JsonObject Evidence()
    {
        var json = new JsonObject(EvidenceNames.Select(n => KeyValuePair.Create<string, JsonNode?>(n, evidence.GetValueOrDefault(n))));
        json["enhanced_evidence"] = new JsonObject();
        return json;
    }

    private static void Put(Dictionary<string, string> map, string name, string value)
    {
        if (value.Length == 0)
            map.Remove(name);
        else
            map[name] = value;
    }
}
