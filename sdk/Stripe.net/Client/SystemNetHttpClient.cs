using System.Net;
using System.Text;

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

    public Task<StripeResponse> MakeRequestAsync(StripeRequest request, CancellationToken cancellationToken = default) =>
        SendAsync(request, ReadWholeAsync, cancellationToken);

    public Task<StripeStreamedResponse> MakeStreamingRequestAsync(StripeRequest request, CancellationToken cancellationToken = default) =>
        SendAsync(request, OpenAsync, cancellationToken);

    private async Task<T> SendAsync<T>(
        StripeRequest request, Func<HttpResponseMessage, CancellationToken, Task<T>> read, CancellationToken ct)
        where T : StripeResponseBase
    {
        var report = EnableTelemetry ? telemetry.Next() : null;
        for (var retries = 0; ; retries++)
        {
            var mayRetry = retries < MaxNetworkRetries;
            var start = Clock.GetTimestamp();
            try
            {
                var response = await TryOnceAsync(request, report, read, ct);
                if (!mayRetry || !AsksForRetry(response))
                {
                    if (EnableTelemetry) telemetry.Remember(response.RequestId, Clock.GetElapsedTime(start));
                    return response;
                }

                (response as StripeStreamedResponse)?.Body.Dispose();
            }
            catch (Exception failure) when (mayRetry && IsNoAnswer(failure, ct))
            {
                // The last try's failure is the one that the caller sees.
            }

            await Task.Delay(Backoff(retries), Clock, ct);
        }
    }

    private async Task<T> TryOnceAsync<T>(
        StripeRequest request, string report, Func<HttpResponseMessage, CancellationToken, Task<T>> read, CancellationToken ct)
    {
        using var message = request.ToMessage();
        identity.AddTo(message);
        if (report is not null) message.Headers.TryAddWithoutValidation(RequestTelemetry.Header, report);

        // HttpClient's own limit ends with the headers; this one covers the body too.
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(http.Timeout);
        var response = await http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, limit.Token);
        return await read(response, limit.Token);
    }

    // A connection that breaks in the body leaves half a text: not a success, as its JSON cannot be read.
    private static async Task<StripeResponse> ReadWholeAsync(HttpResponseMessage response, CancellationToken ct)
    {
        using var message = response;
        using var body = new MemoryStream();
        try
        {
            await message.Content.CopyToAsync(body, ct);
        }
        catch (OperationCanceledException late)
        {
            throw new TaskCanceledException("The answer did not end within the time limit.", late, ct);
        }
        catch (Exception broken) when (broken is IOException or HttpRequestException)
        {
            // What arrived is judged by the caller.
        }

        return new StripeResponse(message.StatusCode, message.Headers, Encoding.UTF8.GetString(body.GetBuffer(), 0, (int)body.Length));
    }

    private static async Task<StripeStreamedResponse> OpenAsync(HttpResponseMessage response, CancellationToken ct) =>
        new(response.StatusCode, response.Headers, await response.Content.ReadAsStreamAsync(ct));

    private static bool IsNoAnswer(Exception failure, CancellationToken ct) =>
        failure is HttpRequestException || (failure is OperationCanceledException && !ct.IsCancellationRequested);

    private static bool AsksForRetry(StripeResponseBase response) => response.Header("Stripe-Should-Retry") switch
    {
        "true" => true,
        "false" => false,
        _ => response.StatusCode == HttpStatusCode.Conflict || (int)response.StatusCode >= 500,
    };

    // Doubles from the shortest to the longest; up to a quarter less, so that callers do not come back in step.
    private static TimeSpan Backoff(int retries)
    {
        var full = Math.Min(MinNetworkRetriesDelay.TotalSeconds * Math.Pow(2, retries), MaxNetworkRetriesDelay.TotalSeconds);
        var jittered = full * (1 - Random.Shared.NextDouble() / 4);
        return TimeSpan.FromSeconds(Math.Max(jittered, MinNetworkRetriesDelay.TotalSeconds));
    }
}
