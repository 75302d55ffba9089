using System.Text.Json;
using System.Text.Json.Serialization;

namespace Stripe;

/// <summary>A list is also enumerable, which the serializer would take for a bare array.</summary>
internal sealed class StripeListConverter : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) =>
        typeToConvert.IsGenericType && typeToConvert.GetGenericTypeDefinition() == typeof(StripeList<>);

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(For<>).MakeGenericType(typeToConvert.GetGenericArguments()));

    private sealed class For<T> : JsonConverter<StripeList<T>>
    {
        public override StripeList<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            var shape = JsonSerializer.Deserialize<Shape>(ref reader, options);
            return new StripeList<T> { Object = shape.Object, Data = shape.Data, HasMore = shape.HasMore, Url = shape.Url };
        }

        public override void Write(Utf8JsonWriter writer, StripeList<T> value, JsonSerializerOptions options) =>
            JsonSerializer.Serialize(writer, new Shape(value.Object, value.Data, value.HasMore, value.Url), options);

        private sealed record Shape(string Object, List<T> Data, bool HasMore, string Url);
    }
}
