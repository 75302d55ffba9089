using System.Text.Json;

namespace Stripe;

internal static class StripeJson
{
    public static JsonSerializerOptions Headers { get; } = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public static JsonSerializerOptions Options { get; } = NewOptions();

    public static JsonSerializerOptions NewOptions() => new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
        Converters = { new UnixTimeConverter(), new HasObjectConverter(), new StripeListConverter() },
    };

    public static T Read<T>(string json)
    {
        using var document = JsonDocument.Parse(json);
        return Read<T>(document.RootElement);
    }

    public static T Read<T>(JsonElement json) => (T)Read(json, typeof(T));

    public static object Read(JsonElement json, Type type)
    {
        var value = json.Deserialize(type, Options) ?? throw new JsonException("An object was expected.");
        if (value is StripeEntity entity) entity.RawJsonElement = json.Clone();
        return value;
    }
}
