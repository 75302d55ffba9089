using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using RachelFoods.Web.Kernel;
using RachelFoods.Web.Modules.Auth;
using RachelFoods.Web.Modules.Promotions;

namespace RachelFoods.Web.Pages.Admin.Coupons;

[Authorize(Policy = Policies.Admin)]
[ResponseCache(NoStore = true)]
public sealed class IndexModel(StaffCoupons coupons, StoreContext stores, TimeProvider clock) : PageModel
{
    /// <summary>Only those that stand so; all without one.</summary>
    [BindProperty(SupportsGet = true)]
    public CouponPhase? Show { get; set; }

    public IReadOnlyList<CouponView> List { get; private set; } = [];

    public IReadOnlyDictionary<CouponPhase, int> Counts { get; private set; } = new Dictionary<CouponPhase, int>();

    public CouponWords Words => new(stores.Current);

    public async Task OnGetAsync(CancellationToken ct)
    {
        var all = await coupons.ListAsync(ct);
        Counts = all.CountBy(PhaseOf).ToDictionary();
        List = [.. all.Where(c => Show is null || PhaseOf(c) == Show)];
    }

    public CouponPhase PhaseOf(CouponView coupon) => coupon.PhaseAt(clock.GetUtcNow());
}
