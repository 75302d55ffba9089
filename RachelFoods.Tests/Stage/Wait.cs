using System.Diagnostics;

namespace RachelFoods.Tests.Stage;

/// <summary>For what follows by itself a moment later: asks until it is so.</summary>
public static class Wait
{
    private static readonly TimeSpan AtMost = TimeSpan.FromSeconds(30);

    public static async Task Until(Func<Task<bool>> condition, string what)
    {
        var began = Stopwatch.GetTimestamp();
        while (!await condition())
        {
            Assert.True(Stopwatch.GetElapsedTime(began) < AtMost, $"It did not happen: {what}.");
            await Task.Delay(50);
        }
    }
}
