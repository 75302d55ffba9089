using Microsoft.EntityFrameworkCore;
using RachelFoods.Web.Data;
using RachelFoods.Web.Modules.Inventory;

namespace RachelFoods.Web.Modules.Cart;

/// <summary>A guest with a cart logs in.</summary>
public sealed class CartMerge(ShopDb db, InventoryService inventory, IOpenOrders openOrders, TimeProvider clock)
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
            var own = new Side(ownId, await ReadAsync(ownId, ct), await openOrders.FindHeldAsync(ownId, ct));
            var guests = new Side(guestCartId, await ReadAsync(guestCartId, ct), await openOrders.FindHeldAsync(guestCartId, ct));
            var before = own.Lines.Values.Sum();
            var after = KeepsOwn(own, guests)
                ? await MoveAsync(guests, own, userId, ct)
                : await MoveAsync(own, guests, userId, ct);
            return new MergeResult(after - before, before);
        },
        ct);

    /// <summary>What both carts ask for together, as far as it can be had; never less than either of them asks for.</summary>
    internal static int Together(int one, int other, int sellable) =>
        Math.Min(CartService.MostOfOne, Math.Max(Math.Min(one + other, sellable), Math.Max(one, other)));

    private Task<Dictionary<Guid, int>> ReadAsync(Guid cartId, CancellationToken ct) =>
        db.Set<CartLine>().Where(l => l.CartId == cartId).ToDictionaryAsync(l => l.VariantId, l => l.Quantity, ct);

    // A cart with an open order keeps its id: by that its goods leave it when they are paid, and until then count as there for its owner.
    private static bool KeepsOwn(Side own, Side guests) =>
        own.Held is not null || (own.Lines.Count > 0 && guests.Held is null);

    /// <returns>How many units the cart that stays holds then.</returns>
    private async Task<int> MoveAsync(Side goes, Side stays, Guid userId, CancellationToken ct)
    {
        var sellable = await inventory.SellableAsync(goes.Lines.Keys, ct);
        var together = goes.Lines.ToDictionary(
            line => line.Key,
            line => Together(
                stays.Lines.GetValueOrDefault(line.Key),
                line.Value,
                sellable.GetValueOrDefault(line.Key) + (stays.Held?.GetValueOrDefault(line.Key) ?? 0)));
        var now = clock.GetUtcNow();
        var code = await db.Set<ShoppingCart>().Where(c => c.Id == goes.Id).Select(c => c.CouponCode).SingleOrDefaultAsync(ct);
        await db.Set<ShoppingCart>().Where(c => c.Id == goes.Id).ExecuteDeleteAsync(ct); // First: a customer has one cart at any moment.
        await db.PutLinesAsync(stays.Id, together, now, ct);
        await db.Set<ShoppingCart>().Where(c => c.Id == stays.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(c => c.UserId, userId).SetProperty(c => c.TouchedAt, now)
                .SetProperty(c => c.CouponCode, c => c.CouponCode ?? code), ct);
        return together.Values.Sum() + stays.Lines.Where(line => !together.ContainsKey(line.Key)).Sum(line => line.Value);
    }

    /// <param name="Held">By the cart's open order; null if it has none.</param>
    private sealed record Side(Guid Id, Dictionary<Guid, int> Lines, IReadOnlyDictionary<Guid, int>? Held);
}
