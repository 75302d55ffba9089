using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using RachelFoods.Web.Data;
using RachelFoods.Web.Kernel;

namespace RachelFoods.Web.Modules.Products;

/// <summary>What shoppers look at. Only what is offered; few statements, as many for ten products as for ten thousand.</summary>
public sealed class CatalogueService(ShopDb db)
{
    public const int PageSize = 24;

    private IQueryable<Product> Offered => db.Set<Product>().AsNoTracking()
        .Where(p => p.Status == ProductStatus.Active && p.Variants.Any(v => v.IsActive));

    public async Task<IReadOnlyList<ProductSummary>> FeaturedAsync(int count, CancellationToken ct) =>
        await Offered.Where(p => p.Featured).OrderBy(p => p.Name).ThenBy(p => p.Id).Take(count).Select(Summary).ToListAsync(ct);

    /// <summary>Most sold first. Among equals those that are not featured anyway come first.</summary>
    public async Task<IReadOnlyList<ProductSummary>> PopularAsync(int count, CancellationToken ct) =>
        await Offered.OrderByDescending(p => p.SoldCount).ThenBy(p => p.Featured).ThenBy(p => p.Name).ThenBy(p => p.Id)
            .Take(count).Select(Summary).ToListAsync(ct);

    /// <summary>Categories with something in them.</summary>
    public async Task<IReadOnlyList<CategoryView>> CategoriesAsync(CancellationToken ct) =>
        await Categories.ToListAsync(ct);

    /// <param name="page">From 1. Beyond the end the list is empty.</param>
    public Task<ProductListView> ListAsync(Guid? categoryId, CatalogueSort sort, int page, CancellationToken ct) =>
        PageOfAsync(categoryId is { } id ? Offered.Where(p => p.CategoryId == id) : Offered, sort, page, ct);

    /// <summary>Products with the text in name, description or SKU, upper or lower case.</summary>
    public Task<ProductListView> SearchAsync(string text, CatalogueSort sort, int page, CancellationToken ct)
    {
        var pattern = $"%{text.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("%", @"\%", StringComparison.Ordinal)
            .Replace("_", @"\_", StringComparison.Ordinal)}%";
        var found = Offered.Where(p => EF.Functions.ILike(p.Name, pattern) || EF.Functions.ILike(p.Description, pattern)
            || p.Variants.Any(v => v.IsActive && EF.Functions.ILike(v.Sku, pattern)));
        return PageOfAsync(found, sort, page, ct);
    }

    /// <returns>The present slug of the product that once had this one, or null.</returns>
    public Task<string?> FindPresentSlugAsync(string former, CancellationToken ct) =>
        (from slug in db.Set<FormerSlug>()
         where slug.Slug == former
         join product in Offered on slug.ProductId equals product.Id
         select product.Slug).FirstOrDefaultAsync(ct);

    /// <summary>Categories, then products.</summary>
    public async Task<IReadOnlyList<SitemapEntry>> ListForSitemapAsync(int limit, CancellationToken ct)
    {
        var products = await Offered.OrderBy(p => p.Slug).Take(limit)
            .Select(p => new { p.Slug, p.CategoryId, ChangedAt = p.ChangedAt ?? p.CreatedAt }).ToListAsync(ct);
        var changed = products.GroupBy(p => p.CategoryId).ToDictionary(g => g.Key, g => g.Max(p => p.ChangedAt));
        var categories = await CategoriesAsync(ct);
        return
        [
            .. categories.Where(c => changed.ContainsKey(c.Id)).Select(c => new SitemapEntry($"/catalog/{c.Slug}", changed[c.Id])),
            .. products.Select(p => new SitemapEntry($"/products/{p.Slug}", p.ChangedAt)),
        ];
    }

    /// <returns>The category whose lists show the product; null for a product that is not there.</returns>
    public Task<Guid?> FindCategoryIdAsync(Guid productId, CancellationToken ct) =>
        db.Set<Product>().Where(p => p.Id == productId).Select(p => (Guid?)p.CategoryId).SingleOrDefaultAsync(ct);

    private static readonly Expression<Func<Product, ProductSummary>> Summary = product => new ProductSummary(
        product.Id,
        product.Slug,
        product.Name,
        product.Picture,
        product.Perishable,
        product.Availability,
        product.Variants.Where(v => v.IsActive).OrderBy(v => v.Position).Select(v => new OfferedVariant(
            v.Id, v.Name, v.Sku, new Money(v.Price.Minor, v.Price.Currency), v.WeightGrams, v.IsDefault)).ToList());

    private static async Task<ProductListView> PageOfAsync(
        IQueryable<Product> products, CatalogueSort sort, int page, CancellationToken ct)
    {
        var total = await products.CountAsync(ct);
        var pages = Math.Max(1, (total + PageSize - 1) / PageSize);
        if (page > pages || total == 0)
        {
            return new ProductListView([], total, page, pages);
        }
        var rows = await Sorted(products, sort).Skip((page - 1) * PageSize).Take(PageSize).Select(Summary).ToListAsync(ct);
        return new ProductListView(rows, total, page, pages);
    }

    // Sold out last, whatever is asked for; name and id make the order complete, so that no page repeats or skips a product.
    private static IQueryable<Product> Sorted(IQueryable<Product> products, CatalogueSort sort)
    {
        var inStockFirst = products.OrderBy(p => p.Availability == Availability.SoldOut);
        var wished = sort switch
        {
            CatalogueSort.Popular => inStockFirst.ThenByDescending(p => p.SoldCount),
            CatalogueSort.Newest => inStockFirst.ThenByDescending(p => p.CreatedAt),
            CatalogueSort.PriceUp => inStockFirst.ThenBy(p => p.Variants.Where(v => v.IsActive).Min(v => v.Price.Minor)),
            CatalogueSort.PriceDown => inStockFirst.ThenByDescending(p => p.Variants.Where(v => v.IsActive).Min(v => v.Price.Minor)),
            _ => inStockFirst,
        };
        return wished.ThenBy(p => p.Name).ThenBy(p => p.Id);
    }

    private IQueryable<CategoryView> Categories =>
        from category in db.Set<Category>().AsNoTracking()
        let products = Offered.Count(p => p.CategoryId == category.Id)
        where products > 0
        orderby category.DisplayOrder, category.Name
        select new CategoryView(category.Id, category.Name, category.Slug, category.Description, category.Picture, products);
}
