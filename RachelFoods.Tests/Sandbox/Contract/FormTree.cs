using System.Globalization;
using System.Text.Json.Nodes;

namespace RachelFoods.Tests.Sandbox.Contract;

/// <summary>Form fields in brackets as the tree that they mean; every leaf is a text.</summary>
internal static class FormTree
{
    public static JsonObject Of(IEnumerable<KeyValuePair<string, string>> fields)
    {
        var root = new JsonObject();
        foreach (var (name, value) in fields)
            Put(root, name.Replace("]", "", StringComparison.Ordinal).Split('['), value);
        return (JsonObject)WithLists(root)!;
    }

    private static void Put(JsonObject at, string[] steps, string value)
    {
        foreach (var step in steps[..^1])
        {
            if (at[step] is not JsonObject inner)
                at[step] = inner = [];
            at = inner;
        }
        var last = steps[^1].Length > 0 ? steps[^1] : at.Count.ToString(CultureInfo.InvariantCulture);
        at[last] = value;
    }

    private static JsonNode? WithLists(JsonNode? node)
    {
        if (node is not JsonObject fields)
            return node?.DeepClone();
        var inner = fields.Select(f => KeyValuePair.Create(f.Key, WithLists(f.Value))).ToList();
        return inner.Count > 0 && inner.All(f => f.Key.All(char.IsAsciiDigit))
            ? new JsonArray([.. inner.Select(f => f.Value)])
            : new JsonObject(inner);
    }
}
