using RachelFoods.Web.Kernel;

namespace RachelFoods.Web.Modules.Products;

/// <summary>What a variant costs for a weight at which it can be compared.</summary>
/// <param name="Grams">1000 or 100.</param>
public sealed record UnitPrice(Money Price, int Grams)
{
    private const int FromHereByTheKilo = 500;

    public string Unit => Grams == 1000 ? "kg" : $"{Grams} g";

    /// <summary>All variants of a product are compared by the same weight, which its heaviest decides.</summary>
    public static UnitPrice Of(OfferedVariant variant, IEnumerable<OfferedVariant> ofTheSameProduct)
    {
        var grams = ofTheSameProduct.Max(v => v.WeightGrams) >= FromHereByTheKilo ? 1000 : 100;
        return new UnitPrice(Of(variant.Price, variant.WeightGrams, grams), grams);
    }

    private static Money Of(Money price, int weightGrams, int grams) =>
        price with { Minor = checked((2 * price.Minor * grams) + weightGrams) / (2 * weightGrams) };
}
