using RachelFoods.Web.Kernel;

namespace RachelFoods.Web.Modules.Promotions;

public enum CouponKind
{
    Percent,

    /// <summary>A fixed amount.</summary>
    Amount,

    FreeDelivery,
}

public enum CouponScope
{
    All,
    Categories,
    Products,
}

/// <summary>What a coupon gives, and to whom. Null means without a limit.</summary>
/// <param name="Code"><see cref="CouponCode.Normal"/></param>
/// <param name="PercentBasisPoints">2000 is 20 %; 0 unless it is of that kind.</param>
/// <param name="Amount">Zero unless it is of that kind.</param>
/// <param name="MinimumGoods">Of the goods that the coupon counts for, before the discount and without delivery.</param>
/// <param name="EndsAt">The first moment at which it no longer counts.</param>
/// <param name="Targets">Ids of the categories or products, as <paramref name="Scope"/> says.</param>
public sealed record CouponTerms(
    string Code,
    CouponKind Kind,
    int PercentBasisPoints,
    Money Amount,
    Money? MaximumDiscount,
    Money? MinimumGoods,
    DateTimeOffset? StartsAt,
    DateTimeOffset? EndsAt,
    int? TotalLimit,
    int? PerCustomerLimit,
    CouponScope Scope,
    IReadOnlyCollection<Guid> Targets,
    bool FirstOrderOnly)
{
    public bool CountsFor(CouponItem item) => Scope switch
    {
        CouponScope.All => true,
        CouponScope.Categories => Targets.Contains(item.CategoryId),
        CouponScope.Products => Targets.Contains(item.ProductId),
        _ => throw new InvalidOperationException($"No coupon has the scope {Scope}."),
    };
}

/// <summary>One line of a basket, as coupons look at it.</summary>
/// <param name="Amount">Unit price times quantity.</param>
public sealed record CouponItem(Guid VariantId, Guid ProductId, Guid CategoryId, Money Amount);

/// <summary>Who wants to use it. The same account or the same <see cref="CustomerEmail"/> is the same customer.</summary>
/// <param name="Email">Null as long as nobody has typed one.</param>
/// <param name="CartId">What this cart's own unpaid order holds does not count against it: that order gives way to the next.</param>
public sealed record CouponCustomer(Guid? UserId, string? Email, Guid? CartId)
{
    public bool IsKnown => UserId is not null || Email is not null;
}

/// <summary>How things stand for one coupon and one customer at one moment.</summary>
/// <param name="Used">By everybody.</param>
/// <param name="UsedByCustomer">Null as long as the customer is unknown.</param>
/// <param name="HasOrdered">Before; null where it is unknown or does not matter.</param>
public sealed record CouponStanding(bool Active, int Used, int? UsedByCustomer, bool? HasOrdered, DateTimeOffset Now);
