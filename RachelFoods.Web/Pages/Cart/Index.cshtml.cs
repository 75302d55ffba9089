using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using RachelFoods.Web.Data;
using RachelFoods.Web.Kernel;
using RachelFoods.Web.Modules.Cart;
using RachelFoods.Web.Pages.Shared;
using RachelFoods.Web.Safety;

namespace RachelFoods.Web.Pages.Cart;

public sealed class IndexModel(CartService carts, CartCoupons coupons, CartIdentity identity, CartDesk desk, RateLimits limits) : PageModel
{
    public const string NoticeKey = "cart";

    public CartPiece Piece { get; private set; } = null!;

    /// <summary>Where the order that was placed from this cart can be paid.</summary>
    public string? PayPath { get; private set; }

    [TempData(Key = NoticeKey)]
    public string? Notice { get; set; }

    public async Task OnGetAsync(CancellationToken ct) => Piece = new CartPiece(Take(await desk.FindAsync(ct)));

    public async Task<IActionResult> OnPostQuantityAsync(Guid variantId, string? quantity, CancellationToken ct)
    {
        if (!int.TryParse(quantity, NumberStyles.None, CultureInfo.InvariantCulture, out var wanted))
        {
            return Refuse(new CartPiece(Take(await desk.FindAsync(ct)), variantId, quantity, $"Enter a number from 0 to {CartService.MostOfOne}"));
        }
        var result = await carts.SetQuantityAsync(identity.Owner, variantId, wanted, ct);
        var cart = Take(await desk.LookAsync(result.Cart, ct));
        return result is CartResult.Refused refused
            ? Refuse(new CartPiece(cart, variantId, quantity, refused.Problem))
            : Changed(cart);
    }

    public async Task<IActionResult> OnPostRemoveAsync(Guid variantId, CancellationToken ct) =>
        Changed(Take(await desk.LookAsync((await carts.RemoveAsync(identity.Owner, variantId, ct)).Cart, ct)));

    public async Task<IActionResult> OnPostCouponAsync(string? code, CancellationToken ct)
    {
        if (await limits.MustWaitAsync(HttpContext, [(Limited.CouponByAddress, HttpContext.ClientKey())], ct) is { } words)
        {
            return Refuse(new CartPiece(Take(await desk.FindAsync(ct))) { Code = (code, words) });
        }
        var result = await coupons.ApplyAsync(identity.Owner, code, null, ct);
        var cart = Take(await desk.LookAsync(result.Cart, ct));
        return result is CartCouponResult.Refused refused
            ? Refuse(new CartPiece(cart) { Code = (code, refused.Problem) })
            : Changed(cart);
    }

    public async Task<IActionResult> OnPostNoCouponAsync(CancellationToken ct) =>
        Changed(Take(await desk.LookAsync(await coupons.RemoveAsync(identity.Owner, ct), ct)));

    private CartView Take(CartOnDesk found)
    {
        PayPath = found.PayPath;
        return found.Cart;
    }

    private IActionResult Changed(CartView cart)
    {
        identity.Remember(cart);
        return this.FragmentOrRedirect("_CartUpdated", new CartUpdate(new CartPiece(cart), HeaderView.Of(User, cart.Count)));
    }

    private IActionResult Refuse(CartPiece piece)
    {
        Piece = piece;
        if (Response.StatusCode == StatusCodes.Status200OK)
        {
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        }
        return this.FragmentOrPage("_CartLines", piece);
    }
}
