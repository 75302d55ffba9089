using System.Globalization;
using System.Text.RegularExpressions;

namespace Bench;

/// <summary>32 connections that ask for one address as fast as they are answered.</summary>
internal static partial class Wrk
{
    /// <returns>Answers per second.</returns>
    /// <exception cref="InvalidOperationException">Not every answer was a good one.</exception>
    public static async Task<double> RunAsync(Uri address, TimeSpan time)
    {
        var said = await Programs.RunAsync(
            "wrk", ["-t2", "-c32", "--timeout", "20s", $"-d{time.TotalSeconds:F0}s", "-H", $"Host: {Stage.Host}", address.ToString()]);
        if (Faults().IsMatch(said))
        {
            throw new InvalidOperationException($"Not every answer of {address} was a good one:\n{said}");
        }
        return double.Parse(Rate().Match(said).Groups["rate"].Value, CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"Non-2xx|Socket errors", RegexOptions.None, 1000)]
    private static partial Regex Faults();

    [GeneratedRegex(@"Requests/sec:\s+(?<rate>[0-9.]+)", RegexOptions.None, 1000)]
    private static partial Regex Rate();
}
