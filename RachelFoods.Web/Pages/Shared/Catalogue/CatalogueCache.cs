using System.IO.Compression;
using Microsoft.AspNetCore.OutputCaching;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using RachelFoods.Web.Data;
using RachelFoods.Web.Modules.Products;

namespace RachelFoods.Web.Pages.Shared.Catalogue;

/// <summary>By what cached pages are found again when something on them changes.</summary>
public static class CatalogueTags
{
    public const string All = "catalogue";

    public static string Store(Guid id) => $"store:{id}";

    /// <summary>Pages that show products of every category.</summary>
    public static string Lists(Guid storeId) => $"lists:{storeId}";

    public static string Category(Guid id) => $"category:{id}";

    public static string Product(Guid id) => $"product:{id}";

    /// <summary>The page being made shows this.</summary>
    public static void TagPage(this HttpContext http, params string[] tags) =>
        http.Features.Get<IOutputCacheFeature>()?.Context.Tags.UnionWith(tags);
}

/// <summary>Drops the cached pages of what has changed, on the instance that hears of it.</summary>
internal sealed class EvictChanged(IOutputCacheStore cache, IOptions<CatalogueCacheOptions> options, TimeProvider clock, IHostApplicationLifetime life)
    : IHearSignals
{
    public async Task HearAsync(Signal signal, CancellationToken ct)
    {
        if (signal.Topic != AnnounceProduct.Topic)
        {
            return;
        }
        string[] tags =
        [
            CatalogueTags.Product(signal.Ids[0]), CatalogueTags.Category(signal.Ids[1]), CatalogueTags.Lists(signal.StoreId),
        ];
        await EvictAsync(tags, ct);
        _ = EvictAgainAsync(tags);
    }

    public async Task HearAgainAsync(CancellationToken ct)
    {
        await EvictAsync([CatalogueTags.All], ct);
        _ = EvictAgainAsync([CatalogueTags.All]);
    }

    private async Task EvictAgainAsync(string[] tags)
    {
        try
        {
            await Task.Delay(options.Value.Again, clock, life.ApplicationStopping);
            await EvictAsync(tags, life.ApplicationStopping);
        }
        catch (OperationCanceledException)
        {
            // The cache ends with the app.
        }
    }

    private async Task EvictAsync(string[] tags, CancellationToken ct)
    {
        foreach (var tag in tags)
        {
            await cache.EvictByTagAsync(tag, ct);
        }
    }
}

public static class CatalogueCacheModule
{
    public static IServiceCollection AddCatalogueCache(this IServiceCollection services)
    {
        services.AddOptions<CatalogueCacheOptions>().BindConfiguration("Catalogue");
        services.AddOutputCache(cache => cache.UseCaseSensitivePaths = true);
        services.AddOptions<OutputCacheOptions>()
            .Configure<IOptions<CatalogueCacheOptions>>((cache, catalogue) => cache.SizeLimit = catalogue.Value.Bytes);
        // No page holds both a secret that stays the same and words of another's choosing: tokens differ in each answer.
        services.AddResponseCompression(compression =>
        {
            compression.EnableForHttps = true;
            compression.Providers.Add<BrotliCompressionProvider>();
            compression.Providers.Add<GzipCompressionProvider>();
        });
        services.Configure<BrotliCompressionProviderOptions>(brotli => brotli.Level = CompressionLevel.Optimal);
        services.Configure<GzipCompressionProviderOptions>(gzip => gzip.Level = CompressionLevel.Optimal);
        return services.AddSingleton<IHearSignals, EvictChanged>();
    }

    /// <summary>After the store is known and before anything that asks who is there. Compression stands inside, so entries are stored compressed.</summary>
    public static IApplicationBuilder UseCatalogueCache(this IApplicationBuilder app) => app.UseOutputCache().Use(NameVersion).UseResponseCompression();

    // Of a page that is being made, to be kept with it: a browser that has it is answered 304 from then on.
    private static Task NameVersion(HttpContext context, RequestDelegate next)
    {
        if (context.Features.Get<IOutputCacheFeature>()?.Context is { EnableOutputCaching: true, AllowCacheStorage: true })
        {
            context.Response.Headers.ETag = $"\"{Guid.NewGuid():N}\"";
            context.Response.OnStarting(
                response =>
                {
                    if (!CataloguePageAttribute.IsForEveryone((HttpResponse)response))
                    {
                        ((HttpResponse)response).Headers.Remove(HeaderNames.ETag);
                    }
                    return Task.CompletedTask;
                },
                context.Response);
        }
        return next(context);
    }
}
