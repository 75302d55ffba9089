using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using RachelFoods.Web.Kernel;
using RachelFoods.Web.Modules.Promotions;

namespace RachelFoods.Web.Pages.Admin.Coupons;

/// <summary>A coupon as it is typed: amounts in the store's money, times on the store's clock.</summary>
public sealed class CouponForm
{
    private const int BasisPointsInPercent = 100;

    [Required(ErrorMessage = "Enter a code"), StringLength(CouponCode.Longest, ErrorMessage = "Use 50 characters or fewer")]
    public string? Code { get; set; } = "";

    public CouponKind Kind { get; set; }

    [Range(0.01, 100, ErrorMessage = "Enter a percentage from 0.01 to 100")]
    public decimal? Percent { get; set; }

    [Range(typeof(decimal), "0.001", "1000000000", ErrorMessage = "Enter an amount above zero", ParseLimitsInInvariantCulture = true)]
    public decimal? Amount { get; set; }

    [Range(typeof(decimal), "0.001", "1000000000", ErrorMessage = "Enter an amount above zero", ParseLimitsInInvariantCulture = true)]
    public decimal? MaximumDiscount { get; set; }

    [Range(typeof(decimal), "0.001", "1000000000", ErrorMessage = "Enter an amount above zero", ParseLimitsInInvariantCulture = true)]
    public decimal? MinimumGoods { get; set; }

    public DateTime? Starts { get; set; }

    /// <summary>The last minute at which it counts.</summary>
    public DateTime? Ends { get; set; }

    [Range(1, 1_000_000, ErrorMessage = "Enter a number from 1 to 1,000,000")]
    public int? TotalLimit { get; set; }

    [Range(1, 1_000, ErrorMessage = "Enter a number from 1 to 1,000")]
    public int? PerCustomerLimit { get; set; }

    public CouponScope Scope { get; set; }

    public IReadOnlyList<Guid> Categories { get; set; } = [];

    public IReadOnlyList<Guid> Products { get; set; } = [];

    public bool FirstOrderOnly { get; set; }

    /// <summary>Of the coupon that the form showed; 0 for a new one.</summary>
    public int Version { get; set; }

    public static CouponForm Of(CouponView coupon, Store store)
    {
        var terms = coupon.Terms;
        return new CouponForm
        {
            Code = terms.Code,
            Kind = terms.Kind,
            Percent = terms.Kind == CouponKind.Percent ? (decimal)terms.PercentBasisPoints / BasisPointsInPercent : null,
            Amount = terms.Kind == CouponKind.Amount ? Typed(terms.Amount) : null,
            MaximumDiscount = Typed(terms.MaximumDiscount),
            MinimumGoods = Typed(terms.MinimumGoods),
            Starts = OnTheClock(terms.StartsAt, store),
            Ends = OnTheClock(terms.EndsAt?.AddMinutes(-1), store),
            TotalLimit = terms.TotalLimit,
            PerCustomerLimit = terms.PerCustomerLimit,
            Scope = terms.Scope,
            Categories = terms.Scope == CouponScope.Categories ? [.. terms.Targets] : [],
            Products = terms.Scope == CouponScope.Products ? [.. terms.Targets] : [],
            FirstOrderOnly = terms.FirstOrderOnly,
            Version = coupon.Version,
        };
    }

    /// <returns>Null where something is wrong, which is then said beside its field.</returns>
    public CouponTerms? Read(ModelStateDictionary state, Store store)
    {
        var code = CouponCode.Normal(Code);
        Refuse(state, code is null && Code is { Length: > 0 }, nameof(Code), "Use letters A to Z, digits, - and _");
        Refuse(state, Kind == CouponKind.Percent && Percent is null, nameof(Percent), "Enter how many percent");
        Refuse(state, Kind == CouponKind.Amount && Amount is null, nameof(Amount), "Enter how much");
        Refuse(state, Scope == CouponScope.Categories && Categories.Count == 0, nameof(Categories), "Choose a category");
        Refuse(state, Scope == CouponScope.Products && Products.Count == 0, nameof(Products), "Choose a product");
        var (starts, ends) = (Instant(Starts, store), Instant(Ends, store)?.AddMinutes(1));
        Refuse(state, starts >= ends, nameof(Ends), "It must end after it starts");
        return state.IsValid ? Terms(code!, starts, ends, store.Currency) : null;
    }

    private CouponTerms Terms(string code, DateTimeOffset? starts, DateTimeOffset? ends, string currency) => new(
        code,
        Kind,
        Kind == CouponKind.Percent ? (int)decimal.Round(Percent!.Value * BasisPointsInPercent, MidpointRounding.AwayFromZero) : 0,
        Kind == CouponKind.Amount ? In(Amount!.Value, currency) : Kernel.Money.Zero(currency),
        Kind == CouponKind.FreeDelivery || MaximumDiscount is null ? null : In(MaximumDiscount.Value, currency),
        MinimumGoods is { } least ? In(least, currency) : null,
        starts,
        ends,
        TotalLimit,
        PerCustomerLimit,
        Scope,
        Scope switch { CouponScope.Categories => Categories, CouponScope.Products => Products, _ => [] },
        FirstOrderOnly);

    private static void Refuse(ModelStateDictionary state, bool wrong, string field, string why)
    {
        if (wrong && state[$"Form.{field}"] is not { Errors.Count: > 0 })
        {
            state.AddModelError($"Form.{field}", why);
        }
    }

    private static Kernel.Money In(decimal typed, string currency) =>
        new((long)decimal.Round(typed * Currencies.UnitsPerMajor(currency), MidpointRounding.AwayFromZero), currency);

    private static decimal? Typed(Kernel.Money? amount) =>
        amount is { } known ? decimal.Parse(known.ToPlainDecimal(), CultureInfo.InvariantCulture) : null;

    private static DateTime? OnTheClock(DateTimeOffset? instant, Store store) =>
        instant is { } known ? TimeZoneInfo.ConvertTime(known, store.Zone).DateTime : null;

    // An hour that the clocks skip counts from where they go on; one that comes twice, as its first time.
    private static DateTimeOffset? Instant(DateTime? typed, Store store)
    {
        if (typed is not { } local)
        {
            return null;
        }
        var (zone, at) = (store.Zone, DateTime.SpecifyKind(local, DateTimeKind.Unspecified));
        while (zone.IsInvalidTime(at))
        {
            at = at.AddMinutes(1);
        }
        var offset = zone.IsAmbiguousTime(at) ? zone.GetAmbiguousTimeOffsets(at).Max() : zone.GetUtcOffset(at);
        return new DateTimeOffset(at, offset).ToUniversalTime();
    }
}
