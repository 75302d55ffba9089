using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RachelFoods.Web.Data;
using RachelFoods.Web.Kernel;
using RachelFoods.Web.Modules.Inventory;
using RachelFoods.Web.Modules.Products;

namespace RachelFoods.Tests.Stage;

/// <summary>A product that a test made for itself.</summary>
public sealed record Made(Guid ProductId, Guid VariantId, string Slug, string Sku, Guid CategoryId);

/// <summary>Products and stock of a test's own, in the first store; tests that share the stage do not get in each other's way.</summary>
public static class SampleProducts
{
    public static Task<Made> AProduct(this Shop shop, int onHand = 10, long priceMinor = 10_00, string name = "Ogbono") => shop.Run(async services =>
    {
        var db = services.GetRequiredService<ShopDb>();
        var store = services.GetRequiredService<StoreContext>().Current;
        var mark = Guid.NewGuid().ToString("N");
        var category = await db.Set<Category>().Where(c => c.Slug == "spices-ingredients").Select(c => c.Id).SingleAsync();
        var product = new Product(
            category, $"{name} {mark[..8]}", $"sample-{mark}", "Ground ogbono seed for a smooth, drawing soup.", featured: false,
            perishable: false, services.GetRequiredService<TimeProvider>().GetUtcNow(), picture: "egusi");
        var variant = product.AddVariant("Pack", $"SAMPLE-{mark}", new Money(priceMinor, store.Currency), 500);
        db.Add(product);
        await db.SaveChangesAsync();
        if (onHand > 0)
        {
            await services.GetRequiredService<InventoryService>().ReceiveAsync([new Wanted(variant.Id, onHand)], CancellationToken.None);
        }
        return new Made(product.Id, variant.Id, product.Slug, variant.Sku, category);
    });

    public static Task<int> Sellable(this Shop shop, Guid variantId) => shop.Run(async services =>
        (await services.GetRequiredService<InventoryService>().SellableAsync([variantId], CancellationToken.None)).GetValueOrDefault(variantId));
}
