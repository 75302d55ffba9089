using System.Text.Json.Serialization;

namespace Stripe;

public class Dispute : StripeEntity<Dispute>, IHasId, IHasObject
{
    public string Id { get; set; }
    public string Object { get; set; }
    public long Amount { get; set; }
    public List<BalanceTransaction> BalanceTransactions { get; set; }

    [JsonIgnore]
    public string ChargeId { get => ExpandableCharge.Id; set => ExpandableCharge = ExpandableCharge.WithId(value); }

    [JsonIgnore]
    public Charge Charge { get => ExpandableCharge.Object; set => ExpandableCharge = Expandable<Charge>.Of(value); }

    public DateTime Created { get; set; }
    public string Currency { get; set; }
    public DisputeEvidenceDetails EvidenceDetails { get; set; }
    public bool IsChargeRefundable { get; set; }
    public bool Livemode { get; set; }
    public Dictionary<string, string> Metadata { get; set; }

    [JsonIgnore]
    public string PaymentIntentId
    {
        get => ExpandablePaymentIntent.Id;
        set => ExpandablePaymentIntent = ExpandablePaymentIntent.WithId(value);
    }

    [JsonIgnore]
    public PaymentIntent PaymentIntent
    {
        get => ExpandablePaymentIntent.Object;
        set => ExpandablePaymentIntent = Expandable<PaymentIntent>.Of(value);
    }

    public string Reason { get; set; }
    public string Status { get; set; }

    [JsonInclude, JsonPropertyName("charge")]
    internal Expandable<Charge> ExpandableCharge { get; set; }

    [JsonInclude, JsonPropertyName("payment_intent")]
    internal Expandable<PaymentIntent> ExpandablePaymentIntent { get; set; }
}

public class DisputeEvidenceDetails : StripeEntity<DisputeEvidenceDetails>
{
    public DateTime? DueBy { get; set; }
    public bool HasEvidence { get; set; }
    public bool PastDue { get; set; }
    public long SubmissionCount { get; set; }
}
