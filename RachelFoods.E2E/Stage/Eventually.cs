using System.Diagnostics;

namespace RachelFoods.E2E.Stage;

/// <summary>For what nobody can watch on a page.</summary>
public static class Eventually
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    public static async Task TrueAsync(Func<Task<bool>> condition, TimeSpan? atMost = null)
    {
        for (var waited = Stopwatch.StartNew(); !await condition(); await Task.Delay(Pause))
        {
            Assert.True(waited.Elapsed < (atMost ?? Limit), "It has not happened in time.");
        }
    }
}
