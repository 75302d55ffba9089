using System.Text.RegularExpressions;

namespace RachelFoods.Tests.Borders;

/// <summary>The server of the database has a clock of its own, which may be minutes away from ours. Whatever compares times goes by ours alone.</summary>
public sealed partial class The_clock_of_the_database
{
    // Its time is hashed with a random number, and compared with nothing.
    private const string OnlyHashed = "Data/Migrations/20261128020000_AccountsBeginWithTheirMail.cs";

    // Seen to fail for the number of waiting messages, which two statements counted by the database's time.
    [Fact]
    public void is_never_asked()
    {
        var sources = Source.Below("").Where(s => s.Path != OnlyHashed).ToList();

        Assert.Contains(sources, s => s.Text.Contains("due_at <= $", StringComparison.Ordinal));
        Assert.Empty(sources.Where(s => Asked().IsMatch(s.Text)).Select(s => s.Path));
    }

    [GeneratedRegex(@"(?<![.\w])(now|(clock|statement|transaction)_timestamp|timeofday)\(\)|\b(current_(timestamp|time|date)|localtime(stamp)?)\b|'now'", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Asked();
}
