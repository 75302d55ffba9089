using RachelFoods.Web.Kernel;

namespace RachelFoods.Web.Modules.Products;

/// <summary>A variant as carts, orders and stock know it.</summary>
/// <param name="IsOrderable">Product and variant are both offered.</param>
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
    bool IsOrderable)
{
    /// <summary>Name of the product's pictures below <c>images/products/</c>, without the ending.</summary>
    public string Picture { get; init; } = "";

    /// <summary>How many of it one order may hold.</summary>
    public int Most { get; init; } = ProductService.MostOfOne;

    /// <summary>What has left the shelf and comes back is not sold again.</summary>
    public bool IsPerishable { get; init; }

    public TaxClass TaxClass { get; init; }

    /// <summary>The variant itself is offered, whatever the product's state.</summary>
    public bool IsActive { get; init; }
}

public sealed record NamedId(Guid Id, string Name);

public sealed record ProductChoices(IReadOnlyList<NamedId> Categories, IReadOnlyList<NamedId> Products);

public abstract record RenameResult
{
    public sealed record Renamed : RenameResult;

    /// <summary>Another product has that address.</summary>
    public sealed record SlugTaken : RenameResult;
}
