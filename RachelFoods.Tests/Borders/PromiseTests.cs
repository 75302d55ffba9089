using System.Text.RegularExpressions;
using RachelFoods.Tests.Stage.Processes;

namespace RachelFoods.Tests.Borders;

/// <summary>What the documents promise is shown by a test, and the test is there.</summary>
public sealed partial class The_promises_of_the_documents
{
    // Seen to fail with a letter changed in the name of a test.
    [Fact]
    public void are_each_shown_by_a_test_of_that_name()
    {
        var named = new[] { "payments.md", "money.md" }
            .SelectMany(file => Named().Matches(File.ReadAllText(Path.Combine(ServerProcess.Root, "docs", file)))).Select(m => m.Groups["test"].Value).ToList();

        Assert.NotEmpty(named);
        Assert.Empty(named.Except(TestsOf("RachelFoods.Tests").Concat(TestsOf("RachelFoods.E2E")), StringComparer.Ordinal));
    }

    private static IEnumerable<string> TestsOf(string project) =>
        from file in Directory.EnumerateFiles(Path.Combine(ServerProcess.Root, project), "*.cs", SearchOption.AllDirectories)
        where !file.Contains("/obj/", StringComparison.Ordinal)
        from test in TestsIn(File.ReadLines(file))
        select test;

    private static IEnumerable<string> TestsIn(IEnumerable<string> lines)
    {
        var type = "";
        foreach (var line in lines)
        {
            type = Type().Match(line) is { Success: true } found ? found.Groups["name"].Value : type;
            if (Method().Match(line) is { Success: true } method)
            {
                yield return $"{type}.{method.Groups["name"].Value}";
            }
        }
    }

    [GeneratedRegex(@"`(?<test>[A-Z]\w*\.[a-z]\w*_\w+)`", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Named();

    [GeneratedRegex(@"^public (sealed )?(partial )?class (?<name>\w+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Type();

    [GeneratedRegex(@"^    public (async Task|Task|void) (?<name>\w+)\(", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Method();
}
