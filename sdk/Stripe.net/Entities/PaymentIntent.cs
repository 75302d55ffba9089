using System.Text.Json.Serialization;

namespace Stripe;

public class PaymentIntent : StripeEntity<PaymentIntent>, IHasId, IHasObject
{
    public string Id { get; set; }
    public string Object { get; set; }
    public long Amount { get; set; }
    public long AmountCapturable { get; set; }
    public long AmountReceived { get; set; }
    public long? ApplicationFeeAmount { get; set; }
    public PaymentIntentAutomaticPaymentMethods AutomaticPaymentMethods { get; set; }
    public DateTime? CanceledAt { get; set; }
    public string CancellationReason { get; set; }
    public string CaptureMethod { get; set; }
    public string ClientSecret { get; set; }
    public string ConfirmationMethod { get; set; }
    public DateTime Created { get; set; }
    public string Currency { get; set; }

    [JsonPropertyName("customer"), JsonConverter(typeof(ExpandableIdConverter))]
    public string CustomerId { get; set; }

    public string Description { get; set; }
    public StripeError LastPaymentError { get; set; }

    [JsonIgnore]
    public string LatestChargeId { get => ExpandableLatestCharge.Id; set => ExpandableLatestCharge = ExpandableLatestCharge.WithId(value); }

    [JsonIgnore]
    public Charge LatestCharge { get => ExpandableLatestCharge.Object; set => ExpandableLatestCharge = Expandable<Charge>.Of(value); }

    public bool Livemode { get; set; }
    public Dictionary<string, string> Metadata { get; set; }
    public PaymentIntentNextAction NextAction { get; set; }

    [JsonPropertyName("on_behalf_of"), JsonConverter(typeof(ExpandableIdConverter))]
    public string OnBehalfOfId { get; set; }

    [JsonIgnore]
    public string PaymentMethodId
    {
        get => ExpandablePaymentMethod.Id;
        set => ExpandablePaymentMethod = ExpandablePaymentMethod.WithId(value);
    }

    [JsonIgnore]
    public PaymentMethod PaymentMethod
    {
        get => ExpandablePaymentMethod.Object;
        set => ExpandablePaymentMethod = Expandable<PaymentMethod>.Of(value);
    }

    public List<string> PaymentMethodTypes { get; set; }
    public string ReceiptEmail { get; set; }
    public string SetupFutureUsage { get; set; }
    public Shipping Shipping { get; set; }
    public string StatementDescriptor { get; set; }
    public string StatementDescriptorSuffix { get; set; }
    public string Status { get; set; }
    public string TransferGroup { get; set; }

    [JsonInclude, JsonPropertyName("latest_charge")]
    internal Expandable<Charge> ExpandableLatestCharge { get; set; }

    [JsonInclude, JsonPropertyName("payment_method")]
    internal Expandable<PaymentMethod> ExpandablePaymentMethod { get; set; }
}

public class PaymentIntentAutomaticPaymentMethods : StripeEntity<PaymentIntentAutomaticPaymentMethods>
{
    public string AllowRedirects { get; set; }
    public bool Enabled { get; set; }
}

public class PaymentIntentNextAction : StripeEntity<PaymentIntentNextAction>
{
    public PaymentIntentNextActionRedirectToUrl RedirectToUrl { get; set; }
    public string Type { get; set; }
    public Dictionary<string, object> UseStripeSdk { get; set; }
}

public class PaymentIntentNextActionRedirectToUrl : StripeEntity<PaymentIntentNextActionRedirectToUrl>
{
    public string ReturnUrl { get; set; }
    public string Url { get; set; }
}
