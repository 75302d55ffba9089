using System.Collections.Concurrent;
using System.Text.RegularExpressions;

namespace RachelFoods.Tests.Stage.Processes;

/// <summary>
/// Looks through each line that a shop of the run writes into its log: none may hold what the tests planted, such as people's
/// addresses and passwords, nor what looks like a secret. The case that ends next tells of it.
/// </summary>
public static partial class LogSecrets
{
    private static readonly ConcurrentQueue<string> Told = new();
    private static readonly ConcurrentDictionary<string, bool> Excused = new(StringComparer.Ordinal);

    public static void Look(string line)
    {
        if (FindIn(line) is { } found)
        {
            Told.Enqueue(found);
        }
    }

    /// <summary>What a test writes into the log itself.</summary>
    public static void Excuse(string planted) => Excused[planted] = true;

    /// <returns>The lines since the last time that tell too much, with the secret itself left out.</returns>
    public static IReadOnlyList<string> NewlyTold()
    {
        var told = new List<string>();
        while (Told.TryDequeue(out var line))
        {
            told.Add(line);
        }
        return told;
    }

    internal static string? FindIn(string line)
    {
        var told = Excused.Keys.Aggregate(line, (left, planted) => left.Replace(planted, "", StringComparison.Ordinal));
        return Secret().Match(told) is { Success: true } found ? $"{Name(found)} in: {Secret().Replace(told, "█")}" : null;
    }

    private static string Name(Match found) => found.Groups.Values.Skip(1).First(g => g.Success).Name;

    // What data protection makes (cookies, links, forms' tokens) always begins with the same bytes.
    [GeneratedRegex(
        """
        (?<address>[\w.+-]+@[\w-]+(\.[\w-]+)+)
        |(?<street>\b\d+\ \w+\ (Street|Road|Lane)\b)
        |(?<phone>\+\d\ ?\(?\d{3}\)?[\ -]?\d{3}[\ -]?\d{4}\b)
        |(?<password>a\ quiet\ [0-9a-f]{32}|plantain\ by\ the\ |yam\ and\ egusi\ for\ lunch|for\ this\ run\ alone|\bpassword\s*[=:]\s*[^\s"\\*]+)
        |(?<token>CfDJ8[\w-]{8,})
        |(?<client_secret>_secret_\w{6,})
        |(?<key>\b(sk|rk)_(test|live)_\w+|\bwhsec_\w+)
        |(?<card>\b(4242[\ -]?4242|4000[\ -]?00\d\d|5555[\ -]?5555|3782[\ -]?822\d)[\ -]?\d{4}[\ -]?\d{3,4}\b)
        """,
        RegexOptions.IgnorePatternWhitespace | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture,
        2000)]
    private static partial Regex Secret();
}
