using RachelFoods.Web.Kernel;

namespace RachelFoods.Web.Modules.Promotions;

public enum CouponPhase
{
    Running,
    Scheduled,
    UsedUp,
    Ended,
    Off,
}

/// <summary>A coupon as staff see it.</summary>
/// <param name="Version">To be sent back with a change; another one means that somebody was faster.</param>
public sealed record CouponView(Guid Id, CouponTerms Terms, bool Active, int Used, int Version, DateTimeOffset CreatedAt)
{
    public CouponPhase PhaseAt(DateTimeOffset now) =>
        !Active ? CouponPhase.Off
        : Terms.EndsAt <= now ? CouponPhase.Ended
        : Used >= Terms.TotalLimit ? CouponPhase.UsedUp
        : Terms.StartsAt > now ? CouponPhase.Scheduled
        : CouponPhase.Running;
}

/// <summary>What a coupon has done. Orders that were cancelled do not count.</summary>
/// <param name="Waiting">Uses by orders that are not paid or confirmed yet; they are in none of the others.</param>
/// <param name="Revenue">What the orders came to.</param>
/// <param name="NewCustomers">Who had never ordered before.</param>
public sealed record CouponStatistics(int Uses, int Waiting, Money Revenue, Money Discount, int NewCustomers);

public abstract record SaveCouponResult
{
    public sealed record Saved(Guid Id) : SaveCouponResult;

    public sealed record CodeTaken : SaveCouponResult;

    /// <summary>It has been used more often than the new limit would allow.</summary>
    public sealed record LimitBelowUses(int Used) : SaveCouponResult;

    /// <summary>Somebody else changed it since it was shown.</summary>
    public sealed record Stale(CouponView Now) : SaveCouponResult;

    public sealed record NotFound : SaveCouponResult;
}
