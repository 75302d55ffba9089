using System.Net.Sockets;
using Microsoft.AspNetCore.Diagnostics;
using Npgsql;

namespace RachelFoods.Web.Safety;

/// <summary>A failed request ends on a page of the shop that says so, with its right status and a number to quote.</summary>
internal static class ErrorPages
{
    /// <summary>Seconds, for who asks again by itself.</summary>
    public const string RetryAfter = "10";

    private const string Path = "/error";

    private static readonly PathString[] WithoutPages = ["/api", "/health", WriteCheck.Webhook];

    public static IApplicationBuilder UseErrorPages(this IApplicationBuilder app) => app
        .UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandlingPath = Path, StatusCodeSelector = StatusOf })
        .UseStatusCodePagesWithReExecute(Path)
        .Use((context, next) =>
        {
            if (context.Features.Get<IStatusCodePagesFeature>() is { } pages
                && Array.Exists(WithoutPages, path => context.Request.Path.StartsWithSegments(path, StringComparison.OrdinalIgnoreCase)))
            {
                pages.Enabled = false;
            }
            if (context.Features.Get<IStatusCodeReExecuteFeature>() is not null || context.Features.Get<IExceptionHandlerFeature>() is not null)
            {
                RequestLog.RememberRoute(context);
            }
            return next(context);
        });

    internal static int StatusOf(Exception error) => error switch
    {
        BadHttpRequestException bad => bad.StatusCode,
        _ when Causes(error).Any(e => e is NpgsqlException { IsTransient: true } or SocketException or TimeoutException) =>
            StatusCodes.Status503ServiceUnavailable,
        _ => StatusCodes.Status500InternalServerError,
    };

    private static IEnumerable<Exception> Causes(Exception error)
    {
        for (var cause = error; cause is not null; cause = cause.InnerException)
        {
            yield return cause;
        }
    }
}

/// <summary>The last resort: an error without a page, such as when the store's directory cannot be read, still says what it is.</summary>
internal sealed class PlainAnswers(RequestDelegate next, ILogger<PlainAnswers> log)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (Exception e) when (!context.Response.HasStarted && !context.RequestAborted.IsCancellationRequested)
        {
            log.LogError(e, "The request failed, and so did its error page.");
            context.Response.Clear();
            context.Response.StatusCode = ErrorPages.StatusOf(e);
        }
        if (context.Response is { HasStarted: false, StatusCode: >= 400, ContentLength: null, ContentType: null } && !HttpMethods.IsHead(context.Request.Method))
        {
            var what = context.Response.StatusCode switch
            {
                404 => "There is nothing here.",
                503 => "The shop cannot be reached at the moment. Please try again in a minute.",
                < 500 => "This request was not accepted.",
                _ => "Something went wrong on our side.",
            };
            if (context.Response.StatusCode == StatusCodes.Status503ServiceUnavailable)
            {
                context.Response.Headers.RetryAfter = ErrorPages.RetryAfter;
            }
            context.Response.ContentType = "text/plain; charset=utf-8";
            await context.Response.WriteAsync($"{what}\nRequest {context.TraceIdentifier}\n", context.RequestAborted);
        }
    }
}
