using Microsoft.AspNetCore.OutputCaching;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using RachelFoods.Web.Kernel;

namespace RachelFoods.Web.Pages.Shared.Catalogue;

public sealed class CatalogueCacheOptions
{
    /// <summary>How long a catalogue page is kept. Zero makes it anew for each request.</summary>
    public TimeSpan Lifetime { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>When what has been evicted is evicted once more: a page may have been on its way with what it read before the change.</summary>
    public TimeSpan Again { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Memory for kept pages, of each instance.</summary>
    public long Bytes { get; set; } = 64 * 1024 * 1024;
}

/// <summary>
/// The page is the same for everyone and comes from the output cache. One entry for each store, path, coding and value of
/// <paramref name="queryNames"/>; any other name in the query changes nothing.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class CataloguePageAttribute(params string[] queryNames) : Attribute, IOutputCachePolicy
{
    public IReadOnlyList<string> QueryNames { get; } = queryNames;

    ValueTask IOutputCachePolicy.CacheRequestAsync(OutputCacheContext context, CancellationToken cancellation)
    {
        var services = context.HttpContext.RequestServices;
        var request = context.HttpContext.Request;
        var store = services.GetRequiredService<StoreContext>().Current;
        // Nobody in particular asks: what follows can neither see who it is nor prolong a cookie.
        request.Headers.Remove(HeaderNames.Cookie);
        var coding = OneCoding(request.Headers);
        var lifetime = services.GetRequiredService<IOptions<CatalogueCacheOptions>>().Value.Lifetime;

        context.EnableOutputCaching = lifetime > TimeSpan.Zero;
        context.AllowCacheLookup = context.AllowCacheStorage = HttpMethods.IsGet(request.Method);
        context.AllowLocking = true;
        context.ResponseExpirationTimeSpan = lifetime;
        context.CacheVaryByRules.VaryByHost = false;
        context.CacheVaryByRules.QueryKeys = queryNames;
        context.CacheVaryByRules.CacheKeyPrefix = $"{store.Id:N} {coding}";
        context.Tags.Add(CatalogueTags.All);
        context.Tags.Add(CatalogueTags.Store(store.Id));
        context.HttpContext.Response.Headers.CacheControl = "no-cache"; // So that a change is seen at once; the answer is then mostly 304.
        return ValueTask.CompletedTask;
    }

    ValueTask IOutputCachePolicy.ServeFromCacheAsync(OutputCacheContext context, CancellationToken cancellation) => ValueTask.CompletedTask;

    ValueTask IOutputCachePolicy.ServeResponseAsync(OutputCacheContext context, CancellationToken cancellation)
    {
        context.AllowCacheStorage &= IsForEveryone(context.HttpContext.Response);
        return ValueTask.CompletedTask;
    }

    internal static bool IsForEveryone(HttpResponse response) =>
        response.StatusCode == StatusCodes.Status200OK && response.Headers.SetCookie.Count == 0;

    // Entries are stored compressed; three codings instead of every spelling that browsers send.
    private static string OneCoding(IHeaderDictionary headers)
    {
        var accepted = headers.AcceptEncoding.ToString();
        var coding = accepted.Contains("br", StringComparison.Ordinal) ? "br"
            : accepted.Contains("gzip", StringComparison.Ordinal) ? "gzip"
            : "identity";
        headers.AcceptEncoding = coding;
        return coding;
    }
}
