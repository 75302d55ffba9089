using RachelFoods.Web.Kernel;

namespace RachelFoods.Web.Modules.Pricing;

/// <summary>A coupon that holds, as far as amounts go, and why it held. Amounts are in the currency's smallest unit.</summary>
/// <param name="Words">What it gives, for the buyer: "20 % off".</param>
/// <param name="PercentBasisPoints">2000 is 20 %; null for a fixed amount.</param>
/// <param name="Fixed">Taken off as it is; null for a percentage, and where only the delivery is free.</param>
/// <param name="Maximum">The discount is never more than this.</param>
public sealed record PricedCoupon(
    string Code, string Words, int? PercentBasisPoints, long? Fixed, long? Maximum, bool FreeDelivery, IReadOnlyList<PricedRule> Rules)
{
    private const int WholeInBasisPoints = 10_000;

    /// <summary>Rounded once, half away from zero; never more than the goods cost.</summary>
    /// <param name="goods">Those that the coupon counts for, together.</param>
    public Money DiscountOn(Money goods)
    {
        var off = PercentBasisPoints is { } percent
            ? (long)((((Int128)goods.Minor * percent * 2) + WholeInBasisPoints) / (WholeInBasisPoints * 2))
            : Fixed ?? 0;
        return goods with { Minor = Math.Min(Math.Min(off, Maximum ?? off), goods.Minor) };
    }
}

/// <param name="Words">That it was met, and how.</param>
public sealed record PricedRule(string Name, string Words);
