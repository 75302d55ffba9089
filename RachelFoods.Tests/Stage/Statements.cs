using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace RachelFoods.Tests.Stage;

/// <summary>Counts the SQL statements of one request among all that run at the same time, by the request's trace.</summary>
public static class Statements
{
    private static readonly ConcurrentDictionary<string, int> ByTrace = new(StringComparer.Ordinal);
    private static readonly Lazy<IDisposable> Listening = new(() => DiagnosticListener.AllListeners.Subscribe(new Listener()));

    public static async Task<int> StatementsOf(this HttpClient browser, string address)
    {
        _ = Listening.Value;
        var trace = ActivityTraceId.CreateRandom().ToHexString();
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Add("traceparent", $"00-{trace}-{ActivitySpanId.CreateRandom().ToHexString()}-01");
        var answer = await browser.SendAsync(request);
        answer.EnsureSuccessStatusCode();
        return ByTrace.GetValueOrDefault(trace);
    }

    private sealed class Listener : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>
    {
        public void OnNext(DiagnosticListener value)
        {
            if (value.Name == DbLoggerCategory.Name)
            {
                value.Subscribe(this);
            }
        }

        public void OnNext(KeyValuePair<string, object?> value)
        {
            if (value.Key == RelationalEventId.CommandExecuting.Name && Activity.Current is { } activity)
            {
                ByTrace.AddOrUpdate(activity.TraceId.ToHexString(), 1, (_, count) => count + 1);
            }
        }

        public void OnCompleted()
        {
        }

        public void OnError(Exception error)
        {
        }
    }
}
