using System.Collections;
using System.Globalization;
using System.Net;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Stripe;

/// <summary>Options as application/x-www-form-urlencoded with bracketed names, as Stripe reads them.</summary>
internal static class FormEncoding
{
    public static string Encode(BaseOptions options) =>
        options is null ? "" : string.Join('&', Pairs("", options).Select(pair => $"{Escape(pair.Name)}={Escape(pair.Value)}"));

    private static IEnumerable<(string Name, string Value)> Pairs(string name, object value) => value switch
    {
        null => [(name, "")],
        string text => [(name, text)],
        bool flag => [(name, flag ? "true" : "false")],
        DateTime moment => [(name, UnixTime.From(moment).ToString(CultureInfo.InvariantCulture))],
        IAnyOf either => Pairs(name, either.Value),
        IDictionary map => Entries(map).SelectMany(entry => Pairs(Inside(name, entry.Key), entry.Value)),
        IEnumerable list => Items(name, list),
        IFormattable number => [(name, number.ToString(null, CultureInfo.InvariantCulture))],
        _ => Properties(name, value),
    };

    // An empty list cannot be shown by items; a bare name tells Stripe to empty it.
    private static IEnumerable<(string Name, string Value)> Items(string name, IEnumerable list)
    {
        var pairs = list.Cast<object>()
            .SelectMany((item, index) => Pairs(Inside(name, index.ToString(CultureInfo.InvariantCulture)), item)).ToList();
        return pairs.Count > 0 ? pairs : [(name, "")];
    }

    private static IEnumerable<(string Name, string Value)> Properties(string name, object options)
    {
        foreach (var property in Declared(options.GetType()))
        {
            if (property.GetValue(options) is not { } value) continue;
            var inner = property.Name == nameof(BaseOptions.ExtraParams) && options is BaseOptions
                ? name
                : Inside(name, NameOf(property));
            foreach (var pair in Pairs(inner, value)) yield return pair;
        }
    }

    private static string NameOf(PropertyInfo property) =>
        property.GetCustomAttribute<JsonPropertyNameAttribute>()?.Name ?? JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name);

    private static IEnumerable<PropertyInfo> Declared(Type type)
    {
        for (var each = type; each != typeof(object); each = each.BaseType)
            foreach (var property in each!.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
                yield return property;
    }

    private static IEnumerable<(string Key, object Value)> Entries(IDictionary map)
    {
        foreach (DictionaryEntry entry in map) yield return ((string)entry.Key, entry.Value);
    }

    private static string Inside(string name, string inner) => name.Length == 0 ? inner : $"{name}[{inner}]";

    private static string Escape(string text) => WebUtility.UrlEncode(text)
        .Replace("%5B", "[", StringComparison.Ordinal).Replace("%5D", "]", StringComparison.Ordinal);
}
