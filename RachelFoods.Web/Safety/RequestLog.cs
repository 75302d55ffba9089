using System.Diagnostics;
using System.Text;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Features.Authentication;
using RachelFoods.Web.Kernel;
using RachelFoods.Web.Modules.Auth;
using Serilog;
using Serilog.Core;
using Serilog.Events;
using Serilog.Extensions.Logging;
using Serilog.Formatting.Json;
using Serilog.Parsing;

namespace RachelFoods.Web.Safety;

/// <summary>Gives each request a number, which its answer and all its log lines carry, and writes one line when it ends.</summary>
internal sealed class RequestLog(RequestDelegate next, Serilog.ILogger log, TimeProvider clock)
{
    private const int LongestPlainSegment = 20;

    private static readonly MessageTemplate Words = new MessageTemplateParser().Parse("{Method} {Route} answered {Status} in {Elapsed} ms");

    private static readonly object Route = new();

    private readonly Serilog.ILogger _log = log.ForContext<RequestLog>();

    public async Task InvokeAsync(HttpContext context)
    {
        var began = Stopwatch.GetTimestamp();
        context.TraceIdentifier = Cause.RequestId = $"{Random.Shared.NextInt64():x16}";
        context.Response.OnStarting(NameRequest, context);
        await next(context);
        Trace(context);
        Write(context, (long)Stopwatch.GetElapsedTime(began).TotalMilliseconds);
    }

    // As the framework's logger would, which for a line that is always the same costs twice as much: every page in the cache pays for it.
    private void Write(HttpContext context, long elapsed)
    {
        var (status, span) = (context.Response.StatusCode, Activity.Current);
        _log.Write(new LogEvent(
            clock.GetLocalNow(),
            status >= 500 ? LogEventLevel.Warning : LogEventLevel.Information,
            exception: null,
            Words,
            [
                new("Method", new ScalarValue(context.Request.Method)), new("Route", new ScalarValue(RouteOf(context))),
                new("Status", new ScalarValue(status)), new("Elapsed", new ScalarValue(elapsed)),
            ],
            span?.TraceId ?? default,
            span?.SpanId ?? default));
    }

    private static Task NameRequest(object state)
    {
        var context = (HttpContext)state;
        context.Response.Headers["X-Request-Id"] = context.TraceIdentifier;
        return Task.CompletedTask;
    }

    private static void Trace(HttpContext context)
    {
        if (context.Features.Get<IHttpActivityFeature>()?.Activity is not { IsAllDataRequested: true } span)
        {
            return;
        }
        span.DisplayName = $"{context.Request.Method} {RouteOf(context)}";
        span.SetTag("http.request.method", context.Request.Method).SetTag("http.route", RouteOf(context))
            .SetTag("http.response.status_code", context.Response.StatusCode)
            .SetTag("shop.request.id", context.TraceIdentifier).SetTag("shop.store.id", context.Features.Get<Store>()?.Id.ToString());
    }

    /// <summary>Keeps where the request went, as its error page takes its place.</summary>
    public static void RememberRoute(HttpContext context) => context.Items.TryAdd(Route, RouteOf(context));

    /// <summary>The pattern, not the address: addresses carry tokens.</summary>
    public static string RouteOf(HttpContext context)
    {
        if (context.Features.Get<IItemsFeature>()?.Items.TryGetValue(Route, out var remembered) is true)
        {
            return (string)remembered!;
        }
        var (endpoint, path) = WhereTo(context);
        if (endpoint is RouteEndpoint { RoutePattern.RawText: { } pattern })
        {
            return pattern.StartsWith('/') ? pattern : "/" + pattern;
        }
        var segments = path.Split('/');
        return string.Join('/', segments.Select(segment => segment.Length > LongestPlainSegment ? "…" : segment));
    }

    // An error page takes the place of where the request went.
    private static (Endpoint? Endpoint, string Path) WhereTo(HttpContext context) =>
        context.Features.Get<IStatusCodeReExecuteFeature>() is { } refused ? (refused.Endpoint, refused.OriginalPath)
        : context.Features.Get<IExceptionHandlerFeature>() is { } failed ? (failed.Endpoint, failed.Path)
        : (context.GetEndpoint(), context.Request.Path.Value ?? "");
}

public static class ShopLog
{
    private static readonly object Facts = new();

    /// <summary>Where the lines go. Tests put their own here before the shop starts.</summary>
    internal static TextWriter Output { get; set; } = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), 32 * 1024);

    /// <summary>JSON lines on the standard output, one object each: the words apart from what fills them.</summary>
    public static ILoggingBuilder AddShopLog(this ILoggingBuilder logging)
    {
        var log = new LoggerConfiguration()
            .MinimumLevel.Information()
            .MinimumLevel.Override("Microsoft", LogEventLevel.Warning)
            .MinimumLevel.Override("Microsoft.Hosting.Lifetime", LogEventLevel.Information)
            .MinimumLevel.Override("System.Net.Http.HttpClient", LogEventLevel.Warning)
            .Enrich.With(new RequestFacts(new HttpContextAccessor()))
            .WriteTo.Sink(new GatheredLines(new MailAddresses.Hidden(new JsonFormatter()), Output))
            .CreateLogger();
        logging.Services.AddSingleton<Serilog.ILogger>(log);
        return logging.ClearProviders()
            // The framework begins a span for each request as long as its own line about it may be heard; ours says more.
            .AddFilter<SerilogLoggerProvider>("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None)
            .AddSerilog(log, dispose: true);
    }

    /// <summary>Adds an id, such as the order's, to this request's later log lines. Ids only: no names, addresses or tokens.</summary>
    public static void Note(this HttpContext context, string name, object id)
    {
        if (context.Items[Facts] is not Dictionary<string, object> facts)
        {
            context.Items[Facts] = facts = new Dictionary<string, object>(StringComparer.Ordinal);
        }
        facts[name] = id;
    }

    /// <summary>Whose request it is and what it is about, as far as it is known by now.</summary>
    internal static IEnumerable<(string Name, string Id)> FactsOf(HttpContext context)
    {
        yield return ("RequestId", context.TraceIdentifier);
        if (context.Features.Get<Store>() is { } store)
        {
            yield return ("StoreId", $"{store.Id}");
        }
        // Not by context.User and context.Items, which make what is not there.
        if (context.Features.Get<IHttpAuthenticationFeature>()?.User?.BuyerId() is { } userId)
        {
            yield return ("UserId", $"{userId}");
        }
        if (context.Features.Get<IItemsFeature>()?.Items.TryGetValue(Facts, out var noted) is true)
        {
            foreach (var (name, id) in (Dictionary<string, object>)noted!)
            {
                yield return (name, $"{id}");
            }
        }
    }

    /// <summary>Whose request it is, on every line; and off the lines what the web server adds by itself and may hold a token.</summary>
    private sealed class RequestFacts(IHttpContextAccessor http) : ILogEventEnricher
    {
        private static readonly string[] Noise = ["RequestPath", "ConnectionId", "ActionId", "ActionName", "SpanId", "TraceId", "ParentId"];

        public void Enrich(LogEvent logEvent, ILogEventPropertyFactory propertyFactory)
        {
            foreach (var name in Noise)
            {
                logEvent.RemovePropertyIfPresent(name);
            }
            if (http.HttpContext is not { } context)
            {
                return;
            }
            foreach (var (name, id) in FactsOf(context))
            {
                logEvent.AddOrUpdateProperty(new LogEventProperty(name, new ScalarValue(id)));
            }
        }
    }
}
