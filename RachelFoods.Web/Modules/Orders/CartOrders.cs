using Microsoft.EntityFrameworkCore;
using RachelFoods.Web.Data;
using RachelFoods.Web.Modules.Cart;

namespace RachelFoods.Web.Modules.Orders;

/// <param name="Held">How many of each variant wait in it for the payment.</param>
public sealed record OpenOrder(Guid Id, string Number, IReadOnlyDictionary<Guid, int> Held);

/// <summary>Orders as the cart and the checkout ask for them.</summary>
public sealed class CartOrders(ShopDb db) : IOpenOrders
{
    /// <summary>What the same form placed first. A key is unique in its cart alone, so that there can be more.</summary>
    public Task<Guid?> FindByFormKeyAsync(Guid formKey, CancellationToken ct) =>
        db.Set<Order>().Where(o => o.FormKey == formKey).OrderBy(o => o.PlacedAt).ThenBy(o => o.Id)
            .Select(o => (Guid?)o.Id).FirstOrDefaultAsync(ct);

    /// <summary>The cart's order that waits to be paid by card.</summary>
    public async Task<OpenOrder?> FindOpenAsync(Guid cartId, CancellationToken ct)
    {
        var order = await db.Set<Order>().AsNoTracking().Include(o => o.Lines)
            .SingleOrDefaultAsync(o => o.CartId == cartId && o.Status == OrderStatus.Pending && o.Method == PaymentMethod.Card, ct);
        return order is null ? null : new OpenOrder(order.Id, order.Number, order.Lines.ToDictionary(l => l.VariantId, l => l.Quantity));
    }

    public async Task<IReadOnlyDictionary<Guid, int>?> FindHeldAsync(Guid cartId, CancellationToken ct) =>
        (await FindOpenAsync(cartId, ct))?.Held;
}
