using System.Text.Json;
using RachelFoods.Web.Modules.Pricing;

namespace RachelFoods.Web.Modules.Orders;

/// <summary>How Pricing's explanation is kept with the order.</summary>
internal static class OrderExplanation
{
    public static string Write(Explanation explanation) => JsonSerializer.Serialize(explanation, JsonSerializerOptions.Web);

    public static Explanation Read(string json) => JsonSerializer.Deserialize<Explanation>(json, JsonSerializerOptions.Web)!;
}
