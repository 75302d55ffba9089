using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;
using RachelFoods.Web.Kernel;
using RachelFoods.Web.Safety;

namespace RachelFoods.Web.Pages.Shared.Catalogue;

/// <summary>
/// Answers with a page that is kept before all that would lead to the same bytes: routing, who asks, what a page needs. What protects the
/// shop stays: the host must be a store's, the client within its limit, and the answer has the headers of every answer. Whoever is not
/// answered here goes the whole way, where the same limit says no.
/// </summary>
internal sealed class KeptPagesFirst(
    RequestDelegate next,
    IStoreDirectory stores,
    KeptPages pages,
    SecurityHeaders headers,
    IOptions<RateLimiterOptions> limits,
    TimeProvider clock)
{
    public static bool Answers(string method) => HttpMethods.IsGet(method) || HttpMethods.IsHead(method);

    public Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        // Which names in a query matter the page knows.
        if (!Answers(request.Method) || request.QueryString.HasValue || stores.FindKnown(request.Host.Host) is not { } store)
        {
            return next(context);
        }
        var now = clock.GetUtcNow();
        return pages.Find(KeptAs.Of(store, request, query: ""), now) is { } page && IsWithinLimit(context)
            ? AnswerAsync(context, store, page, now)
            : next(context);
    }

    private bool IsWithinLimit(HttpContext context)
    {
        using var lease = limits.Value.GlobalLimiter!.AttemptAcquire(context);
        return lease.IsAcquired;
    }

    private Task AnswerAsync(HttpContext context, Store store, KeptPage page, DateTimeOffset now)
    {
        context.Features.Set(store);
        page.SetHeaders(context, now);
        headers.Write(context.Response.Headers);
        return page.SendBodyAsync(context);
    }
}
