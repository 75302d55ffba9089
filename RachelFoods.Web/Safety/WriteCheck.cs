using Microsoft.AspNetCore.Diagnostics;
using Microsoft.Net.Http.Headers;

namespace RachelFoods.Web.Safety;

/// <summary>
/// Whatever changes something must come from this shop's own pages. Stripe's webhook alone comes from elsewhere and is signed.
/// Also refuses what no page could take: too much, a broken form, characters that the database has no room for.
/// </summary>
internal sealed class WriteCheck(RequestDelegate next)
{
    public const string Webhook = "/webhooks/stripe";

    public Task InvokeAsync(HttpContext context)
    {
        var check = IsErrorPage(context) ? default : FindFaultAsync(context.Request);
        return check is { IsCompletedSuccessfully: true, Result: null } ? next(context) : AnswerAsync(context, check);
    }

    private async Task AnswerAsync(HttpContext context, ValueTask<int?> check)
    {
        if (await check is { } status)
        {
            context.Response.StatusCode = status;
            return;
        }
        await next(context);
    }

    private static bool IsErrorPage(HttpContext context) =>
        context.Features.Get<IStatusCodeReExecuteFeature>() is not null || context.Features.Get<IExceptionHandlerFeature>() is not null;

    private static ValueTask<int?> FindFaultAsync(HttpRequest request)
    {
        if (HasNull(request.Path) || (request.QueryString.HasValue && request.Query.Any(p => HasNull(p.Key) || HasNull(p.Value.ToString()))))
        {
            return new(StatusCodes.Status400BadRequest);
        }
        if (IsSafe(request.Method) || request.Path == Webhook)
        {
            return default;
        }
        if (!IsSameOrigin(request))
        {
            return new(StatusCodes.Status403Forbidden);
        }
        if (request.ContentLength > SafetyModule.BodyLimit)
        {
            return new(StatusCodes.Status413PayloadTooLarge);
        }
        return request.HasFormContentType ? new(FindFaultOfFormAsync(request)) : default;
    }

    private static bool IsSafe(string method) =>
        HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method) || HttpMethods.IsTrace(method);

    private static bool IsSameOrigin(HttpRequest request) =>
        request.Headers.TryGetValue("Sec-Fetch-Site", out var site)
            ? site == "same-origin"
            : request.Headers[HeaderNames.Origin] == $"{request.Scheme}://{request.Host}";

    private static async Task<int?> FindFaultOfFormAsync(HttpRequest request)
    {
        try
        {
            var form = await request.ReadFormAsync(request.HttpContext.RequestAborted);
            return form.Files.Count > 0 ? StatusCodes.Status415UnsupportedMediaType // No page takes files.
                : form.Any(p => HasNull(p.Key) || HasNull(p.Value.ToString())) ? StatusCodes.Status400BadRequest
                : null;
        }
        catch (Exception e) when (e is InvalidDataException or (IOException and not BadHttpRequestException))
        {
            return StatusCodes.Status400BadRequest;
        }
    }

    private static bool HasNull(string? text) => text?.Contains('\0', StringComparison.Ordinal) is true;
}
