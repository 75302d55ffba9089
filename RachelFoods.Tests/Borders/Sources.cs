using System.Text.RegularExpressions;
using RachelFoods.Tests.Stage.Processes;

namespace RachelFoods.Tests.Borders;

/// <summary>A source file of the shop: where it stands, and which modules it names.</summary>
internal sealed partial record Source(string Path, string Text)
{
    private static readonly string Web = System.IO.Path.Combine(ServerProcess.Root, "RachelFoods.Web");

    // A neighbour can also be named without "Modules.", because the namespaces share their beginning.
    private static readonly Dictionary<string, HashSet<string>> TypesOfModules = typeof(Program).Assembly.GetTypes()
        .Where(t => !t.IsNested && t.Namespace?.StartsWith("RachelFoods.Web.Modules.", StringComparison.Ordinal) == true)
        .GroupBy(t => t.Namespace!.Split('.')[3], StringComparer.Ordinal)
        .ToDictionary(g => g.Key, g => g.Select(t => t.Name.Split('`')[0]).ToHashSet(StringComparer.Ordinal), StringComparer.Ordinal);

    /// <summary>The module that it belongs to; null elsewhere.</summary>
    public string? Module => Path.StartsWith("Modules/", StringComparison.Ordinal) ? Path.Split('/')[1] : null;

    public IEnumerable<string> ModulesNamed => FullNames().Matches(Text).Select(m => m.Groups["module"].Value)
        .Concat(ShortNames().Matches(Text)
            .Where(m => TypesOfModules.GetValueOrDefault(m.Groups["module"].Value)?.Contains(m.Groups["type"].Value) == true)
            .Select(m => m.Groups["module"].Value))
        .Distinct(StringComparer.Ordinal).Where(m => m != Module);

    /// <summary>All below the folder, without what is generated.</summary>
    public static IReadOnlyList<Source> Below(string folder)
    {
        var found = Directory.EnumerateFiles(System.IO.Path.Combine(Web, folder), "*.cs*", SearchOption.AllDirectories)
            .Select(file => System.IO.Path.GetRelativePath(Web, file).Replace('\\', '/'))
            .Where(path => !path.EndsWith(".Designer.cs", StringComparison.Ordinal) && !path.EndsWith("Snapshot.cs", StringComparison.Ordinal))
            .Select(path => new Source(path, File.ReadAllText(System.IO.Path.Combine(Web, path)))).ToList();
        Assert.NotEmpty(found);
        return found;
    }

    [GeneratedRegex(@"\bModules\.(?<module>[A-Z]\w*)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex FullNames();

    [GeneratedRegex(@"(?<![\w.])(?<module>[A-Z]\w*)\.(?<type>[A-Z]\w*)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ShortNames();
}
