using RachelFoods.Web.Kernel;
using RachelFoods.Web.Modules.Pricing;
using RachelFoods.Web.Modules.Promotions;

namespace RachelFoods.Tests.Promotions;

/// <summary>The cases R77 to R97, one by one, on the one evaluator that cart, checkout, placing and tester share.</summary>
public sealed class A_coupon
{
    private static readonly DateTimeOffset Now = new(2026, 12, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly Store Shop = new(
        Guid.NewGuid(), "Shop", "", "localhost", "USD", "America/New_York", "en-US", new StoreContact("", "", ""));

    private static readonly Guid Soups = Guid.NewGuid();

    private static readonly CouponTerms Save20 = new(
        "SAVE20", CouponKind.Percent, 20_00, Usd(0), null, null, null, null, null, null, CouponScope.All, [], FirstOrderOnly: false);

    private static readonly CouponTerms Ten = Save20 with { Code = "TEN", Kind = CouponKind.Amount, PercentBasisPoints = 0, Amount = Usd(10_00) };

    private static readonly CouponStanding Standing = new(Active: true, Used: 0, UsedByCustomer: 0, HasOrdered: false, Now);

    [Fact] // R77
    public void that_is_valid_holds() => Assert.True(Check(Save20).Holds);

    [Fact] // R78
    public void that_has_ended_says_when() =>
        Fails("SAVE20 ended on 30 Nov 2026 23:59.", Save20 with { EndsAt = new DateTimeOffset(2026, 12, 1, 5, 0, 0, TimeSpan.Zero) });

    [Theory] // R78: to the moment
    [InlineData(-1, false)]
    [InlineData(0, false)]
    [InlineData(1, true)]
    public void ends_at_its_moment(int ticksLater, bool holds) => Assert.Equal(holds, Check(Save20 with { EndsAt = Now.AddTicks(ticksLater) }).Holds);

    [Fact] // R79
    public void without_an_end_holds_for_ever() => Assert.True(Check(Save20, Standing with { Now = Now.AddYears(50) }).Holds);

    [Fact]
    public void that_has_not_begun_says_when_it_does() =>
        Fails("SAVE20 is valid from 2 Dec 2026 09:00.", Save20 with { StartsAt = new DateTimeOffset(2026, 12, 2, 14, 0, 0, TimeSpan.Zero) });

    [Theory] // R80 under, R81 at, R82 over the limit
    [InlineData(99, true)]
    [InlineData(100, false)]
    [InlineData(101, false)]
    public void is_used_up_at_its_limit(int used, bool holds) =>
        Assert.Equal(holds, Check(Save20 with { TotalLimit = 100 }, Standing with { Used = used }).Holds);

    [Fact] // R83
    public void without_a_limit_is_never_used_up() => Assert.True(Check(Save20, Standing with { Used = 1_000_000 }).Holds);

    [Theory] // R84 met, R85 exceeded
    [InlineData(50_00)]
    [InlineData(50_01)]
    public void holds_when_the_minimum_is_reached(long goods) => Assert.True(Check(Save20 with { MinimumGoods = Usd(50_00) }, goods: goods).Holds);

    [Fact] // R86
    public void says_how_much_is_missing_to_its_minimum()
    {
        Fails("Add $4.20 more to use SAVE20.", Save20 with { MinimumGoods = Usd(50_00) }, goods: 45_80);
        Fails("Add $0.01 more to use SAVE20.", Save20 with { MinimumGoods = Usd(50_00) }, goods: 49_99);
    }

    [Fact] // R87
    public void without_a_minimum_holds_for_a_cent() => Assert.True(Check(Save20, goods: 1).Holds);

    [Fact] // R88 first, R89 second use of one customer
    public void is_for_each_customer_so_many_times()
    {
        var once = Save20 with { PerCustomerLimit = 1 };

        Assert.True(Check(once).Holds);
        Fails("You have used SAVE20 before.", once, Standing with { UsedByCustomer = 1 });
        Assert.True(Check(once with { PerCustomerLimit = 2 }, Standing with { UsedByCustomer = 1 }).Holds);
        Fails("You have used SAVE20 2 times, which is the most.", once with { PerCustomerLimit = 2 }, Standing with { UsedByCustomer = 2 });
    }

    [Fact] // R90: what others used does not count against this one
    public void that_another_customer_has_used_holds() =>
        Assert.True(Check(Save20 with { PerCustomerLimit = 1 }, Standing with { Used = 40, UsedByCustomer = 0 }).Holds);

    [Fact]
    public void asks_again_when_the_customer_is_known() =>
        Assert.True(Check(Save20 with { PerCustomerLimit = 1, FirstOrderOnly = true }, Standing with { UsedByCustomer = null, HasOrdered = null }).Holds);

    [Theory] // R91, R95: percent, rounded once, half away from zero
    [InlineData(20_00, 50_00, 10_00)]
    [InlineData(10_75, 33_33, 3_58)]
    [InlineData(50_00, 1, 1)]
    [InlineData(33_33, 1_00, 33)]
    [InlineData(100_00, 49_99, 49_99)] // R94
    public void takes_off_a_percentage(int percent, long goods, long off) => Assert.Equal(off, Priced(Save20 with { PercentBasisPoints = percent }).DiscountOn(Usd(goods)).Minor);

    [Theory] // R92 fixed, R93 never more than the goods
    [InlineData(50_00, 10_00)]
    [InlineData(10_00, 10_00)]
    [InlineData(9_99, 9_99)]
    [InlineData(0, 0)]
    public void takes_off_a_fixed_amount_but_never_more_than_there_is(long goods, long off) => Assert.Equal(off, Priced(Ten).DiscountOn(Usd(goods)).Minor);

    [Theory]
    [InlineData(50_00, 10_00)]
    [InlineData(500_00, 15_00)]
    public void takes_off_its_maximum_at_most(long goods, long off) =>
        Assert.Equal(off, Priced(Save20 with { MaximumDiscount = Usd(15_00) }).DiscountOn(Usd(goods)).Minor);

    [Fact] // R95 inactive, R96 unknown: in the same words
    public void that_was_switched_off_is_as_unknown() => Fails(CouponWords.NotValid, Save20, Standing with { Active = false });

    [Fact]
    public void for_a_first_order_refuses_a_second() =>
        Fails("SAVE20 is for a first order only.", Save20 with { FirstOrderOnly = true }, Standing with { HasOrdered = true });

    [Fact]
    public void counts_only_for_its_goods()
    {
        var soups = Save20 with { Scope = CouponScope.Categories, Targets = [Soups], MinimumGoods = Usd(20_00) };
        CouponItem[] basket = [new(Guid.NewGuid(), Guid.NewGuid(), Soups, Usd(15_00)), new(Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), Usd(90_00))];

        var check = CouponRules.Evaluate(Guid.NewGuid(), soups, Standing, basket, Shop);

        Assert.Equal([basket[0].VariantId], check.VariantIds);
        Assert.Equal("Add $5.00 more of what it counts for to use SAVE20.", check.Problem);
        Assert.Equal(
            "SAVE20 counts for none of these items.",
            CouponRules.Evaluate(Guid.NewGuid(), soups, Standing, basket[1..], Shop).Problem);
    }

    [Fact]
    public void says_every_rule_and_not_only_the_first_that_fails()
    {
        var check = Check(
            Save20 with { TotalLimit = 1, MinimumGoods = Usd(50_00), PerCustomerLimit = 1, EndsAt = Now.AddDays(1) },
            Standing with { Used = 1 },
            goods: 20_00);

        Assert.Equal(
            [("Code", true), ("End", true), ("Uses", false), ("Minimum", false), ("Uses per customer", true)],
            check.Rules.Select(r => (r.Name, r.Passes)));
    }

    [Fact]
    public void is_said_in_one_line()
    {
        var words = new CouponWords(Shop);
        var all = Save20 with { MinimumGoods = Usd(50_00), TotalLimit = 100, EndsAt = new DateTimeOffset(2027, 1, 1, 5, 0, 0, TimeSpan.Zero) };

        Assert.Equal("20 % off goods from $50.00, 100 uses, until 31 Dec 2026 23:59 (America/New_York)", words.Summary(all));
        Assert.Equal("$10.00 off all goods", words.Summary(Ten));
        Assert.Equal("free delivery, first order only", words.Summary(Save20 with { Kind = CouponKind.FreeDelivery, PercentBasisPoints = 0, FirstOrderOnly = true }));
        Assert.Equal("20 % off goods of 1 category, at most $15.00", words.Summary(Save20 with { Scope = CouponScope.Categories, Targets = [Soups], MaximumDiscount = Usd(15_00) }));
    }

    private static CouponCheck Check(CouponTerms terms, CouponStanding? standing = null, long goods = 60_00) => CouponRules.Evaluate(
        Guid.NewGuid(), terms, standing ?? Standing, [new CouponItem(Guid.NewGuid(), Guid.NewGuid(), Soups, Usd(goods))], Shop);

    private static void Fails(string why, CouponTerms terms, CouponStanding? standing = null, long goods = 60_00)
    {
        var check = Check(terms, standing, goods);

        Assert.False(check.Holds);
        Assert.Equal(why, check.Problem);
    }

    private static PricedCoupon Priced(CouponTerms terms) => new(
        terms.Code, "", terms.Kind == CouponKind.Percent ? terms.PercentBasisPoints : null,
        terms.Kind == CouponKind.Amount ? terms.Amount.Minor : null, terms.MaximumDiscount?.Minor, FreeDelivery: false, []);

    private static Money Usd(long minor) => new(minor, "USD");
}
