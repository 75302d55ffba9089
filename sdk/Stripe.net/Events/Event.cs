using System.Text.Json;
using System.Text.Json.Serialization;

namespace Stripe;

public class Event : StripeEntity<Event>, IHasId, IHasObject
{
    public string Id { get; set; }
    public string Object { get; set; }
    public string Account { get; set; }
    public string ApiVersion { get; set; }
    public string Context { get; set; }
    public DateTime Created { get; set; }
    public EventData Data { get; set; }
    public bool Livemode { get; set; }
    public long PendingWebhooks { get; set; }
    public EventRequest Request { get; set; }
    public string Type { get; set; }
}

public class EventData : StripeEntity<EventData>
{
    /// <summary>Null for a kind of object that has no type here; <see cref="RawObject"/> always holds it.</summary>
    [JsonIgnore]
    public IHasObject Object { get; set; }

    public object PreviousAttributes { get; set; }

    [JsonIgnore]
    public object RawObject { get; set; }

    [JsonInclude, JsonPropertyName("object")]
    internal JsonElement ObjectAsSent
    {
        get => RawObject is JsonElement json ? json : default;
        set
        {
            RawObject = value;
            Object = HasObjectConverter.Choose(value);
        }
    }
}

public class EventRequest : StripeEntity<EventRequest>
{
    public string Id { get; set; }
    public string IdempotencyKey { get; set; }
}
