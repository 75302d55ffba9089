using RachelFoods.Web.Modules.Cart;
using RachelFoods.Web.Modules.Orders;

namespace RachelFoods.Web.Pages.Cart;

/// <param name="PayPath">Of the cart's order that waits to be paid; what it holds counts as there for this cart.</param>
public sealed record CartOnDesk(CartView Cart, string? PayPath);

/// <summary>This visitor's cart as a page shows it.</summary>
public sealed class CartDesk(CartService carts, CartIdentity identity, CartOrders orders, OrderLinks links)
{
    private static readonly Dictionary<Guid, int> Nothing = [];

    /// <param name="email">What the buyer has typed so far: some coupons count by it.</param>
    public async Task<CartOnDesk> FindAsync(CancellationToken ct, string? email = null) =>
        await LookAsync(await carts.FindAsync(identity.Owner, Nothing, ct, email), ct, email);

    /// <summary>The cart as it is after a change.</summary>
    public async Task<CartOnDesk> LookAsync(CartView cart, CancellationToken ct, string? email = null)
    {
        if (cart.Id is not { } id || await orders.FindOpenAsync(id, ct) is not { } open)
        {
            return new CartOnDesk(cart, null);
        }
        return new CartOnDesk(
            cart.CanCheckOut ? cart : await carts.FindAsync(identity.Owner, open.Held, ct, email), links.PayPath(open.Id));
    }
}
