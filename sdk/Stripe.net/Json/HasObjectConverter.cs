using System.Text.Json;
using System.Text.Json.Serialization;
using Stripe.Checkout;

namespace Stripe;

/// <summary>Chooses the type by the "object" field; null for a kind that is not known here.</summary>
internal sealed class HasObjectConverter : JsonConverter<IHasObject>
{
    private static readonly Dictionary<string, Type> Types = new(StringComparer.Ordinal)
    {
        ["balance_transaction"] = typeof(BalanceTransaction),
        ["charge"] = typeof(Charge),
        ["checkout.session"] = typeof(Session),
        ["dispute"] = typeof(Dispute),
        ["event"] = typeof(Event),
        ["payment_intent"] = typeof(PaymentIntent),
        ["payment_method"] = typeof(PaymentMethod),
        ["refund"] = typeof(Refund),
    };

    public static IHasObject Choose(JsonElement json) =>
        json.ValueKind == JsonValueKind.Object
        && json.TryGetProperty("object", out var kind)
        && kind.ValueKind == JsonValueKind.String
        && Types.TryGetValue(kind.GetString(), out var type)
            ? (IHasObject)StripeJson.Read(json, type)
            : null;

    public override IHasObject Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        return Choose(document.RootElement);
    }

    public override void Write(Utf8JsonWriter writer, IHasObject value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, value, value.GetType(), options);
}
