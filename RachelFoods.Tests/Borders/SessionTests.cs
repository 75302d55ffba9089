using System.Text.RegularExpressions;

namespace RachelFoods.Tests.Borders;

/// <summary>Connections go back to their pool as they are (<c>NoResetOnClose</c>): what one use left behind would be there for the next.</summary>
public sealed partial class A_session_of_the_pools
{
    // Signals and the business figures have connections of their own; the embedded cluster is no pool's.
    private static readonly string[] Apart = ["Data/Signals.cs", "Data/Embedded/", "Data/Migrations/", "Modules/Reconciliation/BusinessFigures.cs"];

    [Fact]
    public void is_never_changed()
    {
        var statements = Source.Below("").Where(s => !Array.Exists(Apart, apart => s.Path.StartsWith(apart, StringComparison.Ordinal))).ToList();

        Assert.Contains(statements, s => s.Text.Contains("pg_advisory_xact_lock", StringComparison.Ordinal));
        Assert.Empty(statements.Where(s => Change().IsMatch(s.Text)).Select(s => s.Path));
    }

    [GeneratedRegex(@"set_config\(|pg_(try_)?advisory_lock\(|create temp(?! table \w+ on commit drop)|""\s*(listen|set(?! local)) \w|\bset (session|role|app\.)", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Change();
}
