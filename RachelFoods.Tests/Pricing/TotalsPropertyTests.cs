using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using RachelFoods.Web.Kernel;
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
        select new PricedItem(Guid.NewGuid(), "Food", new Money(price, "USD"), quantity, rate);

    private static readonly Arbitrary<PricingInput> Baskets = (
        from currency in Gen.Elements(Units)
        from items in Gen.NonEmptyListOf(Items)
        let goods = items.Sum(i => i.UnitPrice.Minor * i.Quantity)
        from permille in Gen.Choose(0, 1000)
        from delivery in Gen.Choose(0, 5_000)
        from included in Gen.Elements(true, false)
        select new PricingInput(
            currency,
            [.. items.Select(i => i with { UnitPrice = i.UnitPrice with { Currency = currency } })],
            new Money(goods * permille / 1000, currency),
            new Money(delivery, currency),
            "Flat rate",
            "VAT",
            included)).ToArbitrary();

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
    public void shares_a_discount_to_within_one_unit_of_the_exact_part() => Holds((_, totals) =>
        totals.Goods.IsZero || totals.Lines.All(l =>
            Int128.Abs(((Int128)l.Discount.Minor * totals.Goods.Minor) - ((Int128)totals.Discount.Minor * l.Amount.Minor))
            < totals.Goods.Minor));

    [Fact]
    public void rounds_a_tax_by_half_a_unit_at_most() => Holds((input, totals) =>
        totals.Lines.Zip(input.Items).All(pair =>
        {
            var whole = input.PricesIncludeTax ? 10_000 + pair.Second.TaxRateBasisPoints : 10_000;
            var exact = (Int128)(pair.First.Amount - pair.First.Discount).Minor * pair.Second.TaxRateBasisPoints;
            return Int128.Abs(((Int128)pair.First.Tax.Minor * whole) - exact) * 2 <= whole;
        }));

    [Fact]
    public void follows_from_its_explanation_alone() => Holds((_, totals) =>
        TotalsCalculator.Compute(JsonSerializer.Deserialize<Explanation>(JsonSerializer.Serialize(totals.Explanation))!.ToInput())
            .HasSameFiguresAs(totals));

    private static void Holds(Func<PricingInput, Totals, bool> law) =>
        Check.QuickThrowOnFailure(Prop.ForAll(Baskets, input => law(input, TotalsCalculator.Compute(input))));
}
