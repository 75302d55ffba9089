using System.Text.Json.Serialization;

namespace Stripe;

public class Charge : StripeEntity<Charge>, IHasId, IHasObject
{
    public string Id { get; set; }
    public string Object { get; set; }
    public long Amount { get; set; }
    public long AmountCaptured { get; set; }
    public long AmountRefunded { get; set; }
    public long? ApplicationFeeAmount { get; set; }

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

    public ChargeBillingDetails BillingDetails { get; set; }
    public bool Captured { get; set; }
    public DateTime Created { get; set; }
    public string Currency { get; set; }

    [JsonPropertyName("customer"), JsonConverter(typeof(ExpandableIdConverter))]
    public string CustomerId { get; set; }

    public bool Disputed { get; set; }
    public string FailureCode { get; set; }
    public string FailureMessage { get; set; }
    public bool Livemode { get; set; }
    public Dictionary<string, string> Metadata { get; set; }
    public ChargeOutcome Outcome { get; set; }
    public bool Paid { get; set; }

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

    public string PaymentMethod { get; set; }
    public ChargePaymentMethodDetails PaymentMethodDetails { get; set; }
    public string ReceiptEmail { get; set; }
    public string ReceiptUrl { get; set; }
    public bool Refunded { get; set; }
    public StripeList<Refund> Refunds { get; set; }
    public string Status { get; set; }
    public string TransferGroup { get; set; }

    [JsonInclude, JsonPropertyName("balance_transaction")]
    internal Expandable<BalanceTransaction> ExpandableBalanceTransaction { get; set; }

    [JsonInclude, JsonPropertyName("payment_intent")]
    internal Expandable<PaymentIntent> ExpandablePaymentIntent { get; set; }
}

public class ChargeOutcome : StripeEntity<ChargeOutcome>
{
    public string AdviceCode { get; set; }
    public string NetworkAdviceCode { get; set; }
    public string NetworkDeclineCode { get; set; }
    public string NetworkStatus { get; set; }
    public string Reason { get; set; }
    public string RiskLevel { get; set; }
    public long RiskScore { get; set; }
    public string SellerMessage { get; set; }
    public string Type { get; set; }
}

public class ChargeBillingDetails : StripeEntity<ChargeBillingDetails>
{
    public Address Address { get; set; }
    public string Email { get; set; }
    public string Name { get; set; }
    public string Phone { get; set; }
    public string TaxId { get; set; }
}

public class ChargePaymentMethodDetails : StripeEntity<ChargePaymentMethodDetails>
{
    public ChargePaymentMethodDetailsCard Card { get; set; }
    public string Type { get; set; }
}

public class ChargePaymentMethodDetailsCard : StripeEntity<ChargePaymentMethodDetailsCard>
{
    public string Brand { get; set; }
    public string Country { get; set; }
    public long ExpMonth { get; set; }
    public long ExpYear { get; set; }
    public string Fingerprint { get; set; }
    public string Funding { get; set; }
    public string Last4 { get; set; }
    public string Network { get; set; }
}
