using System.Text.RegularExpressions;
using RachelFoods.Tests.Stage.Processes;

namespace RachelFoods.Tests.Containers;

/// <summary>What <c>docker-compose.yml</c> tells its services. Reads as much of YAML as that file uses.</summary>
internal static partial class ComposeFile
{
    private static readonly string[] Lines = File.ReadAllLines(Path.Combine(ServerProcess.Root, "docker-compose.yml"));

    /// <param name="values">What <c>.env</c> would say.</param>
    public static Dictionary<string, string> EnvironmentOf(string service, Func<string, string> values) =>
        Block(service).ToDictionary(
            line => line.Trim().Split(':', 2)[0],
            line => Variable().Replace(line.Trim().Split(':', 2)[1].Trim().Trim('"'), m => values(m.Groups["name"].Value)),
            StringComparer.Ordinal);

    public static IReadOnlyList<string> Services { get; } =
        [.. Lines.SkipWhile(l => l != "services:").Skip(1).TakeWhile(l => l.Length == 0 || l[0] is ' ' or '#').Select(l => Service().Match(l))
            .Where(m => m.Success).Select(m => m.Groups["name"].Value)];

    private static IEnumerable<string> Block(string service)
    {
        var own = Lines.SkipWhile(l => l != $"  {service}:").Skip(1).TakeWhile(l => !Service().IsMatch(l) && (l.Length == 0 || l[0] == ' ')).ToList();
        var named = own.FirstOrDefault(l => l.StartsWith("    environment:", StringComparison.Ordinal)) ?? "";
        if (Alias().Match(named) is { Success: true } alias)
        {
            return After(Lines, l => l.TrimEnd().EndsWith($"environment: &{alias.Groups["name"].Value}", StringComparison.Ordinal));
        }
        return After(own, l => l == named && named.Length > 0);
    }

    private static IEnumerable<string> After(IEnumerable<string> lines, Predicate<string> start) =>
        lines.SkipWhile(l => !start(l)).Skip(1).TakeWhile(l => l.StartsWith("      ", StringComparison.Ordinal)).Where(l => !l.TrimStart().StartsWith('#'));

    [GeneratedRegex(@"^  (?<name>[a-z]+):$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Service();

    [GeneratedRegex(@"\*(?<name>\w+)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Alias();

    [GeneratedRegex(@"\$\{(?<name>\w+)(:\?[^}]*)?\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Variable();
}
