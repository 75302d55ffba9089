using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using RachelFoods.Tests.Borders;

namespace RachelFoods.Tests.Containers;

/// <param name="Name">As an environment variable.</param>
/// <param name="Default">As one would write it; empty for none.</param>
/// <param name="What">The words of the options class; null if it has none.</param>
internal sealed record Setting(string Name, string Default, string? What);

/// <summary>Every setting, read from the options classes that the shop binds.</summary>
internal static partial class Settings
{
    // Before what reads it: static members are made from above to below.
    private static readonly Lazy<Dictionary<string, XElement>> Words = new(() =>
        XDocument.Load(Path.ChangeExtension(typeof(Program).Assembly.Location, ".xml")).Descendants("member")
            .Where(m => m.Element("summary") is not null)
            .ToDictionary(m => m.Attribute("name")!.Value, m => m.Element("summary")!, StringComparer.Ordinal));

    public static IReadOnlyList<Setting> All { get; } = [.. Source.Below("").SelectMany(source => Bound().Matches(source.Text))
        .Select(bound => (Section: bound.Groups["section"].Value, Options: TypeOf(bound.Groups["type"].Value)))
        .OrderBy(bound => bound.Section, StringComparer.Ordinal)
        .SelectMany(bound => Of(bound.Section, bound.Options))];

    /// <summary>What <c>docs/settings.md</c> must hold.</summary>
    public static string Document => string.Join('\n',
    [
        "# Settings",
        "",
        "Written by `script/settings` from the options classes; a test compares. What else the shop is told is in [operations](operations.md).",
        "Environment variables; two underscores stand for a level. A time is `hh:mm:ss`, days before it as `7.00:00:00`.",
        "",
        "| variable | default | what |",
        "|---|---|---|",
        .. All.Select(s => $"| `{s.Name}` | {(s.Default.Length == 0 ? "" : $"`{s.Default}`")} | {s.What} |"),
        "",
    ]);

    private static Type TypeOf(string name) => typeof(Program).Assembly.GetTypes().Single(t => t.Name == name);

    private static IEnumerable<Setting> Of(string name, Type options) => Of(name, Activator.CreateInstance(options)!, null);

    /// <param name="outer">The words of the property that holds these options, where they are part of others.</param>
    private static IEnumerable<Setting> Of(string name, object options, string? outer)
    {
        foreach (var property in options.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.SetMethod?.IsPublic is true))
        {
            var (full, value, words) = ($"{name}__{property.Name}", property.GetValue(options), WordsOf(property));
            if (value?.GetType().Namespace?.StartsWith("RachelFoods.", StringComparison.Ordinal) is true && !value.GetType().IsEnum)
            {
                foreach (var part in Of(full, value, words))
                {
                    yield return part;
                }
                continue;
            }
            yield return new Setting(full, Written(value), string.Join(' ', new[] { outer, words }.Where(w => w is not null)));
        }
    }

    private static string Written(object? value) => value switch
    {
        null => "",
        bool yes => yes ? "true" : "false",
        Enum choice => choice.ToString().ToLowerInvariant(),
        TimeSpan time => time.ToString("c", CultureInfo.InvariantCulture),
        string or IFormattable => Convert.ToString(value, CultureInfo.InvariantCulture)!,
        _ => "",
    };

    private static string? WordsOf(PropertyInfo property)
    {
        var summary = Words.Value.GetValueOrDefault($"P:{property.DeclaringType!.FullName}.{property.Name}");
        return summary is null ? null : Spaces().Replace(string.Concat(summary.Nodes().Select(Plain)), " ").Trim();
    }

    private static string Plain(XNode node) => node switch
    {
        XText text => text.Value,
        XElement { Name.LocalName: "c" } code => $"`{code.Value}`",
        XElement see when see.Attribute("cref") is { } cref => $"`{cref.Value.Split('.')[^1]}`",
        _ => "",
    };

    [GeneratedRegex(@"AddOptions<(?<type>\w+)>\(\)[^;]*?BindConfiguration\(""(?<section>\w+)""\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Bound();

    [GeneratedRegex(@"\s+", RegexOptions.None, 1000)]
    private static partial Regex Spaces();
}
