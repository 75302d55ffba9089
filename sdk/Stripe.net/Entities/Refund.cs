using System.Text.Json.Serialization;

namespace Stripe;

public class Refund : StripeEntity<Refund>, IHasId, IHasObject
{
    public string Id { get; set; }
    public string Object { get; set; }
    public long Amount { get; set; }

    [JsonIgnore]
    public string BalanceTransactionId
    {
        get => ExpandableBalanceTransaction.Id;
        set => ExpandableBalanceTransaction = ExpandableBalanceTransaction.WithId(value);
    }

    [JsonIgnore]
    public BalanceTransaction BalanceTransaction
    {
        get => ExpandableBalanceTransaction.Object;
        set => ExpandableBalanceTransaction = Expandable<BalanceTransaction>.Of(value);
    }

    [JsonIgnore]
    public string ChargeId { get => ExpandableCharge.Id; set => ExpandableCharge = ExpandableCharge.WithId(value); }

    [JsonIgnore]
    public Charge Charge { get => ExpandableCharge.Object; set => ExpandableCharge = Expandable<Charge>.Of(value); }

    public DateTime Created { get; set; }
    public string Currency { get; set; }
    public string Description { get; set; }

    [JsonPropertyName("failure_balance_transaction"), JsonConverter(typeof(ExpandableIdConverter))]
    public string FailureBalanceTransactionId { get; set; }

    public string FailureReason { get; set; }
    public string InstructionsEmail { get; set; }
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

    public string PendingReason { get; set; }
    public string Reason { get; set; }
    public string ReceiptNumber { get; set; }
    public string Status { get; set; }

    [JsonInclude, JsonPropertyName("balance_transaction")]
    internal Expandable<BalanceTransaction> ExpandableBalanceTransaction { get; set; }

    [JsonInclude, JsonPropertyName("charge")]
    internal Expandable<Charge> ExpandableCharge { get; set; }

    [JsonInclude, JsonPropertyName("payment_intent")]
    internal Expandable<PaymentIntent> ExpandablePaymentIntent { get; set; }
}
