using System.Text.Json.Serialization;

namespace Stripe;

public class BalanceTransaction : StripeEntity<BalanceTransaction>, IHasId, IHasObject
{
    public string Id { get; set; }
    public string Object { get; set; }
    public long Amount { get; set; }
    public DateTime AvailableOn { get; set; }
    public DateTime Created { get; set; }
    public string Currency { get; set; }
    public string Description { get; set; }
    public long Fee { get; set; }
    public long Net { get; set; }
    public string ReportingCategory { get; set; }

    [JsonPropertyName("source"), JsonConverter(typeof(ExpandableIdConverter))]
    public string SourceId { get; set; }

    public string Status { get; set; }
    public string Type { get; set; }
}
