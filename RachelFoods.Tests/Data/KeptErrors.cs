using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace RachelFoods.Tests.Data;

/// <summary>Keeps what is logged as an error, with the facts that stand around it.</summary>
internal sealed class KeptErrors : ILoggerProvider, ISupportExternalScope
{
    private readonly ConcurrentQueue<(Exception? Error, IReadOnlyDictionary<string, string> Facts)> _all = new();
    private readonly ConcurrentQueue<string> _warnings = new();
    private IExternalScopeProvider _scopes = new LoggerExternalScopeProvider();

    public IReadOnlyList<(Exception? Error, IReadOnlyDictionary<string, string> Facts)> All => [.. _all];

    /// <summary>What is logged as a warning, in its words alone.</summary>
    public IReadOnlyList<string> Warnings => [.. _warnings];

    public ILogger CreateLogger(string categoryName) => new Logger(this);

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => _scopes = scopeProvider;

    public void Dispose()
    {
        // Nothing is held.
    }

    private sealed class Logger(KeptErrors kept) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => kept._scopes.Push(state);

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (!IsEnabled(logLevel))
            {
                return;
            }
            if (logLevel == LogLevel.Warning)
            {
                kept._warnings.Enqueue(formatter(state, exception));
                return;
            }
            var facts = new Dictionary<string, string>(StringComparer.Ordinal);
            kept._scopes.ForEachScope(
                (scope, all) =>
                {
                    foreach (var (name, value) in scope as IEnumerable<KeyValuePair<string, object>> ?? [])
                    {
                        all[name] = $"{value}";
                    }
                },
                facts);
            kept._all.Enqueue((exception, facts));
        }
    }
}
