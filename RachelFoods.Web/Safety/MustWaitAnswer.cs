using System.Globalization;
using RachelFoods.Web.Data;

namespace RachelFoods.Web.Safety;

/// <summary>How a page answers who has tried too often: 429, when to come again, and the form again with all that was typed.</summary>
public static class MustWaitAnswer
{
    /// <summary>Takes a try of each. Where one is used up, makes the answer a 429 with <c>Retry-After</c>.</summary>
    /// <returns>What the page says then; null where the request may go on.</returns>
    public static async Task<string?> MustWaitAsync(
        this RateLimits limits, HttpContext context, IReadOnlyList<(Limited What, string Key)> tries, CancellationToken ct)
    {
        foreach (var (what, key) in tries)
        {
            if (await limits.TakeAsync(what, key, ct) is RateLimitResult.Wait wait)
            {
                return context.Response.MustWait(wait.For);
            }
        }
        return null;
    }

    internal static string MustWait(this HttpResponse response, TimeSpan wait)
    {
        var seconds = (long)Math.Ceiling(wait.TotalSeconds);
        response.StatusCode = StatusCodes.Status429TooManyRequests;
        response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        return $"That was tried too often. Please wait {InWords(seconds)} and try again.";
    }

    private static string InWords(long seconds) => seconds switch
    {
        <= 1 => "a second",
        < 60 => $"{seconds} seconds",
        60 => "a minute",
        _ => $"{(seconds + 59) / 60} minutes",
    };
}
