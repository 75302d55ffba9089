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
            await services.GetRequiredService<InventoryService>().ReceiveAsync([new Wanted(variant.Id, onHand)], Actor.System, CancellationToken.None);
        }
        return new Made(product.Id, variant.Id, product.Slug, variant.Sku, category);
    });

    /// <summary>A category of a test's own with so many products, each dearer than the one before by <paramref name="step"/>.</summary>
    public static Task<string> ACategory(this Shop shop, int products, long step = 1_00) => shop.Run(async services =>
    {
        var db = services.GetRequiredService<ShopDb>();
        var (store, now) = (services.GetRequiredService<StoreContext>().Current, services.GetRequiredService<TimeProvider>().GetUtcNow());
        var mark = Guid.NewGuid().ToString("N");
        var category = new Category($"Shelf {mark}", $"shelf-{mark}", "Foods for tests.", 99, picture: "snacks");
        db.Add(category);
        foreach (var number in Enumerable.Range(1, products))
        {
            var product = new Product(
                category.Id, $"Sample {number:000}", $"shelf-{mark}-{number:000}", "A sample.", false, false, now.AddSeconds(number), "fufu");
            product.AddVariant("Pack", $"SHELF-{mark[..20]}-{number}", new Money(step * number, store.Currency), 500);
            product.SetAvailability(Availability.InStock);
            db.Add(product);
        }
        await db.SaveChangesAsync();
        return category.Slug;
    });

    public static Task Change(this Shop shop, Func<ProductService, Task> change) =>
        shop.Run(services => change(services.GetRequiredService<ProductService>()));

    public static Task<int> Sellable(this Shop shop, Guid variantId) => shop.Run(async services =>
        (await services.GetRequiredService<InventoryService>().SellableAsync([variantId], CancellationToken.None)).GetValueOrDefault(variantId));
}
