namespace Bench;

internal static class Benchmark
{
    /// <returns>0 if every goal is reached, or nothing was judged; 1 otherwise.</returns>
    public static async Task<int> RunAsync(string shop, string sandbox, Pace pace)
    {
        var contests = await CompareAsync(shop, sandbox, pace);
        Console.WriteLine();
        Console.WriteLine(Contest.Table(contests, pace.Judges));
        var found = await SearchBench.RunAsync(shop, sandbox, pace.Orders, pace);
        return found && (!pace.Judges || contests.TrueForAll(c => c.Reached)) ? 0 : 1;
    }

    /// <summary>The pages alone.</summary>
    public static async Task<int> ComparePagesAsync(string shop, string sandbox, Pace pace)
    {
        await using var stage = await Stage.SetUpAsync(Path.GetFullPath(shop), Path.GetFullPath(sandbox));
        var contests = await PageBench.RunAsync(stage, pace);
        Console.WriteLine();
        Console.WriteLine(Contest.Table(contests, pace.Judges));
        return contests.All(c => c.Reached) ? 0 : 1;
    }

    private static async Task<List<Contest>> CompareAsync(string shop, string sandbox, Pace pace)
    {
        await using var stage = await Stage.SetUpAsync(Path.GetFullPath(shop), Path.GetFullPath(sandbox));
        return [.. await PageBench.RunAsync(stage, pace), await OrderBench.RunAsync(stage, pace)];
    }
}
