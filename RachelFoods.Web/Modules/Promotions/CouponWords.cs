using System.Globalization;
using RachelFoods.Web.Kernel;

namespace RachelFoods.Web.Modules.Promotions;

/// <summary>A coupon in plain words, with the store's money, language and clock.</summary>
public sealed class CouponWords(Store store)
{
    /// <summary>The same for a code that never was, is another store's, or was switched off.</summary>
    public const string NotValid = "This code is not valid.";

    private const decimal BasisPointsInPercent = 100;

    private readonly CultureInfo _culture = CultureInfo.GetCultureInfo(store.Culture);

    public string Benefit(CouponTerms terms) => terms.Kind switch
    {
        CouponKind.Percent => (terms.PercentBasisPoints / BasisPointsInPercent).ToString("0.##", _culture) + " % off",
        CouponKind.Amount => $"{Say(terms.Amount)} off",
        CouponKind.FreeDelivery => "free delivery",
        _ => throw new InvalidOperationException($"No coupon is of the kind {terms.Kind}."),
    };

    /// <summary>All of it in one line: "20 % off goods from $50.00, 100 uses, until 31 Dec 2026 23:59 (America/New_York)".</summary>
    public string Summary(CouponTerms terms)
    {
        string?[] parts =
        [
            Benefit(terms) + Goods(terms),
            terms.MaximumDiscount is { } most ? $"at most {Say(most)}" : null,
            terms.FirstOrderOnly ? "first order only" : null,
            terms.TotalLimit is { } limit ? Uses(limit) : null,
            terms.PerCustomerLimit is { } each ? $"{each} per customer" : null,
            terms.StartsAt is { } start ? $"from {At(start)}" : null,
            terms.EndsAt is { } end ? $"until {LastMinute(end)}" : null,
        ];
        var zone = terms.StartsAt is null && terms.EndsAt is null ? "" : $" ({store.TimeZone})";
        return string.Join(", ", parts.OfType<string>()) + zone;
    }

    public string Say(Money amount) => amount.Format(_culture);

    internal string At(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, store.Zone).ToString("d MMM yyyy HH:mm", _culture);

    // What ends at midnight was last good at 23:59 of the day before, and that is how people say it.
    internal string LastMinute(DateTimeOffset end) => At(end.AddMinutes(-1));

    internal static string Uses(int limit) => limit == 1 ? "1 use" : $"{limit} uses";

    private string Goods(CouponTerms terms)
    {
        var which = terms.Scope switch
        {
            CouponScope.Categories => terms.Targets.Count == 1 ? " of 1 category" : $" of {terms.Targets.Count} categories",
            CouponScope.Products => terms.Targets.Count == 1 ? " that are 1 product" : $" that are {terms.Targets.Count} products",
            _ => "",
        };
        var goods = terms.Kind == CouponKind.FreeDelivery ? " with goods" : " goods";
        return which.Length == 0 && terms.MinimumGoods is null
            ? terms.Kind == CouponKind.FreeDelivery ? "" : " all goods"
            : goods + which + (terms.MinimumGoods is { } least ? $" from {Say(least)}" : "");
    }
}
