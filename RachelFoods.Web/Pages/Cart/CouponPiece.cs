using RachelFoods.Web.Modules.Cart;

namespace RachelFoods.Web.Pages.Cart;

/// <summary>The place for a code: the one that the cart carries, or the field for one.</summary>
/// <param name="Page">Whose handlers Coupon and NoCoupon take the form.</param>
/// <param name="Target">What htmx puts the answer in the place of.</param>
/// <param name="Field">The field's name in the form.</param>
public sealed record CouponPiece(CartCoupon? Coupon, string Page, string Target, string Field, string? Typed = null, string? Problem = null)
{
    public string Id => Field.Replace('.', '_');

    public bool IsOpen => Typed is { Length: > 0 } || Problem is not null;
}
