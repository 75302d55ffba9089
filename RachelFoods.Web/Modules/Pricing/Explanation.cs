using RachelFoods.Web.Kernel;

namespace RachelFoods.Web.Modules.Pricing;

/// <summary>
/// Why each figure of a total is what it is; stored with the order as JSON. Amounts are in the currency's smallest unit.
/// It holds everything that was put in, so that the total can be computed anew from it alone.
/// </summary>
public sealed record Explanation(
    string Currency,
    IReadOnlyList<ExplainedLine> Lines,
    long Goods,
    long Discount,
    long Delivery,
    string DeliveryReason,
    string TaxName,
    bool TaxIncluded,
    long Tax,
    long Total)
{
    /// <summary>What the total was computed from.</summary>
    public PricingInput ToInput() => new(
        Currency,
        [.. Lines.Select(l => new PricedItem(l.VariantId, l.Name, In(l.UnitPrice), l.Quantity, l.TaxRateBasisPoints))],
        In(Discount),
        In(Delivery),
        DeliveryReason,
        TaxName,
        TaxIncluded);

    public Money In(long minor) => new(minor, Currency);
}

/// <param name="Taxed">The amount that the tax rate was applied to: the line less its share of the discount.</param>
public sealed record ExplainedLine(
    Guid VariantId, string Name, long UnitPrice, int Quantity, long Amount, long Discount, long Taxed, int TaxRateBasisPoints, long Tax);
