using System.Net;

namespace Stripe;

/// <summary>Sends a request and tries again where that is safe: the idempotency key stays the same.</summary>
public class SystemNetHttpClient : IHttpClient
{
    public const int DefaultMaxNumberRetries = 2;

    private static readonly Lazy<HttpClient> DefaultHttpClient = new(BuildDefaultSystemNetHttpClient);

    private readonly HttpClient http;
    private readonly ClientIdentity identity;
    private readonly RequestTelemetry telemetry = new();

    public SystemNetHttpClient(
        HttpClient httpClient = null, int maxNetworkRetries = DefaultMaxNumberRetries, AppInfo appInfo = null, bool enableTelemetry = true)
    {
        http = httpClient ?? DefaultHttpClient.Value;
        MaxNetworkRetries = maxNetworkRetries;
        EnableTelemetry = enableTelemetry;
        identity = new ClientIdentity(appInfo);
    }

    public static TimeSpan DefaultHttpTimeout => TimeSpan.FromSeconds(80);
    public static TimeSpan MaxNetworkRetriesDelay => TimeSpan.FromSeconds(5);
    public static TimeSpan MinNetworkRetriesDelay => TimeSpan.FromMilliseconds(500);

    public bool EnableTelemetry { get; }
    public int MaxNetworkRetries { get; }

    // Waits between tries are asked of this clock, so that tests need not sit through them.
    internal TimeProvider Clock { get; init; } = TimeProvider.System;

    public static HttpClient BuildDefaultSystemNetHttpClient() => new() { Timeout = DefaultHttpTimeout };

    public async Task<StripeResponse> MakeRequestAsync(StripeRequest request, CancellationToken cancellationToken = default)
    {
        using var answer = await SendAsync(request, cancellationToken);
        return new StripeResponse(answer.StatusCode, answer.Headers, await answer.Content.ReadAsStringAsync(cancellationToken));
    }

    public async Task<StripeStreamedResponse> MakeStreamingRequestAsync(
        StripeRequest request, CancellationToken cancellationToken = default)
    {
        var answer = await SendAsync(request, cancellationToken);
        return new StripeStreamedResponse(answer.StatusCode, answer.Headers, await answer.Content.ReadAsStreamAsync(cancellationToken));
    }

    private async Task<HttpResponseMessage> SendAsync(StripeRequest request, CancellationToken ct)
    {
        var report = EnableTelemetry ? telemetry.Next() : null;
        for (var retries = 0; ; retries++)
        {
            var mayRetry = retries < MaxNetworkRetries;
            var start = Clock.GetTimestamp();
            try
            {
                var answer = await TryOnceAsync(request, report, ct);
                if (!mayRetry || !AsksForRetry(answer))
                {
                    if (EnableTelemetry) telemetry.Remember(answer.Headers, Clock.GetElapsedTime(start));
                    return answer;
                }

                answer.Dispose();
            }
            catch (Exception failure) when (mayRetry && IsNoAnswer(failure, ct))
            {
                // The last try's failure is the one that the caller sees.
            }

            await Task.Delay(Backoff(retries), Clock, ct);
        }
    }

    // The whole answer is read here, so that HttpClient's time limit covers the body too.
    private async Task<HttpResponseMessage> TryOnceAsync(StripeRequest request, string report, CancellationToken ct)
    {
        using var message = request.ToMessage();
        identity.AddTo(message);
        if (report is not null) message.Headers.TryAddWithoutValidation(RequestTelemetry.Header, report);
        return await http.SendAsync(message, HttpCompletionOption.ResponseContentRead, ct);
    }

    private static bool IsNoAnswer(Exception failure, CancellationToken ct) =>
        failure is HttpRequestException || (failure is OperationCanceledException && !ct.IsCancellationRequested);

    private static bool AsksForRetry(HttpResponseMessage answer) => answer.Headers.FirstOrNull("Stripe-Should-Retry") switch
    {
        "true" => true,
        "false" => false,
        _ => answer.StatusCode == HttpStatusCode.Conflict || (int)answer.StatusCode >= 500,
    };

    // Doubles from the shortest to the longest; up to a quarter less, so that callers do not come back in step.
    private static TimeSpan Backoff(int retries)
    {
        var full = Math.Min(MinNetworkRetriesDelay.TotalSeconds * Math.Pow(2, retries), MaxNetworkRetriesDelay.TotalSeconds);
        var jittered = full * (1 - Random.Shared.NextDouble() / 4);
        return TimeSpan.FromSeconds(Math.Max(jittered, MinNetworkRetriesDelay.TotalSeconds));
    }
}
