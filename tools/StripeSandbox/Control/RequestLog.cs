using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using StripeSandbox.Api;

namespace StripeSandbox.Control;

/// <summary>The last calls of the API, for tests that ask what was sent. Card data is masked.</summary>
public sealed class RequestLog(TimeProvider clock)
{
    private const int Kept = 10_000;
    private readonly ConcurrentQueue<Entry> entries = new();

    public Entry Begin(ApiRequest request)
    {
        var entry = new Entry(request, clock.GetUtcNow());
        entries.Enqueue(entry);
        while (entries.Count > Kept)
            entries.TryDequeue(out _);
        return entry;
    }

    public JsonArray ToJson(string? key) =>
        new([.. entries.Where(e => key is null || e.Key == key).Select(e => e.ToJson())]);

    public void Clear(string? key)
    {
        var others = entries.Where(e => key is not null && e.Key != key).ToList();
        entries.Clear();
        others.ForEach(entries.Enqueue);
    }

    public sealed class Entry(ApiRequest request, DateTimeOffset at)
    {
        private static readonly string[] Masked = ["[number]", "[cvc]"];
        private Answer? answer;
        private bool ended;

        public string? Key => request.SecretKey;

        public void End(Answer? given) => (answer, ended) = (given, true);

        public JsonObject ToJson() => new()
        {
            ["at"] = at.ToString("O"),
            ["request_id"] = request.Id,
            ["key"] = request.SecretKey,
            ["publishable"] = request.Publishable,
            ["method"] = request.Method,
            ["path"] = request.Path,
            ["version"] = request.Version,
            ["idempotency_key"] = request.IdempotencyKey,
            ["params"] = new JsonArray([.. request.Form.Fields.Select(f =>
                new JsonArray(f.Key, Masked.Any(m => f.Key.EndsWith(m, StringComparison.Ordinal)) ? "***" : f.Value))]),
            ["status"] = answer?.Status,
            ["replayed"] = answer?.Replayed ?? false,
            ["ended"] = ended,
        };
    }
}
