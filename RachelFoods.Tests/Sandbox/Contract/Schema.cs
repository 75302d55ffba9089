using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace RachelFoods.Tests.Sandbox.Contract;

/// <summary>
/// The part of OpenAPI's schemas that Stripe's description uses. Form values are texts and are read as what the schema wants
/// (<c>typed: false</c>); answers must have the type itself and no field that the schema does not know.
/// </summary>
internal sealed class Schema(JsonObject named)
{
    public IReadOnlyList<string> Faults(JsonNode? value, JsonObject schema, string at, bool typed)
    {
        var wanted = Resolve(schema);
        if (value is null)
            return wanted["nullable"]?.GetValue<bool>() == true ? [] : [$"{at}: is null"];
        if (!typed && value is JsonValue empty && empty.GetValue<string>().Length == 0 && wanted["nullable"]?.GetValue<bool>() == true)
            return [];
        if (wanted["anyOf"] is JsonArray choices)
            return choices.Select(c => Faults(value, c!.AsObject(), at, typed)).MinBy(f => f.Count)!;
        return wanted["type"]?.GetValue<string>() switch
        {
            "object" => Object(value, wanted, at, typed),
            "array" => Array(value, wanted, at, typed),
            { } type => Plain(value, wanted, type, at, typed),
            null => [],
        };
    }

    private List<string> Object(JsonNode value, JsonObject schema, string at, bool typed)
    {
        if (value is not JsonObject fields)
            return [$"{at}: is no object but {value.ToJsonString()}"];
        var known = schema["properties"] as JsonObject;
        var faults = (schema["required"] as JsonArray ?? [])
            .Select(name => name!.GetValue<string>())
            .Where(name => !fields.ContainsKey(name))
            .Select(name => $"{at}: lacks {name}")
            .ToList();
        foreach (var (name, field) in fields)
            if (known?[name] is JsonObject own)
                faults.AddRange(Faults(field, own, $"{at}.{name}", typed));
            else if (schema["additionalProperties"] is JsonObject other)
                faults.AddRange(Faults(field, other, $"{at}.{name}", typed));
            else if (known is not null || schema["additionalProperties"] is JsonValue)
                faults.Add($"{at}: {name} is not known");
        return faults;
    }

    private List<string> Array(JsonNode value, JsonObject schema, string at, bool typed) => value is JsonArray items
        ? [.. items.SelectMany((item, i) => Faults(item, schema["items"]!.AsObject(), $"{at}[{i}]", typed))]
        : [$"{at}: is no list but {value.ToJsonString()}"];

    private static string[] Plain(JsonNode value, JsonObject schema, string type, string at, bool typed)
    {
        if (value is not JsonValue plain || !(typed ? HasType(plain, type) : ReadsAs(plain.GetValue<string>(), type)))
            return [$"{at}: is no {type} but {value.ToJsonString()}"];
        return schema["enum"] is JsonArray allowed && !allowed.Any(a => a?.ToString() == plain.ToString())
            ? [$"{at}: {plain} is not one of the known values"]
            : [];
    }

    private static bool HasType(JsonValue value, string type) => (type, value.GetValueKind()) switch
    {
        ("string", JsonValueKind.String) => true,
        ("boolean", JsonValueKind.True or JsonValueKind.False) => true,
        ("integer", JsonValueKind.Number) => long.TryParse(value.ToJsonString(), CultureInfo.InvariantCulture, out _),
        ("number", JsonValueKind.Number) => true,
        _ => false,
    };

    private static bool ReadsAs(string text, string type) => type switch
    {
        "integer" => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _),
        "number" => double.TryParse(text, CultureInfo.InvariantCulture, out _),
        "boolean" => text is "true" or "false",
        _ => true,
    };

    private JsonObject Resolve(JsonObject schema) =>
        schema["$ref"] is { } reference ? Resolve(named[reference.GetValue<string>().Split('/')[^1]]!.AsObject()) : schema;
}
