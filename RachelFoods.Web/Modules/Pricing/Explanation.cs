using RachelFoods.Web.Kernel;

namespace RachelFoods.Web.Modules.Pricing;

/// <summary>
/// Why each figure of a total is what it is; stored with the order as JSON. Amounts are in the currency's smallest unit.
/// It holds everything that was put in, so that the total can be computed anew from it alone. What came later has a default, so that
/// those written before are still read.
/// </summary>
/// <param name="Coupon">Where the discount or the free delivery came from.</param>
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
    long Total,
    PricedCoupon? Coupon = null)
{
    /// <summary>What was taxed at each rate, and the tax of it; the highest rate first.</summary>
    public IEnumerable<TaxOfRate> TaxByRate => Lines.GroupBy(l => l.TaxRateBasisPoints).OrderByDescending(rate => rate.Key)
        .Select(rate => new TaxOfRate(rate.Key, rate.Sum(l => l.Taxed), rate.Sum(l => l.Tax)));

    /// <summary>What the total was computed from.</summary>
    public PricingInput ToInput() => new(
        Currency,
        [.. Lines.Select(l => new PricedItem(l.VariantId, l.Name, In(l.UnitPrice), l.Quantity, l.TaxRateBasisPoints, l.Discounted))],
        In(Discount),
        In(Delivery),
        DeliveryReason,
        TaxName,
        TaxIncluded)
    {
        Coupon = Coupon,
    };

    public Money In(long minor) => new(minor, Currency);
}

/// <param name="Taxed">The amount that the tax rate was applied to: the line less its share of the discount.</param>
/// <param name="Discounted">The discount was for this line too.</param>
public sealed record ExplainedLine(
    Guid VariantId, string Name, long UnitPrice, int Quantity, long Amount, long Discount, long Taxed, int TaxRateBasisPoints, long Tax,
    bool Discounted = true);

/// <param name="Taxed">With the tax in it where prices include it.</param>
public sealed record TaxOfRate(int TaxRateBasisPoints, long Taxed, long Tax);
