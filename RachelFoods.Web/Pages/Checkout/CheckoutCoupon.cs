using RachelFoods.Web.Data;
using RachelFoods.Web.Modules.Cart;
using RachelFoods.Web.Pages.Cart;
using RachelFoods.Web.Safety;

namespace RachelFoods.Web.Pages.Checkout;

/// <summary>The code as checkout takes it: the same one that the cart carries.</summary>
public sealed class CheckoutCoupon(CartCoupons coupons, CartIdentity identity, RateLimits limits)
{
    private string? _typed;
    private string? _problem;

    public CouponPiece Piece(CartView cart) =>
        new(cart.Coupon, "/Checkout/Index", "main", $"{nameof(IndexModel.Form)}.{nameof(CheckoutForm.Code)}", _typed, _problem);

    /// <summary>Sets the answer to 422, or to 429 after too many, where the code is refused.</summary>
    public async Task ApplyAsync(HttpContext context, CheckoutForm form, CancellationToken ct)
    {
        _typed = form.Code;
        _problem = await limits.MustWaitAsync(context, [(Limited.CouponByAddress, context.ClientKey())], ct);
        if (_problem is not null)
        {
            return;
        }
        var email = string.IsNullOrWhiteSpace(form.Email) ? null : form.Email;
        if (await coupons.ApplyAsync(identity.Owner, form.Code, email, ct) is CartCouponResult.Refused refused)
        {
            (_problem, context.Response.StatusCode) = (refused.Problem, StatusCodes.Status422UnprocessableEntity);
        }
    }

    public Task RemoveAsync(CancellationToken ct) => coupons.RemoveAsync(identity.Owner, ct);
}
