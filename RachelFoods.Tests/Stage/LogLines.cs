using System.Collections.Concurrent;
using System.Text;
using RachelFoods.Tests.Stage.Processes;

namespace RachelFoods.Tests.Stage;

/// <summary>Takes the place of the standard output, which is where the app's log goes, and keeps the lines.</summary>
public sealed class LogLines : TextWriter
{
    private readonly ConcurrentQueue<string> _lines = new();

    public override Encoding Encoding => Encoding.UTF8;

    public IReadOnlyCollection<string> All => _lines;

    public override void Write(char value)
    {
        // The log writes whole lines.
    }

    public override void Write(string? value) => Keep(value ?? "");

    public override void WriteLine(string? value) => Keep(value ?? "");

    /// <summary>Waits until a line has this text; a request's line is written after its answer.</summary>
    public async Task<string> FindAsync(string text)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (true)
        {
            if (_lines.FirstOrDefault(line => line.Contains(text, StringComparison.Ordinal)) is { } found)
            {
                return found;
            }
            patience.Token.ThrowIfCancellationRequested();
            await Task.Delay(20, CancellationToken.None);
        }
    }

    private void Keep(string line)
    {
        _lines.Enqueue(line);
        if (line.StartsWith('{')) // What a verb tells its operator is not the log.
        {
            LogSecrets.Look(line);
        }
    }
}
