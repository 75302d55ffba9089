using RachelFoods.Web.Modules.Stores;

namespace RachelFoods.Web.Modules.Products;

internal sealed record SampleCategory(string Name, string Slug, string Description);

/// <param name="Name">The size or unit.</param>
/// <param name="Price">In minor units of the store's currency.</param>
/// <param name="Stock">What the first delivery brings.</param>
internal sealed record SampleVariant(string Name, string Sku, long Price, int WeightGrams, int Stock);

/// <param name="Variants">The first is the default.</param>
internal sealed record SampleProduct(string Category, string Name, string Slug, string Description, IReadOnlyList<SampleVariant> Variants)
{
    public bool Featured { get; init; }

    public bool Perishable { get; init; }

    /// <summary>Whose picture it borrows; its own unless said.</summary>
    public string Picture { get; init; } = Slug;
}

/// <summary>What a sample store sells.</summary>
internal sealed record SampleCatalogue(IReadOnlyList<SampleCategory> Categories, IReadOnlyList<SampleProduct> Products)
{
    /// <param name="more">How many made-up products the first store sells besides.</param>
    public static SampleCatalogue Of(Guid storeId, int more = 0) =>
        storeId == StoreSeed.RachelFoods
            ? SampleFoods.Catalogue with { Products = [.. SampleFoods.Catalogue.Products, .. SampleShelves.More(SampleFoods.Catalogue.Products, more)] }
        : storeId == StoreSeed.SecondStore ? SampleSnacks.Catalogue
        : new SampleCatalogue([], []);
}
