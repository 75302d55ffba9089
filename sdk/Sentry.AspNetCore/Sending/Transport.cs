using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Threading.Channels;

namespace Sentry.Sending;

/// <summary>Sends events in the background, one after the other. What comes faster than it can be sent is dropped, nothing waits for it.</summary>
internal sealed class Transport
{
    public const string Version = "6.9.0";

    private const int Room = 30;
    private const int Tries = 3;

    private readonly HttpClient _http;
    private readonly Dsn _dsn;
    private readonly TimeSpan _shutdown;
    private readonly TimeProvider _clock;
    private readonly Channel<SentryEvent> _waiting = Channel.CreateBounded<SentryEvent>(Room);
    private readonly CancellationTokenSource _enough = new();
    private readonly Task _sending;
    private DateTimeOffset _silentUntil;

    public Transport(Dsn dsn, TimeSpan shutdown, HttpMessageHandler handler, TimeProvider clock)
    {
        (_dsn, _shutdown, _clock) = (dsn, shutdown, clock);
        _http = new HttpClient(handler) { Timeout = TimeSpan.FromSeconds(15) };
        _sending = Task.Run(SendAllAsync);
    }

    public static Transport To(SentryOptions options) =>
        new(Dsn.Parse(options.Dsn), options.ShutdownTimeout, new SocketsHttpHandler { ActivityHeadersPropagator = null }, TimeProvider.System);

    public bool Offer(SentryEvent sent) => _waiting.Writer.TryWrite(sent);

    /// <summary>Takes nothing more and sends what waits, as long as the shutdown may last.</summary>
    public async Task FinishAsync()
    {
        if (!_waiting.Writer.TryComplete()) return;
        _enough.CancelAfter(_shutdown);
        await _sending;
        _http.Dispose();
        _enough.Dispose();
    }

    private async Task SendAllAsync()
    {
        try
        {
            await foreach (var sent in _waiting.Reader.ReadAllAsync(_enough.Token))
            {
                if (_clock.GetUtcNow() >= _silentUntil) await SendAsync(Envelope.Of(sent));
            }
        }
        catch (OperationCanceledException) when (_enough.IsCancellationRequested)
        {
            // The program ends; what is left is lost.
        }
    }

    private async Task SendAsync(byte[] envelope)
    {
        for (var tries = 1; tries <= Tries; tries++)
        {
            try
            {
                using var answer = await PostAsync(envelope);
                if (RateLimit.Of(answer) is { } silence) _silentUntil = _clock.GetUtcNow() + silence;
                if ((int)answer.StatusCode < 500) return;
            }
            catch (Exception e) when (e is HttpRequestException || (e is OperationCanceledException && !_enough.IsCancellationRequested))
            {
                // Sentry is away; an event is not worth more than some tries.
            }
            if (tries < Tries) await Task.Delay(TimeSpan.FromSeconds(tries), _clock, _enough.Token);
        }
    }

    private async Task<HttpResponseMessage> PostAsync(byte[] envelope)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, _dsn.Endpoint) { Content = new ByteArrayContent(envelope) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/x-sentry-envelope");
        request.Headers.TryAddWithoutValidation(
            "X-Sentry-Auth", $"Sentry sentry_version=7,sentry_client=sentry.dotnet.aspnetcore/{Version},sentry_key={_dsn.Key}");
        return await _http.SendAsync(request, _enough.Token);
    }
}

/// <summary>For how long Sentry wants no more errors.</summary>
internal static class RateLimit
{
    private static readonly TimeSpan Usual = TimeSpan.FromSeconds(60);

    public static TimeSpan? Of(HttpResponseMessage answer)
    {
        if (answer.Headers.TryGetValues("X-Sentry-Rate-Limits", out var limits))
        {
            var longest = limits.SelectMany(line => line.Split(',')).Select(Errors).Max();
            return longest > TimeSpan.Zero ? longest : null;
        }
        if (answer.StatusCode != HttpStatusCode.TooManyRequests) return null;
        var after = answer.Headers.RetryAfter;
        return after?.Delta ?? (after?.Date is { } date ? date - TimeProvider.System.GetUtcNow() : Usual);
    }

    // SECONDS:CATEGORIES:SCOPE, the categories parted by semicolons; none means all.
    private static TimeSpan Errors(string limit)
    {
        var parts = limit.Trim().Split(':');
        var categories = parts.Length > 1 ? parts[1] : "";
        var concerns = categories.Length == 0 || categories.Split(';').Contains("error", StringComparer.OrdinalIgnoreCase);
        return concerns && double.TryParse(parts[0], CultureInfo.InvariantCulture, out var seconds) ? TimeSpan.FromSeconds(seconds) : TimeSpan.Zero;
    }
}
