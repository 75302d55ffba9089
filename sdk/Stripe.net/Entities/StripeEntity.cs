using System.Text.Json;
using System.Text.Json.Serialization;

namespace Stripe;

public interface IHasObject
{
    string Object { get; set; }
}

public abstract class StripeEntity
{
    private protected StripeEntity()
    {
    }

    /// <summary>The JSON this was read from; only on the object that was asked for, not on those inside it.</summary>
    [JsonIgnore]
    public JsonElement? RawJsonElement { get; internal set; }

    [JsonIgnore]
    public StripeResponse StripeResponse { get; set; }

    public static IHasObject FromJson(string value)
    {
        using var document = JsonDocument.Parse(value);
        return HasObjectConverter.Choose(document.RootElement);
    }

    public static T FromJson<T>(string value)
        where T : StripeEntity => StripeJson.Read<T>(value);

    public string ToJson() => JsonSerializer.Serialize(this, GetType(), StripeJson.Options);
}

public abstract class StripeEntity<T> : StripeEntity
    where T : StripeEntity<T>
{
    private protected StripeEntity()
    {
    }

    public static new T FromJson(string value) => StripeJson.Read<T>(value);
}
