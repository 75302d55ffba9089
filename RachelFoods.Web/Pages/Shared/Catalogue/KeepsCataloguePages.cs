using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using RachelFoods.Web.Kernel;

namespace RachelFoods.Web.Pages.Shared.Catalogue;

/// <summary>Makes a catalogue page once, for everyone, and keeps it.</summary>
internal sealed class KeepsCataloguePages(RequestDelegate next, KeptPages pages, IOptions<CatalogueCacheOptions> options, TimeProvider clock)
{
    public Task InvokeAsync(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<CataloguePageAttribute>() is { } page ? AnswerAsync(context, page) : next(context);

    private async Task AnswerAsync(HttpContext context, CataloguePageAttribute page)
    {
        var (request, store) = (context.Request, context.Features.GetRequiredFeature<Store>());
        // Nobody in particular asks: what follows can neither see who it is nor prolong a cookie.
        request.Headers.Remove(HeaderNames.Cookie);
        var key = KeptAs.Of(store, request, KeptAs.QueryOf(request, page.QueryNames));
        request.Headers.AcceptEncoding = key.Coding;
        if (options.Value.Lifetime > TimeSpan.Zero && KeptPagesFirst.Answers(request.Method))
        {
            await AnswerAsync(context, store, key);
            return;
        }
        SayForHowLong(context);
        await next(context);
    }

    private async Task AnswerAsync(HttpContext context, Store store, KeptAs key)
    {
        var now = clock.GetUtcNow();
        if (pages.Find(key, now) is { } kept)
        {
            await kept.AnswerAsync(context, now);
            return;
        }
        SayForHowLong(context);
        if (!HttpMethods.IsGet(context.Request.Method))
        {
            await next(context);
            return;
        }
        using var making = pages.Begin(key);
        if (!making.IsFirst && await making.Made.WaitAsync(context.RequestAborted) is { } others)
        {
            await others.AnswerAsync(context, clock.GetUtcNow());
            return;
        }
        await MakeAsync(context, store, making);
    }

    private async Task MakeAsync(HttpContext context, Store store, KeptPages.Making making)
    {
        var (response, tags) = (context.Response, new PageTags { CatalogueTags.All, CatalogueTags.Store(store.Id) });
        context.Features.Set(tags);
        response.OnStarting(ForgetVersionOfOnesOwn, response); // Registered first, it is asked last: after whoever sets a cookie.
        var body = await BodyOfAsync(context);
        if (response.StatusCode != StatusCodes.Status200OK)
        {
            await SendAsIsAsync(response, body, context.RequestAborted);
            return;
        }
        response.Headers.ETag = $"\"{Guid.NewGuid():N}\""; // A browser that has this page is answered 304 from now on.
        response.ContentLength = body.Length;
        var page = new KeptPage(context, body, tags, clock.GetUtcNow());
        await response.StartAsync(context.RequestAborted);
        if (IsForEveryone(response))
        {
            making.Keep(page);
        }
        await page.SendBodyAsync(context);
    }

    // Nothing leaves before the page is whole, so that a fault on its way still becomes an error page.
    private async Task<byte[]> BodyOfAsync(HttpContext context)
    {
        var sent = context.Features.GetRequiredFeature<IHttpResponseBodyFeature>();
        using var made = new MemoryStream();
        var body = new StreamResponseBodyFeature(made, sent);
        context.Features.Set<IHttpResponseBodyFeature>(body);
        try
        {
            await next(context);
            await body.CompleteAsync();
        }
        finally
        {
            context.Features.Set(sent);
        }
        return made.ToArray();
    }

    // Without a body nothing may start: the error page is still to come.
    private static ValueTask SendAsIsAsync(HttpResponse response, byte[] body, CancellationToken ct) =>
        body.Length == 0 ? ValueTask.CompletedTask : response.Body.WriteAsync(body, ct);

    // A change is seen at once, for browsers ask each time; the answer is then mostly 304.
    private static void SayForHowLong(HttpContext context) => context.Response.Headers.CacheControl = "no-cache";

    private static bool IsForEveryone(HttpResponse response) => response.Headers.SetCookie.Count == 0;

    private static Task ForgetVersionOfOnesOwn(object state)
    {
        if (!IsForEveryone((HttpResponse)state))
        {
            ((HttpResponse)state).Headers.Remove(HeaderNames.ETag);
        }
        return Task.CompletedTask;
    }
}
