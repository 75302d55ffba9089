using RachelFoods.Web.Modules.Cart;
using RachelFoods.Web.Modules.Orders;

namespace RachelFoods.Web.Pages.Cart;

/// <param name="PayPath">Of the cart's order that waits to be paid; what it holds counts as there for this cart.</param>
public sealed record CartOnDesk(CartView Cart, string? PayPath);

/// <summary>This visitor's cart as a page shows it.</summary>
public sealed class CartDesk(CartService carts, CartIdentity identity, CartOrders orders, OrderLinks links)
{
    public async Task<CartOnDesk> FindAsync(CancellationToken ct) => await LookAsync(await carts.FindAsync(identity.Owner, ct), ct);

    /// <summary>The cart as it is after a change.</summary>
    public async Task<CartOnDesk> LookAsync(CartView cart, CancellationToken ct)
    {
        if (cart.Id is not { } id || await orders.FindOpenAsync(id, ct) is not { } open)
        {
            return new CartOnDesk(cart, null);
        }
        return new CartOnDesk(
            cart.CanCheckOut ? cart : await carts.FindAsync(identity.Owner, open.Held, ct), links.PayPath(open.Id));
    }
}
