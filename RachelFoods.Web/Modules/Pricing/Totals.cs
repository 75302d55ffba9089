using RachelFoods.Web.Kernel;

namespace RachelFoods.Web.Modules.Pricing;

/// <param name="TaxRateBasisPoints">750 is 7.5 %.</param>
/// <param name="Discounted">The discount is for this line too; one that the coupon does not count for gets no share of it.</param>
public sealed record PricedItem(
    Guid VariantId, string Name, Money UnitPrice, int Quantity, int TaxRateBasisPoints, bool Discounted = true);

/// <param name="Discount">On the discounted goods together; never more than they cost.</param>
/// <param name="DeliveryReason">Why delivery costs what it costs, in words for the buyer.</param>
/// <param name="TaxName">What the tax is called, such as VAT; empty without a tax.</param>
/// <param name="PricesIncludeTax">True: tax is a shown part of each line. False: it comes on top.</param>
public sealed record PricingInput(
    string Currency,
    IReadOnlyList<PricedItem> Items,
    Money Discount,
    Money Delivery,
    string DeliveryReason,
    string TaxName,
    bool PricesIncludeTax)
{
    /// <summary>Where the discount or the free delivery comes from.</summary>
    public PricedCoupon? Coupon { get; init; }

    /// <summary>What the goods that the discount is for cost without it.</summary>
    public Money DiscountedGoods =>
        Items.Where(i => i.Discounted).Aggregate(Money.Zero(Currency), (sum, i) => sum + (i.UnitPrice * i.Quantity));
}

/// <param name="Amount">Unit price times quantity, before the discount.</param>
/// <param name="Discount">This line's share of the discount.</param>
/// <param name="Tax">Of the amount less its discount.</param>
/// <param name="TaxRateBasisPoints">The rate that was in force.</param>
public sealed record PricedLine(
    Guid VariantId, Money UnitPrice, int Quantity, Money Amount, Money Discount, Money Tax, int TaxRateBasisPoints);

/// <param name="TaxIncluded">True: the tax is inside the total already. False: it was added to it.</param>
public sealed record Totals(
    IReadOnlyList<PricedLine> Lines,
    Money Goods,
    Money Discount,
    Money Delivery,
    Money Tax,
    bool TaxIncluded,
    Money Total,
    Explanation Explanation)
{
    /// <summary>The same lines at the same prices, and the same figures below them; the words may differ.</summary>
    public bool HasSameFiguresAs(Totals other) =>
        Lines.SequenceEqual(other.Lines)
        && (Goods, Discount, Delivery, Tax, TaxIncluded, Total)
            == (other.Goods, other.Discount, other.Delivery, other.Tax, other.TaxIncluded, other.Total);
}
