using System.IO.Compression;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.Options;
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
        http.Features.Get<PageTags>()?.UnionWith(tags);
}

/// <summary>Of the page that is being made.</summary>
internal sealed class PageTags() : HashSet<string>(StringComparer.Ordinal);

/// <summary>Drops the cached pages of what has changed, on the instance that hears of it.</summary>
internal sealed class EvictChanged(KeptPages pages, IOptions<CatalogueCacheOptions> options, TimeProvider clock, IHostApplicationLifetime life)
    : IHearSignals
{
    public Task HearAsync(Signal signal, CancellationToken ct)
    {
        if (signal.Topic == AnnounceProduct.Topic)
        {
            Evict(CatalogueTags.Product(signal.Ids[0]), CatalogueTags.Category(signal.Ids[1]), CatalogueTags.Lists(signal.StoreId));
        }
        return Task.CompletedTask;
    }

    public Task HearAgainAsync(CancellationToken ct)
    {
        Evict(CatalogueTags.All);
        return Task.CompletedTask;
    }

    private void Evict(params string[] tags)
    {
        pages.Forget(tags);
        _ = EvictAgainAsync(tags);
    }

    private async Task EvictAgainAsync(string[] tags)
    {
        try
        {
            await Task.Delay(options.Value.Again, clock, life.ApplicationStopping);
            pages.Forget(tags);
        }
        catch (OperationCanceledException)
        {
            // The cache ends with the app.
        }
    }
}

public static class CatalogueCacheModule
{
    public static IServiceCollection AddCatalogueCache(this IServiceCollection services)
    {
        services.AddOptions<CatalogueCacheOptions>().BindConfiguration("Catalogue");
        // No page holds both a secret that stays the same and words of another's choosing: tokens differ in each answer.
        services.AddResponseCompression(compression =>
        {
            compression.EnableForHttps = true;
            compression.Providers.Add<BrotliCompressionProvider>();
            compression.Providers.Add<GzipCompressionProvider>();
        });
        services.Configure<BrotliCompressionProviderOptions>(brotli => brotli.Level = CompressionLevel.Optimal);
        services.Configure<GzipCompressionProviderOptions>(gzip => gzip.Level = CompressionLevel.Optimal);
        return services.AddSingleton<KeptPages>().AddSingleton<IHearSignals, EvictChanged>();
    }

    /// <summary>Right behind the log's line and the client's true address: most of those who look around are answered here.</summary>
    public static IApplicationBuilder UseKeptPages(this IApplicationBuilder app) => app.UseMiddleware<KeptPagesFirst>();

    /// <summary>After the store is known and before anything that asks who is there. Compression stands inside, so pages are kept compressed.</summary>
    public static IApplicationBuilder UseCatalogueCache(this IApplicationBuilder app) => app.UseMiddleware<KeepsCataloguePages>().UseResponseCompression();
}
