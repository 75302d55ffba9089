using System.Text.Json.Nodes;

namespace StripeSandbox.Api;

/// <summary>Replaces ids by the objects they name: <c>expand[]=latest_charge.balance_transaction</c>.</summary>
public static class Expansion
{
    private const int Deepest = 4;

    public static void Apply(JsonObject top, IReadOnlyList<string> paths, Func<string, JsonObject?> find)
    {
        foreach (var path in paths)
        {
            var steps = path.Split('.');
            if (steps.Length > Deepest)
                throw StripeError.Invalid($"You cannot expand more than {Deepest} levels of a property. Property: {path}", "expand");
            Walk(top, steps, path, find);
        }
    }

    private static void Walk(JsonObject holder, ReadOnlySpan<string> steps, string path, Func<string, JsonObject?> find)
    {
        if (steps.IsEmpty)
            return;
        if (!holder.ContainsKey(steps[0]))
            throw StripeError.Invalid($"This property cannot be expanded ({path}).", "expand");
        switch (holder[steps[0]])
        {
            case JsonArray list:
                foreach (var item in list.OfType<JsonObject>())
                    Walk(item, steps[1..], path, find);
                break;
            case JsonObject inner:
                Walk(inner, steps[1..], path, find);
                break;
            case JsonValue value when value.TryGetValue<string>(out var id) && find(id) is { } found:
                holder[steps[0]] = found;
                Walk(found, steps[1..], path, find);
                break;
            case null:
                break;
            default:
                throw StripeError.Invalid($"This property cannot be expanded ({path}).", "expand");
        }
    }
}
