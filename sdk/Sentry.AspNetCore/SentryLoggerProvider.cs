using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Sentry.Sending;

namespace Sentry.AspNetCore;

/// <summary>Makes events of the log's errors. What a failed request throws is in the log too, so all come this one way.</summary>
[ProviderAlias("Sentry")]
internal sealed class SentryLoggerProvider(SentryAspNetCoreOptions options, Transport transport, IHttpContextAccessor http)
    : ILoggerProvider, ISupportExternalScope, IAsyncDisposable
{
    private const string Template = "{OriginalFormat}";

    private static readonly object Reported = new();

    // An exception that is logged on its way up is one event.
    private readonly ConditionalWeakTable<Exception, object> _reported = [];
    private IExternalScopeProvider _scopes = new LoggerExternalScopeProvider();

    private LogLevel Least => options.MinimumEventLevel;

    public ILogger CreateLogger(string categoryName) => new SentryLogger(this, categoryName);

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => _scopes = scopeProvider;

    public void Dispose() => transport.FinishAsync().GetAwaiter().GetResult();

    public async ValueTask DisposeAsync() => await transport.FinishAsync();

    private void Capture(string category, LogLevel level, object? state, string text, Exception? error)
    {
        if (options.Ignores(error) || (error is not null && !_reported.TryAdd(error, Reported))) return;
        var captured = new SentryEvent(error)
        {
            Logger = category,
            Level = level == LogLevel.Critical ? SentryLevel.Fatal : level == LogLevel.Error ? SentryLevel.Error : SentryLevel.Warning,
            Message = new SentryMessage { Message = TemplateOf(state) ?? text, Formatted = text },
            Release = options.Release,
            Environment = options.Environment,
            ServerName = options.ServerName,
        };
        if (http.HttpContext is { } context) captured.Request = SentryRequest.Of(context, options.SendDefaultPii);
        _scopes.ForEachScope(SetTags, captured);
        SetTags(state, captured);
        transport.Offer(options.BeforeSend(captured));
    }

    private static string? TemplateOf(object? state) =>
        (state as IEnumerable<KeyValuePair<string, object?>>)?.FirstOrDefault(part => part.Key == Template).Value as string;

    private static void SetTags(object? scope, SentryEvent captured)
    {
        foreach (var (name, value) in scope as IEnumerable<KeyValuePair<string, object?>> ?? [])
        {
            if (name != Template && value?.ToString() is { Length: > 0 } text) captured.SetTag(name, text);
        }
    }

    private sealed class SentryLogger(SentryLoggerProvider provider, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => provider._scopes.Push(state);

        public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None && logLevel >= provider.Least;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (!IsEnabled(logLevel)) return;
            provider.Capture(category, logLevel, state, formatter(state, exception), exception);
        }
    }
}
