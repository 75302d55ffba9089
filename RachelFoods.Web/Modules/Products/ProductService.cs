using Microsoft.EntityFrameworkCore;
using RachelFoods.Web.Data;
using RachelFoods.Web.Kernel;

namespace RachelFoods.Web.Modules.Products;

/// <param name="IsOrderable">The product is active, and so is the variant.</param>
public sealed record VariantView(
    Guid Id,
    Guid ProductId,
    string ProductName,
    string ProductSlug,
    string Name,
    string Sku,
    Money Price,
    int WeightGrams,
    Guid CategoryId,
    bool IsDefault,
    bool IsOrderable);

public sealed class ProductService(ShopDb db)
{
    /// <summary>Hidden ones too; what does not exist is left out.</summary>
    public async Task<IReadOnlyDictionary<Guid, VariantView>> FindVariantsAsync(IReadOnlyCollection<Guid> variantIds, CancellationToken ct) =>
        await db.Set<ProductVariant>().AsNoTracking().Where(v => variantIds.Contains(v.Id))
            .Join(db.Set<Product>(), v => v.ProductId, p => p.Id, (v, p) => new VariantView(
                v.Id,
                p.Id,
                p.Name,
                p.Slug,
                v.Name,
                v.Sku,
                v.Price,
                v.WeightGrams,
                p.CategoryId,
                v.IsDefault,
                v.IsActive && p.Status == ProductStatus.Active))
            .ToDictionaryAsync(v => v.Id, ct);

    /// <summary>Counts sold units for the popular list. An order does not change what pages show, so nobody is told.</summary>
    public Task RecordSalesAsync(Guid productId, int units, CancellationToken ct) => db.Set<Product>()
        .Where(p => p.Id == productId).ExecuteUpdateAsync(set => set.SetProperty(p => p.SoldCount, p => p.SoldCount + units), ct);
}
