using System.Collections.Concurrent;
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

    public void Remember(string requestId, TimeSpan took)
    {
        if (requestId is not null && earlier.Count < Kept) earlier.Enqueue((requestId, (long)took.TotalMilliseconds));
    }
}
