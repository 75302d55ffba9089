using System.Text.Json.Nodes;

namespace StripeSandbox.Books;

/// <summary>What some objects pretend to be, for tests of the reconciliation. What they can do stays as it was.</summary>
public sealed class Disguises
{
    private readonly Dictionary<string, JsonObject> byId = new(StringComparer.Ordinal);

    public void Put(string id, JsonObject patch)
    {
        if (!byId.TryGetValue(id, out var worn))
            byId[id] = worn = [];
        Merge(worn, patch);
    }

    public void Clear() => byId.Clear();

    /// <summary>The same with every disguised object in it patched; what an event told stays told.</summary>
    public JsonObject On(JsonObject json)
    {
        if (byId.Count > 0)
            Walk(json);
        return json;
    }

    private void Walk(JsonNode? node)
    {
        if (node is JsonArray list)
            foreach (var item in list)
                Walk(item);
        if (node is not JsonObject json || json["object"]?.ToString() == "event")
            return;
        foreach (var (_, inner) in json)
            Walk(inner);
        if (json["id"] is not JsonValue id || !byId.TryGetValue(id.ToString(), out var patch))
            return;
        Merge(json, patch);
        if (json["metadata"] is JsonObject metadata)
            foreach (var name in metadata.Where(m => m.Value is null).Select(m => m.Key).ToList())
                metadata.Remove(name);
    }

    private static void Merge(JsonObject target, JsonObject patch)
    {
        foreach (var (name, value) in patch)
            if (value is JsonObject inner && target[name] is JsonObject own)
                Merge(own, inner);
            else
                target[name] = value?.DeepClone();
    }
}
