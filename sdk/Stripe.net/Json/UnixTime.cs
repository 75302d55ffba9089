using System.Text.Json;
using System.Text.Json.Serialization;

namespace Stripe;

internal static class UnixTime
{
    public static long From(DateTime moment) => new DateTimeOffset(moment.ToUniversalTime()).ToUnixTimeSeconds();

    public static DateTime ToUtc(long seconds) => DateTimeOffset.FromUnixTimeSeconds(seconds).UtcDateTime;
}

internal sealed class UnixTimeConverter : JsonConverter<DateTime>
{
    public override DateTime Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.Number
            ? UnixTime.ToUtc(reader.GetInt64())
            : throw new JsonException("A time must be a number of seconds.");

    public override void Write(Utf8JsonWriter writer, DateTime value, JsonSerializerOptions options) =>
        writer.WriteNumberValue(UnixTime.From(value));
}
