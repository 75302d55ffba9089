using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using RachelFoods.Web.Modules.Auth;
using RachelFoods.Web.Modules.Promotions;

namespace RachelFoods.Web.Pages.Admin.Coupons;

/// <summary>One coupon: what it has done, and what may be changed of it.</summary>
[Authorize(Policy = Policies.Admin)]
[ResponseCache(NoStore = true)]
public sealed class EditModel(StaffCoupons coupons, CouponDesk desk, TimeProvider clock) : PageModel
{
    [BindProperty]
    public CouponForm Form { get; set; } = new();

    public CouponView Coupon { get; private set; } = null!;

    public CouponStatistics Statistics { get; private set; } = null!;

    public CouponFormView View { get; private set; } = null!;

    public string Summary => new CouponWords(desk.Store).Summary(Coupon.Terms);

    public CouponPhase Phase => Coupon.PhaseAt(clock.GetUtcNow());

    /// <summary>Somebody else changed it since it was shown; what was typed is still in the form.</summary>
    public bool WasOvertaken { get; private set; }

    [TempData]
    public string? Notice { get; set; }

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct)
    {
        if (await coupons.FindAsync(id, ct) is not { } coupon)
        {
            return NotFound();
        }
        Form = CouponForm.Of(coupon, desk.Store);
        return await ShowAsync(coupon, ct);
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken ct) => await AnswerAsync(
        id, Form.Read(ModelState, desk.Store) is { } terms ? await coupons.ChangeAsync(id, Form.Version, terms, ct) : null, "The coupon is changed.", ct);

    public async Task<IActionResult> OnPostSwitchAsync(Guid id, int version, bool on, CancellationToken ct)
    {
        ModelState.Clear(); // Nothing of the form was sent.
        return await AnswerAsync(id, await coupons.SwitchAsync(id, version, on, ct), on ? "The coupon is on." : "The coupon is off.", ct);
    }

    private async Task<IActionResult> AnswerAsync(Guid id, SaveCouponResult? result, string done, CancellationToken ct)
    {
        if (result is SaveCouponResult.Saved)
        {
            Notice = done;
            return Redirect($"/admin/coupons/{id}");
        }
        if (await coupons.FindAsync(id, ct) is not { } coupon)
        {
            return NotFound();
        }
        if (result is SaveCouponResult.LimitBelowUses(var used))
        {
            ModelState.AddModelError("Form.TotalLimit", $"It has been used {used} times already");
        }
        WasOvertaken = result is SaveCouponResult.Stale;
        Response.StatusCode = WasOvertaken ? StatusCodes.Status409Conflict : StatusCodes.Status422UnprocessableEntity;
        return await ShowAsync(coupon, ct);
    }

    private async Task<PageResult> ShowAsync(CouponView coupon, CancellationToken ct)
    {
        (Coupon, Statistics) = (coupon, await coupons.CountAsync(coupon.Id, ct));
        Form = WasOvertaken && string.IsNullOrEmpty(Form.Code) ? CouponForm.Of(coupon, desk.Store) : Form;
        Form.Version = coupon.Version; // Whoever sends it again has seen the newer one.
        View = await desk.ShowAsync(Form, isNew: false, ct);
        return Page();
    }
}
