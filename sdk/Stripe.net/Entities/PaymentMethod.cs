using System.Text.Json.Serialization;

namespace Stripe;

public class PaymentMethod : StripeEntity<PaymentMethod>, IHasId, IHasObject
{
    public string Id { get; set; }
    public string Object { get; set; }
    public PaymentMethodCard Card { get; set; }
    public DateTime Created { get; set; }

    [JsonPropertyName("customer"), JsonConverter(typeof(ExpandableIdConverter))]
    public string CustomerId { get; set; }

    public bool Livemode { get; set; }
    public Dictionary<string, string> Metadata { get; set; }
    public string Type { get; set; }
}

public class PaymentMethodCard : StripeEntity<PaymentMethodCard>
{
    public string Brand { get; set; }
    public string Country { get; set; }
    public string DisplayBrand { get; set; }
    public long ExpMonth { get; set; }
    public long ExpYear { get; set; }
    public string Fingerprint { get; set; }
    public string Funding { get; set; }
    public string Last4 { get; set; }
}
