using RachelFoods.Web.Data;
using RachelFoods.Web.Kernel;
using RachelFoods.Web.Modules.Products;

namespace RachelFoods.Web.Modules.Inventory;

public static class InventoryModule
{
    public static IServiceCollection AddInventory(this IServiceCollection services)
    {
        services.AddOptions<InventoryOptions>().BindConfiguration("Inventory")
            .Validate(o => o.GatherLow > TimeSpan.Zero, "Inventory__GatherLow must be more than nothing.").ValidateOnStart();
        return services.AddScoped<InventoryService>().AddScoped<StockWatch>().AddScoped<StaffStock>()
            .AddScoped<ISeed, StockSeed>()
            .AddHandler<StockChanged, TellAvailability>()
            .AddHandler<StockRanLow, GatherLowStock>();
    }
}

/// <summary>Keeps the words of stock beside the product, where lists sort and filter by them.</summary>
internal sealed class TellAvailability(InventoryService inventory, ProductService products) : IHandle<StockChanged>
{
    public async Task HandleAsync(StockChanged message, CancellationToken ct)
    {
        var changed = await products.FindVariantsAsync(message.VariantIds, ct);
        var variants = await products.ListVariantsAsync([.. changed.Values.Select(v => v.ProductId).Distinct()], ct);
        foreach (var product in variants.Where(v => v.IsActive).GroupBy(v => v.ProductId).OrderBy(g => g.Key))
        {
            await inventory.TellAvailabilityAsync(product.Key, [.. product.Select(v => v.Id)], ct);
        }
    }
}

/// <summary>The sample products' first delivery.</summary>
internal sealed class StockSeed(
    InventoryService inventory, ProductService products, TellAvailability tell, StoreContext stores, IConfiguration configuration) : ISeed
{
    // Words for the first screens at once; the worker tells of the rest.
    private const int ToldAtOnce = 50;

    public async Task SeedAsync(CancellationToken ct)
    {
        var samples = SampleCatalogue.Of(stores.Current.Id, configuration.GetValue("products", 0)).Products.SelectMany(p => p.Variants).ToList();
        var variants = await products.FindVariantsBySkuAsync([.. samples.Select(s => s.Sku)], ct);
        var stocked = await inventory.SellableAsync([.. variants.Values.Select(v => v.Id)], ct);
        var first = samples.Where(s => !stocked.ContainsKey(variants[s.Sku].Id)).ToList();
        await inventory.ReceiveAsync([.. first.Select(s => new Wanted(variants[s.Sku].Id, s.Stock))], Actor.System, ct);
        await tell.HandleAsync(new StockChanged([.. first.Take(ToldAtOnce).Select(s => variants[s.Sku].Id)]), ct);
    }
}
