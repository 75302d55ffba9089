using System.Text.Json;
using System.Text.Json.Serialization;

namespace Stripe;

internal interface IHasId
{
    string Id { get; }
}

/// <summary>A field that holds an id, or the whole object where the request asked to expand it.</summary>
[JsonConverter(typeof(ExpandableConverter))]
internal readonly record struct Expandable<T>(string Id, T Object = null)
    where T : class, IHasId
{
    public static Expandable<T> Of(T entity) => new(entity?.Id, entity);

    // Another id makes the object that stood here the wrong one.
    public Expandable<T> WithId(string id) => id == Id ? this : new(id);
}

internal sealed class ExpandableConverter : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) =>
        typeToConvert.IsGenericType && typeToConvert.GetGenericTypeDefinition() == typeof(Expandable<>);

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(For<>).MakeGenericType(typeToConvert.GetGenericArguments()));

    private sealed class For<T> : JsonConverter<Expandable<T>>
        where T : class, IHasId
    {
        public override bool HandleNull => true;

        public override Expandable<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType switch
            {
                JsonTokenType.Null => default,
                JsonTokenType.String => new Expandable<T>(reader.GetString()),
                _ => Expandable<T>.Of(JsonSerializer.Deserialize<T>(ref reader, options)),
            };

        public override void Write(Utf8JsonWriter writer, Expandable<T> value, JsonSerializerOptions options)
        {
            if (value.Object is null) writer.WriteStringValue(value.Id);
            else JsonSerializer.Serialize(writer, value.Object, options);
        }
    }
}

/// <summary>An expandable field of which only the id is kept.</summary>
internal sealed class ExpandableIdConverter : JsonConverter<string>
{
    public override string Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String) return reader.GetString();
        using var expanded = JsonDocument.ParseValue(ref reader);
        return expanded.RootElement.GetProperty("id").GetString();
    }

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);
}
