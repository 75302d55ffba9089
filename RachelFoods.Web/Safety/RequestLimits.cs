using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;

namespace RachelFoods.Web.Safety;

/// <summary>How much, how often, how long and how slowly: what no single client may go beyond.</summary>
internal static class RequestLimits
{
    private const int Segments = 6;
    private const int SlowestBytesPerSecond = 240;

    private static readonly TimeSpan SomeSeconds = TimeSpan.FromSeconds(10);

    public static IServiceCollection AddRequestLimits(this IServiceCollection services)
    {
        services.AddOptions<SafetyOptions>().BindConfiguration("Safety")
            .Validate(o => o.IsSound(), "Safety__… must not be less than nothing, and Safety__SlowAfter more than a second.").ValidateOnStart();
        services.AddOptions<KestrelServerOptions>().Configure<IOptions<SafetyOptions>>((kestrel, safety) => Limit(kestrel.Limits, safety.Value));
        services.Configure<FormOptions>(form =>
        {
            (form.ValueCountLimit, form.KeyLengthLimit, form.ValueLengthLimit) = (500, 1024, 64 * 1024);
            form.MultipartBodyLengthLimit = form.MemoryBufferThreshold; // Nothing that is sent is written to the disk.
        });
        services.AddRequestTimeouts();
        services.AddOptions<RequestTimeoutOptions>().Configure<IOptions<SafetyOptions>>((timeouts, safety) => timeouts.DefaultPolicy = new RequestTimeoutPolicy
        {
            Timeout = safety.Value.RequestTimeout,
            TimeoutStatusCode = StatusCodes.Status503ServiceUnavailable,
        });
        services.AddRateLimiter(_ => { });
        services.AddOptions<RateLimiterOptions>().Configure<IOptions<SafetyOptions>>((limiter, safety) =>
        {
            limiter.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context => PartOf(context, safety.Value.RequestsPerMinute));
            limiter.OnRejected = async (rejected, ct) => await AnswerAsync(rejected, ct);
        });
        return services;
    }

    /// <summary>After routing, which knows the webhook; static files are answered before.</summary>
    public static IApplicationBuilder UseRequestLimits(this IApplicationBuilder app) => app.UseRateLimiter();

    /// <summary>After the cache, from which an answer takes no time; routing knows what has a time of its own.</summary>
    public static IApplicationBuilder UseTimeLimits(this IApplicationBuilder app) => app.UseRequestTimeouts();

    private static void Limit(KestrelServerLimits limits, SafetyOptions safety)
    {
        limits.MaxRequestBodySize = SafetyModule.BodyLimit;
        limits.MaxRequestHeadersTotalSize = 16 * 1024;
        limits.MaxRequestHeaderCount = 60;
        limits.RequestHeadersTimeout = safety.SlowAfter;
        limits.KeepAliveTimeout = safety.KeepAlive;
        limits.MinRequestBodyDataRate = limits.MinResponseDataRate = new MinDataRate(SlowestBytesPerSecond, safety.SlowAfter);
    }

    // An error page is part of the request that failed.
    private static RateLimitPartition<string> PartOf(HttpContext context, int perMinute) =>
        perMinute == 0 || context.Features.Get<IStatusCodeReExecuteFeature>() is not null || context.Features.Get<IExceptionHandlerFeature>() is not null
            ? RateLimitPartition.GetNoLimiter("")
            : RateLimitPartition.GetSlidingWindowLimiter(context.ClientKey(), _ => new SlidingWindowRateLimiterOptions
            {
                PermitLimit = perMinute,
                Window = TimeSpan.FromMinutes(1),
                SegmentsPerWindow = Segments,
            });

    // In plain words and without a page: it must cost less than what it refuses.
    private static Task AnswerAsync(OnRejectedContext rejected, CancellationToken ct)
    {
        var context = rejected.HttpContext;
        var words = context.Response.MustWait(rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait : SomeSeconds);
        context.Response.ContentType = "text/plain; charset=utf-8";
        context.Response.Headers.CacheControl = "no-store";
        return context.Response.WriteAsync($"{words}\nRequest {context.TraceIdentifier}\n", ct);
    }
}
