using FsCheck;
using FsCheck.Fluent;
using RachelFoods.Web.Kernel;
using RachelFoods.Web.Modules.Orders;
using RachelFoods.Web.Modules.Pricing;

namespace RachelFoods.Tests.Pricing;

public sealed class Every_total
{
    private static readonly int[] Rates = [0, 1, 7_50, 10_75, 23_00, 100_00];
    private static readonly string[] Units = ["USD", "JPY", "KWD", "NGN"];

    private static readonly Gen<PricedItem> Items =
        from price in Gen.Choose(0, 1_000_000)
        from quantity in Gen.Choose(1, 99)
        from rate in Gen.Elements(Rates)
        from discounted in Gen.Elements(true, true, false)
        select new PricedItem(Guid.NewGuid(), "Food", new Money(price, "USD"), quantity, rate, discounted);

    // Percentages, amounts, both with and without a maximum, and free delivery alone.
    private static readonly Gen<PricedCoupon?> Coupons =
        from percent in Gen.Choose(1, 100_00)
        from off in Gen.Choose(1, 50_000)
        from maximum in Gen.Elements<long?>(null, 1, 5_00)
        from kind in Gen.Choose(0, 3)
        select kind == 0 ? null : new PricedCoupon(
            "SAVE", "", kind == 1 ? percent : null, kind == 2 ? off : null, maximum, kind == 3, [new PricedRule("Code", "SAVE gives something.")]);

    private static readonly Arbitrary<PricingInput> Baskets = (
        from currency in Gen.Elements(Units)
        from items in Gen.NonEmptyListOf(Items)
        let goods = items.Where(i => i.Discounted).Sum(i => i.UnitPrice.Minor * i.Quantity)
        from permille in Gen.Choose(0, 1000)
        from coupon in Coupons
        from delivery in Gen.Choose(0, 5_000)
        from included in Gen.Elements(true, false)
        select new PricingInput(
            currency,
            [.. items.Select(i => i with { UnitPrice = i.UnitPrice with { Currency = currency } })],
            coupon?.DiscountOn(new Money(goods, currency)) ?? new Money(goods * permille / 1000, currency),
            new Money(delivery, currency),
            "Flat rate",
            "VAT",
            included)
        {
            Coupon = coupon,
        }).ToArbitrary();

    [Fact]
    public void adds_up() => Holds((input, totals) =>
        totals.Goods.Minor == totals.Lines.Sum(l => l.Amount.Minor)
        && totals.Discount.Minor == totals.Lines.Sum(l => l.Discount.Minor)
        && totals.Tax.Minor == totals.Lines.Sum(l => l.Tax.Minor)
        && totals.Total == totals.Goods - totals.Discount + totals.Delivery + (input.PricesIncludeTax ? totals.Goods - totals.Goods : totals.Tax));

    [Fact]
    public void gives_no_line_more_discount_than_it_costs() => Holds((_, totals) =>
        totals.Lines.All(l => l.Discount.Minor >= 0 && l.Discount <= l.Amount));

    [Fact]
    public void gives_no_discount_to_a_line_that_it_is_not_for() => Holds((input, totals) =>
        totals.Lines.Zip(input.Items).All(pair => pair.Second.Discounted || pair.First.Discount.IsZero));

    [Fact]
    public void shares_a_discount_to_within_one_unit_of_the_exact_part() => Holds((input, totals) =>
        input.DiscountedGoods.IsZero || totals.Lines.Zip(input.Items).Where(pair => pair.Second.Discounted).All(pair =>
            Int128.Abs(((Int128)pair.First.Discount.Minor * input.DiscountedGoods.Minor) - ((Int128)totals.Discount.Minor * pair.First.Amount.Minor))
            < input.DiscountedGoods.Minor));

    [Fact]
    public void rounds_a_tax_by_half_a_unit_at_most() => Holds((input, totals) =>
        totals.Lines.Zip(input.Items).All(pair =>
        {
            var whole = input.PricesIncludeTax ? 10_000 + pair.Second.TaxRateBasisPoints : 10_000;
            var exact = (Int128)(pair.First.Amount - pair.First.Discount).Minor * pair.Second.TaxRateBasisPoints;
            return Int128.Abs(((Int128)pair.First.Tax.Minor * whole) - exact) * 2 <= whole;
        }));

    // The discount too: of what the coupon gave, on the lines that it was for.
    [Fact]
    public void follows_from_its_explanation_alone() => Holds((_, totals) =>
    {
        var stored = OrderExplanation.Read(OrderExplanation.Write(totals.Explanation));
        var input = stored.ToInput();
        var discount = stored.Coupon?.DiscountOn(input.DiscountedGoods) ?? input.Discount;
        return TotalsCalculator.Compute(input with { Discount = discount }).HasSameFiguresAs(totals)
            && stored.TaxByRate.Sum(rate => rate.Tax) == totals.Tax.Minor;
    });

    private static void Holds(Func<PricingInput, Totals, bool> law) =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(1_000), Prop.ForAll(Baskets, input => law(input, TotalsCalculator.Compute(input))));
}
