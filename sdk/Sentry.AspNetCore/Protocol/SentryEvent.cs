using System.Security.Cryptography;

namespace Sentry;

public enum SentryLevel
{
    Debug,
    Info,
    Warning,
    Error,
    Fatal,
}

public sealed class SentryEvent
{
    private readonly Dictionary<string, string> _tags = new(StringComparer.Ordinal);

    public SentryEvent()
        : this(null)
    {
    }

    public SentryEvent(Exception? exception) => (Exception, Chain) = (exception, SentryException.Chain(exception));

    public Exception? Exception { get; }

    public SentryMessage? Message { get; set; }

    public SentryLevel? Level { get; set; }

    public string? TransactionName { get; set; }

    public SentryRequest Request { get; set; } = new();

    public SentryUser User { get; set; } = new();

    public string? ServerName { get; set; }

    public string? Release { get; set; }

    public string? Environment { get; set; }

    public IReadOnlyDictionary<string, string> Tags => _tags;

    /// <summary>As they are when it is made: an exception that is thrown on gets another stack.</summary>
    internal IReadOnlyList<SentryException> Chain { get; }

    internal string? Logger { get; set; }

    internal string Id { get; } = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    internal DateTimeOffset Timestamp { get; } = TimeProvider.System.GetUtcNow();

    public void SetTag(string key, string value) => _tags[key] = value;
}

public sealed class SentryMessage
{
    /// <summary>With the names of its parts.</summary>
    public string? Message { get; set; }

    /// <summary>With the parts in their places.</summary>
    public string? Formatted { get; set; }
}

public sealed class SentryUser
{
    public string? Id { get; set; }
}
