namespace RachelFoods.E2E.Faults.Stage;

/// <summary>What one program asked of another, and what it was told: SQL and PostgreSQL's tags, or a request's and an answer's first line.</summary>
internal sealed record Exchange(IReadOnlyList<string> Asked, IReadOnlyList<string> Told)
{
    /// <summary>Whether one of the things asked holds all these words.</summary>
    public bool Asks(params string[] words) => Asked.Any(asked => Array.TrueForAll(words, word => asked.Contains(word, StringComparison.Ordinal)));
}

/// <summary>Understands enough of what passes on one connection to know when something was asked and when it was answered.</summary>
internal interface IWire
{
    /// <summary>Bytes on their way to the server.</summary>
    /// <returns>What is asked with them, after what was asked before in the same transaction; nothing is told yet.</returns>
    IReadOnlyList<Exchange> Ask(ReadOnlySpan<byte> bytes);

    /// <summary>Bytes on their way back.</summary>
    /// <returns>What has been answered with them.</returns>
    IReadOnlyList<Exchange> Tell(ReadOnlySpan<byte> bytes);
}

/// <summary>One request at a time, as HTTP/1.1 clients send them. It is answered when the answer's first line is there.</summary>
internal sealed class HttpWire : IWire
{
    private readonly Lock _gate = new();
    private string? _asked;

    public IReadOnlyList<Exchange> Ask(ReadOnlySpan<byte> bytes)
    {
        var line = FirstLine(bytes);
        if (!line.EndsWith(" HTTP/1.1", StringComparison.Ordinal))
        {
            return [];
        }
        lock (_gate)
        {
            _asked = line;
        }
        return [new Exchange([line], [])];
    }

    public IReadOnlyList<Exchange> Tell(ReadOnlySpan<byte> bytes)
    {
        lock (_gate)
        {
            if (_asked is not { } asked)
            {
                return [];
            }
            _asked = null;
            return [new Exchange([asked], [FirstLine(bytes)])];
        }
    }

    private static string FirstLine(ReadOnlySpan<byte> bytes)
    {
        var end = bytes.IndexOf("\r\n"u8);
        return end < 0 ? "" : System.Text.Encoding.ASCII.GetString(bytes[..end]);
    }
}
