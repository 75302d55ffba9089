using Microsoft.EntityFrameworkCore;
using RachelFoods.Web.Data;
using RachelFoods.Web.Modules.Promotions;

namespace RachelFoods.Web.Modules.Cart;

public abstract record CartCouponResult(CartView Cart)
{
    public sealed record Applied(CartView Cart) : CartCouponResult(Cart);

    /// <param name="Problem">In words for beside the field; the same for an unknown code and another store's.</param>
    public sealed record Refused(CartView Cart, string Problem) : CartCouponResult(Cart);
}

/// <summary>The one code that a cart may carry.</summary>
public sealed class CartCoupons(ShopDb db, CartReader reader)
{
    private static readonly Dictionary<Guid, int> Nothing = [];

    /// <summary>Keeps the code with the cart, in place of another, if it holds now.</summary>
    /// <param name="email">What the buyer has typed so far; null without one.</param>
    public async Task<CartCouponResult> ApplyAsync(CartOwner owner, string? typed, string? email, CancellationToken ct)
    {
        var code = typed?.Trim() ?? "";
        if (code.Length == 0)
        {
            return new CartCouponResult.Refused(await reader.FindAsync(owner, Nothing, ct), "Enter a code");
        }
        var cart = await reader.FindAsync(owner, Nothing, ct, email, code);
        if (cart.Coupon is not { Problem: null } coupon)
        {
            return new CartCouponResult.Refused(
                await reader.FindAsync(owner, Nothing, ct, email), cart.Coupon?.Problem ?? CouponWords.NotValid);
        }
        await KeepAsync(cart.Id, coupon.Code, ct);
        return new CartCouponResult.Applied(cart);
    }

    public async Task<CartView> RemoveAsync(CartOwner owner, CancellationToken ct)
    {
        var cart = await reader.FindAsync(owner, Nothing, ct);
        await KeepAsync(cart.Id, null, ct);
        return await reader.FindAsync(owner, Nothing, ct);
    }

    private Task KeepAsync(Guid? cartId, string? code, CancellationToken ct) =>
        db.Set<ShoppingCart>().Where(c => c.Id == cartId).ExecuteUpdateAsync(set => set.SetProperty(c => c.CouponCode, code), ct);
}
