using System.Globalization;
using System.Text.RegularExpressions;

namespace StripeSandbox.Api;

/// <summary>Form fields or query in Stripe's grammar: <c>metadata[order]=1</c>, <c>expand[0]=latest_charge</c>.</summary>
public sealed partial class Form(IReadOnlyList<KeyValuePair<string, string>> fields)
{
    public IReadOnlyList<KeyValuePair<string, string>> Fields { get; } = fields;

    public static Form Parse(string text) => new([.. text
        .TrimStart('?')
        .Split('&', StringSplitOptions.RemoveEmptyEntries)
        .Select(pair => pair.Split('=', 2))
        .Select(pair => KeyValuePair.Create(Decode(pair[0]), pair.Length > 1 ? Decode(pair[1]) : ""))]);

    public bool Has(string name) => Fields.Any(f => f.Key == name || f.Key.StartsWith(name + "[", StringComparison.Ordinal));

    /// <summary>The value, or null where the field is absent or empty (which is how a value is taken back).</summary>
    public string? Text(string name) => Fields.LastOrDefault(f => f.Key == name).Value is { Length: > 0 } value ? value : null;

    public string Required(string name) => Text(name) ?? throw StripeError.Missing(name);

    public long? Whole(string name) => Text(name) is not { } text ? null
        : long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value
        : throw StripeError.Invalid($"Invalid integer: {text}", name, "parameter_invalid_integer");

    public bool Flag(string name) => Text(name) switch
    {
        null or "false" => false,
        "true" => true,
        var other => throw StripeError.Invalid($"Invalid boolean: {other}", name),
    };

    public string? OneOf(string name, params string[] allowed) => Text(name) is not { } text ? null
        : allowed.Contains(text, StringComparer.Ordinal) ? text
        : throw StripeError.Invalid($"Invalid {name}: must be one of {string.Join(", ", allowed)}", name);

    public IReadOnlyList<string> List(string name) =>
        [.. Fields.Where(f => AnyIndex().Replace(f.Key, "[]") == name + "[]").Select(f => f.Value)];

    /// <summary>The fields below <paramref name="name"/>, by what stands in the first brackets.</summary>
    public IReadOnlyDictionary<string, string> Map(string name)
    {
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in Fields)
            if (key.StartsWith(name + "[", StringComparison.Ordinal) && key.EndsWith(']'))
                found[key[(name.Length + 1)..^1]] = value;
        return found;
    }

    /// <summary>The form with <paramref name="name"/> as its top: <c>name[card][number]</c> becomes <c>card[number]</c>.</summary>
    public Form Under(string name) => new([.. Map(name).Select(f => KeyValuePair.Create(Topmost(f.Key), f.Value))]);

    /// <summary>Refuses what the endpoint does not take; <c>metadata[*]</c> stands for everything below it.</summary>
    public void Allow(params IEnumerable<string> names)
    {
        var known = names.ToHashSet(StringComparer.Ordinal);
        foreach (var (key, _) in Fields)
        {
            var name = AnyIndex().Replace(key, "[]");
            var root = name.Split('[')[0];
            if (!known.Contains(name) && !known.Contains(root + "[*]") && !(name == root && known.Contains(root + "[]")))
                throw StripeError.Invalid($"Received unknown parameter: {key}", key, "parameter_unknown");
        }
    }

    /// <summary>The same for two requests that ask for the same.</summary>
    public string Canonical() =>
        string.Join('&', Fields.OrderBy(f => f.Key, StringComparer.Ordinal).Select(f => $"{f.Key}={f.Value}"));

    private static string Topmost(string inner) =>
        inner.IndexOf(']', StringComparison.Ordinal) is var end and >= 0 ? inner.Remove(end, 1) + "]" : inner;

    private static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));

    [GeneratedRegex(@"\[\d*\]", RegexOptions.None, 1000)]
    private static partial Regex AnyIndex();
}
