using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;
using RachelFoods.Web.Kernel;
using RachelFoods.Web.Safety;

namespace RachelFoods.Web.Pages.Shared.Live;

/// <summary>Keeps a request open and says which orders have changed, nothing else: who hears it asks for the page anew.</summary>
internal sealed class LiveAnswer(
    LiveStreams streams, StoreContext stores, IOptions<LiveOptions> options, IHostApplicationLifetime life, TimeProvider clock)
{
    private const string RetryAfter = "30";

    /// <param name="orderId">The one order; null for all of the store.</param>
    /// <param name="bySession">The right to hear comes from being logged in and ends with it.</param>
    public async Task ServeAsync(HttpContext http, Guid? orderId, bool bySession)
    {
        var reader = new LiveReader(stores.Current.Id, orderId, bySession ? http.User : null, http.ClientKey());
        if (!streams.TryOpen(reader, out var stream, out var refusal))
        {
            http.Response.StatusCode = refusal;
            http.Response.Headers.RetryAfter = RetryAfter;
            return;
        }
        using (stream)
        {
            Begin(http);
            await SpeakAsync(http, stream);
        }
    }

    private static void Begin(HttpContext http)
    {
        http.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        http.Response.ContentType = "text/event-stream";
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers["X-Accel-Buffering"] = "no";
    }

    private async Task SpeakAsync(HttpContext http, LiveStream stream)
    {
        // Not all at the same moment, as they would after a restart.
        using var lasts = new CancellationTokenSource(options.Value.Lasts * (0.9 + (Random.Shared.NextDouble() * 0.2)), clock);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(
            http.RequestAborted, life.ApplicationStopping, stream.Ended, lasts.Token);
        try
        {
            while (true)
            {
                await http.Response.WriteAsync(stream.Take(), end.Token);
                await http.Response.Body.FlushAsync(end.Token);
                await stream.WaitAsync(options.Value.Heartbeat, clock, end.Token);
            }
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            if (stream.Ended.IsCancellationRequested && !http.RequestAborted.IsCancellationRequested)
            {
                await http.Response.WriteAsync("event: ended\ndata: \n\n", http.RequestAborted);
            }
        }
    }
}
