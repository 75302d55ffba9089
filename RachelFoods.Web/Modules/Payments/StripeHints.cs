using System.Text.Json;

namespace RachelFoods.Web.Modules.Payments;

internal static class StripeHints
{
    /// <param name="about">The object that the event tells of, as it was sent.</param>
    public static StripeHint Of(string eventId, string type, string? apiVersion, JsonElement about)
    {
        var metadata = about.TryGetProperty("metadata", out var m) && m.ValueKind == JsonValueKind.Object ? m : default;
        return new StripeHint(
            eventId,
            type,
            apiVersion,
            Text(about, "id"),
            Text(about, "payment_intent"),
            Guid.TryParse(Text(metadata, "store_id"), out var storeId) ? storeId : null,
            Guid.TryParse(Text(metadata, "payment_id"), out var paymentId) ? paymentId : null);
    }

    public static string? Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;
}
