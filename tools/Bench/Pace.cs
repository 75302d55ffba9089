namespace Bench;

/// <summary>How long to look. The machine is never quite still: short rounds in turn, and their medians, tell more than one long round.</summary>
/// <param name="Orders">Among which staff search.</param>
/// <param name="Searches">How often each kind of search is tried.</param>
internal sealed record Pace(TimeSpan WarmUp, TimeSpan Round, int Rounds, int Orders, int Searches, bool Judges)
{
    public static readonly Pace Full = new(TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(4), 5, 100_000, 20, Judges: true);

    /// <summary>Shows that everything works; too short to say how fast.</summary>
    public static readonly Pace Quick = new(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(1), 1, 2000, 2, Judges: false);
}

/// <summary>What the shop reached beside the raw limit, round by round in the same minutes.</summary>
internal sealed record Contest(string Name, string RawLimit, double Goal, IReadOnlyList<double> Raw, IReadOnlyList<double> Shop)
{
    /// <summary>The median of the rounds' own ratios: what slows the machine for a while slows both sides of a round.</summary>
    public double Ratio => Median([.. Shop.Zip(Raw, (shop, raw) => shop / raw)]);

    public bool Reached => Ratio >= Goal;

    public static double Median(IReadOnlyList<double> values) => values.Order().ElementAt(values.Count / 2);

    public static string Table(IEnumerable<Contest> contests, bool judges)
    {
        var lines = contests.Select(c =>
            $"| {c.Name,-24} | {c.RawLimit,-34} | {Median(c.Raw),8:F0} | {Median(c.Shop),8:F0} | {c.Ratio,7:P0} | {c.Goal,5:P0} | {c.Verdict(judges),-10} |");
        return string.Join('\n', lines.Prepend(
            $"| {"per second",-24} | {"raw limit",-34} | {"raw",8} | {"shop",8} | {"reached",7} | {"goal",5} | {"",-10} |\n|-|-|-|-|-|-|-|"));
    }

    private string Verdict(bool judges) => !judges ? "not judged" : Reached ? "pass" : "FAIL";
}
