using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using RachelFoods.Web.Data;
using RachelFoods.Web.Kernel;

namespace RachelFoods.Web.Modules.Products;

/// <summary>Products for other modules and for those who tend the shop. What shoppers look at is <see cref="CatalogueService"/>.</summary>
public sealed class ProductService(ShopDb db, TimeProvider clock)
{
    /// <summary>No order holds more of one variant, whatever the product says.</summary>
    public const int MostOfOne = 99;

    /// <summary>Those of the variants that exist, hidden ones included.</summary>
    public async Task<IReadOnlyDictionary<Guid, VariantView>> FindVariantsAsync(
        IReadOnlyCollection<Guid> variantIds, CancellationToken ct) =>
        await Variants(v => variantIds.Contains(v.Id)).ToDictionaryAsync(v => v.Id, ct);

    public async Task<IReadOnlyDictionary<string, VariantView>> FindVariantsBySkuAsync(
        IReadOnlyCollection<string> skus, CancellationToken ct) =>
        await Variants(v => skus.Contains(v.Sku)).ToDictionaryAsync(v => v.Sku, StringComparer.Ordinal, ct);

    /// <summary>Every variant of the products, hidden ones included.</summary>
    public async Task<IReadOnlyList<VariantView>> ListVariantsAsync(IReadOnlyCollection<Guid> productIds, CancellationToken ct) =>
        await Variants(v => productIds.Contains(v.ProductId)).ToListAsync(ct);

    /// <summary>Every product and category by name, hidden ones included, to choose from.</summary>
    public async Task<ProductChoices> ListChoicesAsync(CancellationToken ct) => new(
        await db.Set<Category>().OrderBy(c => c.Name).Select(c => new NamedId(c.Id, c.Name)).ToListAsync(ct),
        await db.Set<Product>().OrderBy(p => p.Name).Select(p => new NamedId(p.Id, p.Name)).ToListAsync(ct));

    /// <summary>The former address goes on leading to the product.</summary>
    public Task<RenameResult> RenameAsync(Guid productId, string name, string slug, CancellationToken ct) =>
        db.InTransactionAsync<RenameResult>(
            async () =>
            {
                if (await db.Set<Product>().AnyAsync(p => p.Slug == slug && p.Id != productId, ct))
                {
                    return new RenameResult.SlugTaken();
                }
                var product = await LockAsync(productId, ct);
                if (product.Rename(name, slug, clock.GetUtcNow()) is { } former)
                {
                    // An address in use again, and one left before, must not lead elsewhere.
                    await db.Set<FormerSlug>().Where(f => f.Slug == slug || f.Slug == former.Slug).ExecuteDeleteAsync(ct);
                    db.Add(former);
                }
                return new RenameResult.Renamed();
            },
            ct);

    public Task ChangePriceAsync(Guid variantId, Money price, CancellationToken ct) => db.InTransactionAsync(
        async () =>
        {
            var productId = await db.Set<ProductVariant>().Where(v => v.Id == variantId).Select(v => v.ProductId).SingleAsync(ct);
            (await LockAsync(productId, ct)).ChangePrice(variantId, price, clock.GetUtcNow());
        },
        ct);

    /// <summary>Takes the product out of every list and page; what was ordered stays as it was.</summary>
    public Task HideAsync(Guid productId, CancellationToken ct) => ChangeAsync(productId, p => p.Hide(clock.GetUtcNow()), ct);

    public Task ShowAsync(Guid productId, CancellationToken ct) => ChangeAsync(productId, p => p.Show(clock.GetUtcNow()), ct);

    /// <param name="most">Of each of its variants in one order, 1 to <see cref="MostOfOne"/>; null for no limit of its own.</param>
    public Task LimitOrdersAsync(Guid productId, int? most, CancellationToken ct) =>
        ChangeAsync(productId, p => p.LimitOrders(most, clock.GetUtcNow()), ct);

    /// <summary>From now on; what was ordered keeps its rate.</summary>
    public Task SetTaxClassAsync(Guid productId, TaxClass taxClass, CancellationToken ct) =>
        ChangeAsync(productId, p => p.SetTaxClass(taxClass, clock.GetUtcNow()), ct);

    /// <summary>What Inventory says of the product's stock, for lists to show and sort by.</summary>
    public Task SetAvailabilityAsync(Guid productId, Availability availability, CancellationToken ct) =>
        ChangeAsync(productId, p => p.SetAvailability(availability), ct);

    /// <summary>Counts sold units for the popular list. An order does not change what pages show, so nobody is told.</summary>
    public Task RecordSalesAsync(Guid productId, int units, CancellationToken ct) => db.Set<Product>()
        .Where(p => p.Id == productId).ExecuteUpdateAsync(set => set.SetProperty(p => p.SoldCount, p => p.SoldCount + units), ct);

    private Task ChangeAsync(Guid productId, Action<Product> change, CancellationToken ct) => db.InTransactionAsync(
        async () => change(await LockAsync(productId, ct)),
        ct);

    private async Task<Product> LockAsync(Guid productId, CancellationToken ct)
    {
        var product = await db.Set<Product>()
            .FromSql($"select * from products where store_id = {db.StoreId} and id = {productId} for update").SingleAsync(ct);
        await db.Entry(product).Collection(p => p.Variants).LoadAsync(ct);
        return product;
    }

    private IQueryable<VariantView> Variants(Expression<Func<ProductVariant, bool>> which) =>
        from variant in db.Set<ProductVariant>().AsNoTracking().Where(which)
        join product in db.Set<Product>() on variant.ProductId equals product.Id
        orderby product.Name, variant.Position
        select new VariantView(
            variant.Id,
            product.Id,
            product.Name,
            product.Slug,
            variant.Name,
            variant.Sku,
            new Money(variant.Price.Minor, variant.Price.Currency),
            variant.WeightGrams,
            product.CategoryId,
            variant.IsDefault,
            product.Status == ProductStatus.Active && variant.IsActive)
        {
            Picture = product.Picture,
            IsActive = variant.IsActive,
            IsPerishable = product.Perishable,
            Most = product.MostPerOrder ?? MostOfOne,
            TaxClass = product.TaxClass,
        };
}
