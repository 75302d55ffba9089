using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using RachelFoods.Web.Modules.Auth;
using RachelFoods.Web.Modules.Promotions;

namespace RachelFoods.Web.Pages.Admin.Coupons;

[Authorize(Policy = Policies.Admin)]
[ResponseCache(NoStore = true)]
public sealed class NewModel(StaffCoupons coupons, CouponDesk desk) : PageModel
{
    [BindProperty]
    public CouponForm Form { get; set; } = new();

    public CouponFormView View { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken ct) => View = await desk.ShowAsync(Form, isNew: true, ct);

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        switch (Form.Read(ModelState, desk.Store) is { } terms ? await coupons.AddAsync(terms, ct) : null)
        {
            case SaveCouponResult.Saved saved:
                return Redirect($"/admin/coupons/{saved.Id}");
            case SaveCouponResult.CodeTaken:
                ModelState.AddModelError("Form.Code", "There is a coupon with this code already");
                break;
        }
        View = await desk.ShowAsync(Form, isNew: true, ct);
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }
}
