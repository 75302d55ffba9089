using System.Text;
using System.Text.RegularExpressions;
using RachelFoods.Web.Modules.Stores;

namespace Bench;

/// <param name="Values">As PostgreSQL writes them; null is null.</param>
internal sealed record Statement(string Sql, IReadOnlyList<string?> Values);

/// <summary>What one POST /checkout sends to the database, read from PostgreSQL's own log.</summary>
internal sealed partial record Checkout(IReadOnlyList<Statement> Statements)
{
    // Npgsql's way to give a clean connection back to its pool.
    private static readonly string[] Housekeeping = ["DISCARD", "SET SESSION AUTHORIZATION", "RESET", "CLOSE ALL", "UNLISTEN", "select pg_advisory_unlock_all"];

    public static async Task<Checkout> RecordAsync(Stage stage, Func<Task> checkout)
    {
        await stage.ExecuteAsync("postgres", "alter system set log_line_prefix = '%m [%p] [%a] '");
        await LogAsync(stage, "all");
        var before = new FileInfo(stage.ServerLog).Length;
        await checkout();
        await LogAsync(stage, "none");
        await using var log = new FileStream(stage.ServerLog, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        log.Position = before;
        using var reader = new StreamReader(log);
        return new Checkout(UpToCommit(Read(await reader.ReadToEndAsync())));
    }

    private static async Task LogAsync(Stage stage, string what)
    {
        await stage.ExecuteAsync("postgres", $"alter system set log_statement = '{what}'", "select pg_reload_conf()");
        await Task.Delay(500); // Each server process reads its settings again at its next statement, once the signal has reached it.
    }

    public bool IsLike(Checkout other) => Statements.Select(s => s.Sql).SequenceEqual(other.Statements.Select(s => s.Sql), StringComparer.Ordinal);

    /// <summary>What comes after the order's commit is somebody else's: the worker has heard of it.</summary>
    private static IReadOnlyList<Statement> UpToCommit(List<(int Process, Statement Said)> log)
    {
        var order = log.FindIndex(s => s.Said.Sql.Contains("INSERT INTO orders", StringComparison.OrdinalIgnoreCase));
        var commit = log.FindIndex(order, s => s.Process == log[order].Process && s.Said.Sql == "COMMIT");
        return [.. log.Take(commit + 1).Select(s => s.Said)];
    }

    private static List<(int Process, Statement Said)> Read(string log)
    {
        var found = new List<(int Process, Statement Said)>();
        foreach (var entry in Entries(log))
        {
            var line = Line().Match(entry);
            if (!line.Success || line.Groups["pool"].Value != $"rachelfoods {StoreSeed.RachelFoods}")
            {
                continue;
            }
            var (process, text) = (int.Parse(line.Groups["process"].Value, provider: null), line.Groups["text"].Value);
            if (line.Groups["kind"].Value == "DETAIL" && text.StartsWith("parameters: ", StringComparison.Ordinal))
            {
                found[^1] = (process, found[^1].Said with { Values = [.. Values(text)] });
            }
            else if (Executed().Match(text) is { Success: true } executed && !Array.Exists(Housekeeping, h => executed.Groups["sql"].Value.StartsWith(h, StringComparison.OrdinalIgnoreCase)))
            {
                found.Add((process, new Statement(executed.Groups["sql"].Value, [])));
            }
        }
        return found;
    }

    private static IEnumerable<string> Entries(string log)
    {
        var entry = new StringBuilder();
        foreach (var line in log.Split('\n'))
        {
            if (!line.StartsWith('\t') && entry.Length > 0)
            {
                yield return entry.ToString();
                entry.Clear();
            }
            entry.Append(line.StartsWith('\t') ? "\n" + line[1..] : line);
        }
    }

    private static IEnumerable<string?> Values(string text) =>
        Parameter().Matches(text).Select(m => m.Groups["null"].Success ? null : m.Groups["value"].Value.Replace("''", "'", StringComparison.Ordinal));

    [GeneratedRegex(@"^\S+ \S+ \S+ \[(?<process>\d+)\] \[(?<pool>[^]]*)\] (?<kind>\w+):  (?<text>.*)$", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Line();

    [GeneratedRegex(@"^(execute [^:]+|statement): (?<sql>.*)$", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Executed();

    [GeneratedRegex(@"\$\d+ = ((?<null>NULL)|'(?<value>(?:[^']|'')*)')", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Parameter();
}
