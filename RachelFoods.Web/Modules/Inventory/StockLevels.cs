using RachelFoods.Web.Modules.Products;

namespace RachelFoods.Web.Modules.Inventory;

/// <summary>From a number of sellable units to what people are told.</summary>
public static class StockLevels
{
    /// <summary>So many or fewer are worth a word.</summary>
    public const int Low = 5;

    public static Availability Of(int sellable) => sellable switch
    {
        <= 0 => Availability.SoldOut,
        <= Low => Availability.Low,
        _ => Availability.InStock,
    };

    public static string Words(int sellable) => Of(sellable) switch
    {
        Availability.SoldOut => "Sold out",
        Availability.Low => $"Only {sellable} left",
        _ => "In stock",
    };
}

/// <summary>Variants whose stock has become low, gone, or plentiful again. Not raised for each unit sold.</summary>
public sealed record StockChanged(IReadOnlyList<Guid> VariantIds);
