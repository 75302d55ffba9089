using RachelFoods.Tests.Stage.Processes;

namespace RachelFoods.Tests.Email;

/// <summary>Compares with what is kept in <c>Email/Snapshots</c>. With <c>RENEW_SNAPSHOTS=1</c> it keeps what is there now instead.</summary>
internal static class Snapshot
{
    private static readonly string Folder = Path.Combine(ServerProcess.Root, "RachelFoods.Tests", "Email", "Snapshots");

    public static void AssertSame(string file, string now)
    {
        var path = Path.Combine(Folder, file);
        if (Environment.GetEnvironmentVariable("RENEW_SNAPSHOTS") == "1")
        {
            File.WriteAllText(path, now);
            return;
        }
        Assert.True(File.Exists(path), $"There is no {path}; RENEW_SNAPSHOTS=1 writes it.");
        var (before, after) = (File.ReadAllText(path).Split('\n'), now.Split('\n'));
        var lines = Enumerable.Range(0, Math.Max(before.Length, after.Length))
            .Where(i => before.ElementAtOrDefault(i) != after.ElementAtOrDefault(i))
            .Select(i => $"line {i + 1}\n  kept: {before.ElementAtOrDefault(i)}\n  now:  {after.ElementAtOrDefault(i)}").Take(5).ToList();
        Assert.True(lines.Count == 0, $"{file} has changed; if that is right, RENEW_SNAPSHOTS=1 keeps it.\n{string.Join('\n', lines)}");
    }
}
