using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Text.Json;

namespace Stripe;

/// <summary>How long earlier requests took, told to Stripe one with each later request.</summary>
internal sealed class RequestTelemetry
{
    public const string Header = "X-Stripe-Client-Telemetry";
    private const int Kept = 100;

    private readonly ConcurrentQueue<(string RequestId, long Milliseconds)> earlier = new();

    public string Next() => earlier.TryDequeue(out var request)
        ? JsonSerializer.Serialize(
            new { last_request_metrics = new { request_id = request.RequestId, request_duration_ms = request.Milliseconds } })
        : null;

    public void Remember(HttpResponseHeaders headers, TimeSpan took)
    {
        if (headers.FirstOrNull("Request-Id") is { } requestId && earlier.Count < Kept) earlier.Enqueue((requestId, (long)took.TotalMilliseconds));
    }
}
