using RachelFoods.Web.Kernel;

namespace RachelFoods.Web.Modules.Products;

public enum CatalogueSort
{
    Popular,
    Newest,
    PriceUp,
    PriceDown,
    Name,
}

/// <param name="Products">How many products one can look at in it.</param>
public sealed record CategoryView(Guid Id, string Name, string Slug, string Description, string Picture, int Products);

/// <summary>A size of a product that is offered.</summary>
public sealed record OfferedVariant(Guid Id, string Name, string Sku, Money Price, int WeightGrams, bool IsDefault);

/// <summary>A product in a list.</summary>
public sealed record ProductSummary(
    Guid Id,
    string Slug,
    string Name,
    string Picture,
    bool Perishable,
    Availability Availability,
    IReadOnlyList<OfferedVariant> Variants);

/// <summary>One page of a list. <paramref name="Pages"/> is at least 1.</summary>
public sealed record ProductListView(IReadOnlyList<ProductSummary> Products, int Total, int Page, int Pages);

public sealed record ProductPageView(
    Guid Id,
    string Slug,
    string Name,
    string Description,
    string Picture,
    bool Perishable,
    Guid CategoryId,
    string CategoryName,
    string CategorySlug,
    IReadOnlyList<OfferedVariant> Variants);

/// <param name="Path">Begins with a slash.</param>
public sealed record SitemapEntry(string Path, DateTimeOffset ChangedAt);
