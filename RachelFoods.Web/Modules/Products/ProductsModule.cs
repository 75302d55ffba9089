using RachelFoods.Web.Data;
using RachelFoods.Web.Kernel;

namespace RachelFoods.Web.Modules.Products;

public static class ProductsModule
{
    public static IServiceCollection AddProducts(this IServiceCollection services) => services
        .AddScoped<ProductService>().AddScoped<CatalogueService>()
        .AddScoped<ISeed, CatalogueSeed>()
        .AddHandler<ProductChanged, AnnounceProduct>();
}

/// <summary>Tells every instance of the app which product's pages are old.</summary>
internal sealed class AnnounceProduct(CatalogueService catalogue, Signals signals) : IHandle<ProductChanged>
{
    public async Task HandleAsync(ProductChanged message, CancellationToken ct)
    {
        if (await catalogue.FindCategoryIdAsync(message.ProductId, ct) is { } category)
        {
            await signals.SendAsync(Topic, [message.ProductId, category], ct);
        }
    }

    /// <summary>Ids: the product, its category.</summary>
    public const string Topic = "product";
}
