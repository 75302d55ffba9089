using System.Text.Json.Serialization;

namespace Stripe.Checkout;

public class Session : StripeEntity<Session>, IHasObject
{
    public string Id { get; set; }
    public long? AmountTotal { get; set; }
    public string ClientReferenceId { get; set; }
    public string Currency { get; set; }
    public DateTime ExpiresAt { get; set; }

    [JsonPropertyName("payment_intent"), JsonConverter(typeof(ExpandableIdConverter))]
    public string PaymentIntentId { get; set; }

    public string PaymentStatus { get; set; }
    public string Status { get; set; }
    public string Url { get; set; }

    string IHasObject.Object { get; set; } = "checkout.session";
}
