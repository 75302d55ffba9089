namespace Bench;

internal static class Benchmark
{
    /// <returns>0 if every goal is reached, or nothing was judged; 1 otherwise.</returns>
    public static async Task<int> RunAsync(string shop, string sandbox, Pace pace)
    {
        await using var stage = await Stage.SetUpAsync(Path.GetFullPath(shop), Path.GetFullPath(sandbox));
        var contests = new List<Contest>();
        contests.AddRange(await PageBench.RunAsync(stage, pace));
        contests.Add(await OrderBench.RunAsync(stage, pace));
        Console.WriteLine();
        Console.WriteLine(Contest.Table(contests, pace.Judges));
        return !pace.Judges || contests.TrueForAll(c => c.Reached) ? 0 : 1;
    }
}
