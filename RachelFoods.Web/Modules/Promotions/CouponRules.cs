using RachelFoods.Web.Kernel;

namespace RachelFoods.Web.Modules.Promotions;

/// <summary>
/// The one place that decides whether a coupon holds: cart, checkout, placing and the staff's tester ask here. It knows only what it
/// is given.
/// </summary>
public static class CouponRules
{
    public static CouponCheck Evaluate(Guid couponId, CouponTerms terms, CouponStanding standing, IReadOnlyCollection<CouponItem> items, Store store)
    {
        var words = new CouponWords(store);
        var counted = items.Where(terms.CountsFor).ToList();
        var goods = counted.Aggregate(store.Zero, (sum, item) => sum + item.Amount);
        CouponRule?[] rules =
        [
            new("Code", standing.Active, standing.Active ? $"{terms.Code} gives {words.Benefit(terms)}." : CouponWords.NotValid),
            Start(terms, standing, words),
            End(terms, standing, words),
            Total(terms, standing),
            Scope(terms, counted.Count > 0),
            Minimum(terms, goods, words),
            FirstOrder(terms, standing),
            PerCustomer(terms, standing),
        ];
        return new CouponCheck(terms.Code, couponId, terms, [.. rules.OfType<CouponRule>()], [.. counted.Select(item => item.VariantId)]);
    }

    private static CouponRule? Start(CouponTerms terms, CouponStanding standing, CouponWords words) => terms.StartsAt is not { } start ? null
        : standing.Now >= start
            ? new("Start", true, $"Valid since {words.At(start)}.")
            : new("Start", false, $"{terms.Code} is valid from {words.At(start)}.");

    private static CouponRule? End(CouponTerms terms, CouponStanding standing, CouponWords words) => terms.EndsAt is not { } end ? null
        : standing.Now < end
            ? new("End", true, $"Valid until {words.LastMinute(end)}.")
            : new("End", false, $"{terms.Code} ended on {words.LastMinute(end)}.");

    private static CouponRule? Total(CouponTerms terms, CouponStanding standing) => terms.TotalLimit is not { } limit ? null
        : standing.Used < limit
            ? new("Uses", true, $"{limit - standing.Used} of {CouponWords.Uses(limit)} left.")
            : new("Uses", false, $"{terms.Code} has been used up.");

    private static CouponRule? Scope(CouponTerms terms, bool matches) => terms.Scope == CouponScope.All && matches ? null
        : matches
            ? new("Goods", true, "Something in the cart is included.")
            : new("Goods", false, $"{terms.Code} counts for none of these items.");

    private static CouponRule? Minimum(CouponTerms terms, Money goods, CouponWords words) => terms.MinimumGoods is not { } least ? null
        : goods >= least
            ? new("Minimum", true, $"The goods reach {words.Say(least)}.")
            : new("Minimum", false, $"Add {words.Say(least - goods)} more{(terms.Scope == CouponScope.All ? "" : " of what it counts for")} to use {terms.Code}.");

    private static CouponRule? FirstOrder(CouponTerms terms, CouponStanding standing) => !terms.FirstOrderOnly ? null
        : standing.HasOrdered switch
        {
            true => new("First order", false, $"{terms.Code} is for a first order only."),
            false => new("First order", true, "This is the first order."),
            null => new("First order", true, "For a first order; looked up with the e-mail at checkout."),
        };

    private static CouponRule? PerCustomer(CouponTerms terms, CouponStanding standing) => terms.PerCustomerLimit is not { } limit ? null
        : standing.UsedByCustomer is not { } used ? new("Uses per customer", true, "Looked up with the e-mail at checkout.")
        : used < limit
            ? new("Uses per customer", true, $"Used {used} of {limit} times by this customer.")
            : new("Uses per customer", false, limit == 1 ? $"You have used {terms.Code} before." : $"You have used {terms.Code} {limit} times, which is the most.");
}
