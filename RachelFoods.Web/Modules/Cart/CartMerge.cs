using Microsoft.EntityFrameworkCore;
using RachelFoods.Web.Data;
using RachelFoods.Web.Modules.Inventory;

namespace RachelFoods.Web.Modules.Cart;

/// <summary>A guest with a cart logs in.</summary>
public sealed class CartMerge(ShopDb db, InventoryService inventory, TimeProvider clock)
{
    public Task<MergeResult> MergeAsync(Guid guestCartId, Guid userId, CancellationToken ct) => db.InTransactionAsync(
        async () =>
        {
            // Always the guest's first: two log-ins with the same two carts wait for each other.
            if (await db.LockGuestCartAsync(guestCartId, ct) is null)
            {
                return new MergeResult(0, 0);
            }
            var ownId = await db.LockOrMakeCustomerCartAsync(userId, clock.GetUtcNow(), ct);
            var own = await ReadAsync(ownId, ct);
            var guests = await ReadAsync(guestCartId, ct);
            var units = own.Count == 0
                ? await AdoptAsync(guestCartId, guests, ownId, userId, ct)
                : await MoveAsync(guestCartId, guests, ownId, own, ct);
            return new MergeResult(units, own.Values.Sum());
        },
        ct);

    /// <summary>What both carts ask for together, as far as it can be had; never less than either of them asks for.</summary>
    internal static int Together(int one, int other, int sellable) =>
        Math.Min(CartService.MostOfOne, Math.Max(Math.Min(one + other, sellable), Math.Max(one, other)));

    private Task<Dictionary<Guid, int>> ReadAsync(Guid cartId, CancellationToken ct) =>
        db.Set<CartLine>().Where(l => l.CartId == cartId).ToDictionaryAsync(l => l.VariantId, l => l.Quantity, ct);

    // The cart keeps its id, because an order that was placed from it may still wait for its payment.
    private async Task<int> AdoptAsync(Guid guestCartId, Dictionary<Guid, int> guests, Guid emptyId, Guid userId, CancellationToken ct)
    {
        await db.Set<ShoppingCart>().Where(c => c.Id == emptyId).ExecuteDeleteAsync(ct);
        var now = clock.GetUtcNow();
        await db.Set<ShoppingCart>().Where(c => c.Id == guestCartId)
            .ExecuteUpdateAsync(set => set.SetProperty(c => c.UserId, userId).SetProperty(c => c.TouchedAt, now), ct);
        return guests.Values.Sum();
    }

    private async Task<int> MoveAsync(
        Guid guestCartId, Dictionary<Guid, int> guests, Guid ownId, Dictionary<Guid, int> own, CancellationToken ct)
    {
        var sellable = await inventory.SellableAsync(guests.Keys, ct);
        var together = guests.ToDictionary(
            line => line.Key,
            line => Together(own.GetValueOrDefault(line.Key), line.Value, sellable.GetValueOrDefault(line.Key)));
        await db.PutLinesAsync(ownId, together, clock.GetUtcNow(), ct);
        await db.TouchCartAsync(ownId, clock.GetUtcNow(), ct);
        await db.Set<ShoppingCart>().Where(c => c.Id == guestCartId).ExecuteDeleteAsync(ct);
        return together.Sum(line => line.Value - own.GetValueOrDefault(line.Key));
    }
}
