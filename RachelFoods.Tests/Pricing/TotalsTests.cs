using System.Text.Json;
using RachelFoods.Web.Kernel;
using RachelFoods.Web.Modules.Pricing;

namespace RachelFoods.Tests.Pricing;

public sealed class A_total
{
    [Theory]
    [InlineData("USD", 19_99, 3, 7_50, 59_97, 4_50)] // 4.49775 up
    [InlineData("USD", 33_33, 1, 10_75, 33_33, 3_58)] // 3.582975 down
    [InlineData("EUR", 19_99, 1, 23_00, 19_99, 4_60)] // 4.5977 up
    [InlineData("USD", 1_00, 1, 7_50, 1_00, 8)] // 7.5 cents: half away from zero
    [InlineData("JPY", 1_999, 3, 10_00, 5_997, 600)]
    [InlineData("KWD", 1_999, 1, 5_00, 1_999, 100)] // 99.95 fils up
    [InlineData("NGN", 4_500_00, 2, 7_50, 9_000_00, 675_00)]
    public void adds_tax_on_top_where_prices_exclude_it(string currency, long price, int quantity, int rate, long goods, long tax)
    {
        var totals = TotalsCalculator.Compute(Basket.Of(currency, rate, included: false, (price, quantity)));

        Assert.Equal((goods, tax, goods + tax), (totals.Goods.Minor, totals.Tax.Minor, totals.Total.Minor));
    }

    [Theory]
    [InlineData("USD", 19_99, 3, 7_50, 4_18)] // 59.97 × 7.5 / 107.5 = 4.1839…
    [InlineData("USD", 33_33, 1, 10_75, 3_24)] // 3.2352… up
    [InlineData("EUR", 33_33, 1, 23_00, 6_23)] // 6.2324…
    [InlineData("JPY", 1_100, 1, 10_00, 100)]
    [InlineData("KWD", 1_050, 1, 5_00, 50)]
    [InlineData("NGN", 1_075_00, 1, 7_50, 75_00)]
    public void shows_the_tax_inside_where_prices_include_it(string currency, long price, int quantity, int rate, long tax)
    {
        var totals = TotalsCalculator.Compute(Basket.Of(currency, rate, included: true, (price, quantity)));

        Assert.Equal((tax, price * quantity), (totals.Tax.Minor, totals.Total.Minor));
    }

    [Fact]
    public void rounds_tax_once_for_each_line()
    {
        var totals = TotalsCalculator.Compute(Basket.Of("USD", 7_50, included: false, (1_00, 1), (1_00, 1), (1_00, 1)));

        Assert.Equal([8L, 8L, 8L], totals.Lines.Select(l => l.Tax.Minor));
        Assert.Equal(3_24, totals.Total.Minor);
    }

    [Fact]
    public void hands_out_a_third_to_the_last_cent()
    {
        var basket = Basket.Of("USD", 0, included: false, (33_33, 1), (33_33, 1), (33_34, 1)) with { Discount = new Money(33_34, "USD") };

        var totals = TotalsCalculator.Compute(basket);

        Assert.Equal([11_11L, 11_11L, 11_12L], totals.Lines.Select(l => l.Discount.Minor));
        Assert.Equal(66_66, totals.Total.Minor);
    }

    [Fact]
    public void gives_the_discount_to_the_lines_that_it_is_for()
    {
        var basket = Basket.Of("USD", 10_00, included: false, (10_00, 1), (30_00, 1), (10_00, 1));
        var some = basket with { Items = [basket.Items[0], basket.Items[1] with { Discounted = false }, basket.Items[2]], Discount = new Money(5_01, "USD") };

        var totals = TotalsCalculator.Compute(some);

        Assert.Equal([2_51L, 0, 2_50], totals.Lines.Select(l => l.Discount.Minor));
        Assert.Equal([75L, 3_00, 75], totals.Lines.Select(l => l.Tax.Minor));
        Assert.Throws<ArgumentException>(() => TotalsCalculator.Compute(some with { Discount = new Money(20_01, "USD") }));
    }

    [Theory] // Three thirds of 99.99, one in each class.
    [InlineData(true, 3_24, 2_33, 0, 99_99)] // 3.2352…, 2.3253…
    [InlineData(false, 3_58, 2_50, 0, 106_07)] // 3.5829…, 2.4997…
    public void taxes_each_class_at_its_own_rate(bool included, long standard, long reduced, long zero, long total)
    {
        var basket = Basket.Of("USD", 0, included, (33_33, 1), (33_33, 1), (33_33, 1));
        int[] rates = [10_75, 7_50, 0];

        var totals = TotalsCalculator.Compute(basket with { Items = [.. basket.Items.Zip(rates, (item, rate) => item with { TaxRateBasisPoints = rate })] });

        Assert.Equal([standard, reduced, zero], totals.Lines.Select(l => l.Tax.Minor));
        Assert.Equal(total, totals.Total.Minor);
        Assert.Equal([(10_75, standard), (7_50, reduced), (0, zero)], totals.Explanation.TaxByRate.Select(r => (r.TaxRateBasisPoints, r.Tax)));
    }

    [Fact]
    public void taxes_what_is_left_after_the_discount()
    {
        var basket = Basket.Of("USD", 10_00, included: false, (10_00, 1), (30_00, 1)) with { Discount = new Money(10_00, "USD") };

        var totals = TotalsCalculator.Compute(basket);

        Assert.Equal([75L, 2_25L], totals.Lines.Select(l => l.Tax.Minor));
    }

    [Fact]
    public void adds_the_delivery()
    {
        var totals = TotalsCalculator.Compute(Basket.Of("USD", 0, included: true, (10_00, 2)) with { Delivery = new Money(5_00, "USD") });

        Assert.Equal(25_00, totals.Total.Minor);
    }

    [Fact]
    public void refuses_to_overflow()
    {
        Assert.Throws<OverflowException>(() => TotalsCalculator.Compute(Basket.Of("USD", 0, false, (long.MaxValue / 2, 3))));
        Assert.Throws<OverflowException>(() => TotalsCalculator.Compute(Basket.Of("USD", 0, false, (long.MaxValue, 1), (1, 1))));
        Assert.Throws<OverflowException>(() => TotalsCalculator.Compute(Basket.Of("USD", 10_000, false, (long.MaxValue, 1))));
    }

    [Fact]
    public void refuses_what_no_sale_can_have()
    {
        var basket = Basket.Of("USD", 0, false, (10_00, 1));

        Assert.Throws<ArgumentException>(() => TotalsCalculator.Compute(basket with { Discount = new Money(10_01, "USD") }));
        Assert.Throws<ArgumentException>(() => TotalsCalculator.Compute(basket with { Discount = new Money(-1, "USD") }));
        Assert.Throws<ArgumentException>(() => TotalsCalculator.Compute(basket with { Delivery = new Money(-1, "USD") }));
        Assert.Throws<ArgumentException>(() => TotalsCalculator.Compute(Basket.Of("USD", 0, false, (10_00, 0))));
        Assert.Throws<ArgumentException>(() => TotalsCalculator.Compute(Basket.Of("USD", 10_001, false, (10_00, 1))));
        Assert.Throws<MixedCurrencies>(() => TotalsCalculator.Compute(basket with { Delivery = new Money(5_00, "NGN") }));
    }

    [Fact]
    public void of_nothing_is_nothing()
    {
        Assert.True(TotalsCalculator.Compute(Basket.Of("USD", 7_50, included: true)).Total.IsZero);
    }

    // As they were written before there were coupons.
    [Fact]
    public void of_an_old_explanation_is_still_read()
    {
        const string Old =
            """
            {"currency":"USD","lines":[{"variantId":"0190b000-0000-7000-8000-000000000001","name":"Egusi","unitPrice":1299,"quantity":3,"amount":3897,
            "discount":0,"taxed":3897,"taxRateBasisPoints":750,"tax":272}],"goods":3897,"discount":0,"delivery":500,"deliveryReason":"Flat rate",
            "taxName":"VAT","taxIncluded":true,"tax":272,"total":4397}
            """;

        var stored = Web.Modules.Orders.OrderExplanation.Read(Old);

        Assert.Equal(43_97, TotalsCalculator.Compute(stored.ToInput()).Total.Minor);
        Assert.Null(stored.Coupon);
        Assert.True(stored.Lines[0].Discounted);
    }

    [Fact]
    public void can_be_computed_anew_from_its_stored_explanation()
    {
        var basket = Basket.Of("USD", 7_50, included: false, (19_99, 3), (33_33, 1)) with
        {
            Discount = new Money(10_00, "USD"),
            Delivery = new Money(5_00, "USD"),
        };
        var totals = TotalsCalculator.Compute(basket);

        var stored = JsonSerializer.Deserialize<Explanation>(JsonSerializer.Serialize(totals.Explanation))!;
        var again = TotalsCalculator.Compute(stored.ToInput());

        Assert.True(again.HasSameFiguresAs(totals));
        Assert.Equal(stored.Total, again.Total.Minor);
        Assert.Equal(stored.Total, stored.Lines.Sum(l => l.Taxed + l.Tax) + stored.Delivery);
    }
}
