using RachelFoods.Web.Modules.Promotions;

namespace RachelFoods.Web.Pages.Admin.Coupons;

public static class CouponPhases
{
    public static string Word(this CouponPhase phase) => phase switch
    {
        CouponPhase.Running => "Running",
        CouponPhase.Scheduled => "Scheduled",
        CouponPhase.UsedUp => "Used up",
        CouponPhase.Ended => "Ended",
        CouponPhase.Off => "Off",
        _ => throw new ArgumentOutOfRangeException(nameof(phase), phase, null),
    };

    public static string Badge(this CouponPhase phase) => phase switch
    {
        CouponPhase.Running => "badge badge--ok",
        CouponPhase.UsedUp => "badge badge--warn",
        _ => "badge",
    };
}
