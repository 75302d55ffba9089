using Microsoft.EntityFrameworkCore;
using RachelFoods.Web.Data;
using RachelFoods.Web.Kernel;

namespace RachelFoods.Web.Modules.Products;

/// <summary>The sample stores' categories and products; with <c>seed --products 500</c> so many more in the first store.</summary>
internal sealed class CatalogueSeed(ShopDb db, StoreContext stores, IConfiguration configuration, TimeProvider clock) : ISeed
{
    public async Task SeedAsync(CancellationToken ct)
    {
        var sample = SampleCatalogue.Of(stores.Current.Id, configuration.GetValue("products", 0));
        var categories = await AddCategoriesAsync(sample.Categories, ct);
        await AddProductsAsync(sample.Products, categories, ct);
    }

    /// <summary>Adds those whose SKUs are new. What the keeper of the shop has changed since stays.</summary>
    public async Task AddProductsAsync(
        IReadOnlyList<SampleProduct> samples, IReadOnlyDictionary<string, Guid> categories, CancellationToken ct)
    {
        var (now, currency) = (clock.GetUtcNow(), stores.Current.Currency);
        var skus = samples.SelectMany(s => s.Variants).Select(v => v.Sku).ToList();
        var known = await db.Set<ProductVariant>().Where(v => skus.Contains(v.Sku)).Select(v => v.Sku).ToHashSetAsync(StringComparer.Ordinal, ct);
        foreach (var sample in samples.Where(s => !s.Variants.Any(v => known.Contains(v.Sku))))
        {
            var product = new Product(
                categories[sample.Category], sample.Name, sample.Slug, sample.Description, sample.Featured, sample.Perishable, now, sample.Picture);
            foreach (var variant in sample.Variants)
            {
                product.AddVariant(variant.Name, variant.Sku, new Money(variant.Price, currency), variant.WeightGrams);
            }
            db.Add(product);
        }
        await db.SaveChangesAsync(ct);
    }

    private async Task<IReadOnlyDictionary<string, Guid>> AddCategoriesAsync(IReadOnlyList<SampleCategory> samples, CancellationToken ct)
    {
        var known = await db.Set<Category>().ToDictionaryAsync(c => c.Slug, c => c.Id, StringComparer.Ordinal, ct);
        foreach (var (sample, place) in samples.Select((s, i) => (s, i)).Where(s => !known.ContainsKey(s.s.Slug)))
        {
            var category = new Category(sample.Name, sample.Slug, sample.Description, displayOrder: place);
            db.Add(category);
            known[sample.Slug] = category.Id;
        }
        await db.SaveChangesAsync(ct);
        return known;
    }
}
