using Microsoft.EntityFrameworkCore;
using RachelFoods.Web.Data;

namespace RachelFoods.Web.Modules.Inventory;

/// <summary>A variant and how many of it.</summary>
public sealed record Wanted(Guid VariantId, int Quantity);

public abstract record ReserveResult
{
    public sealed record Reserved : ReserveResult;

    /// <param name="Sellable">What is left of each variant that falls short.</param>
    public sealed record Short(IReadOnlyDictionary<Guid, int> Sellable) : ReserveResult;
}

public sealed class InventoryService(ShopDb db, TimeProvider clock)
{
    /// <summary>How many of each can be sold now. For showing; the decision is made by <see cref="ReserveAsync"/>.</summary>
    public async Task<IReadOnlyDictionary<Guid, int>> SellableAsync(IReadOnlyCollection<Guid> variantIds, CancellationToken ct) =>
        await db.Set<StockItem>().Where(i => variantIds.Contains(i.VariantId))
            .ToDictionaryAsync(i => i.VariantId, i => i.OnHand - i.Reserved, ct);

    /// <summary>Holds everything wanted for the order, or nothing. Joins the transaction that places the order.</summary>
    public Task<ReserveResult> ReserveAsync(Guid orderId, IReadOnlyCollection<Wanted> wanted, CancellationToken ct) =>
        db.InTransactionAsync<ReserveResult>(
            async () =>
            {
                var stock = await LockAsync(wanted.Select(w => w.VariantId), ct);
                var missing = wanted.Where(w => Sellable(stock, w) < w.Quantity).ToDictionary(w => w.VariantId, w => Sellable(stock, w));
                if (missing.Count > 0)
                {
                    return new ReserveResult.Short(missing);
                }
                foreach (var want in wanted)
                {
                    stock[want.VariantId].Reserve(want.Quantity);
                    db.Add(new StockReservation(orderId, want.VariantId, want.Quantity, clock.GetUtcNow()));
                }
                return new ReserveResult.Reserved();
            },
            ct);

    /// <summary>What the order held leaves the shelf. Done again, it changes nothing.</summary>
    public Task SellAsync(Guid orderId, CancellationToken ct) => EndAsync(orderId, ReservationState.Sold, ct);

    /// <summary>What the order held can be sold to others. Done again, it changes nothing.</summary>
    public Task ReleaseAsync(Guid orderId, CancellationToken ct) => EndAsync(orderId, ReservationState.Released, ct);

    private static int Sellable(Dictionary<Guid, StockItem> stock, Wanted want) => stock.GetValueOrDefault(want.VariantId)?.Sellable ?? 0;

    private Task EndAsync(Guid orderId, ReservationState end, CancellationToken ct) => db.InTransactionAsync(
        async () =>
        {
            var held = await db.Set<StockReservation>().Where(r => r.OrderId == orderId && r.State == ReservationState.Held).ToListAsync(ct);
            var stock = await LockAsync(held.Select(r => r.VariantId), ct);
            foreach (var reservation in held)
            {
                reservation.End(end);
                var item = stock[reservation.VariantId];
                if (end == ReservationState.Sold)
                {
                    db.Add(item.Sell(reservation.Quantity, orderId, clock.GetUtcNow()));
                }
                else
                {
                    item.Release(reservation.Quantity);
                }
            }
        },
        ct);

    // Locked in id order, so two baskets with the same products cannot deadlock.
    private async Task<Dictionary<Guid, StockItem>> LockAsync(IEnumerable<Guid> variantIds, CancellationToken ct)
    {
        Guid[] ids = [.. variantIds.Distinct()];
        return await db.Set<StockItem>()
            .FromSql($"select * from stock_items where store_id = {db.StoreId} and variant_id = any({ids}) order by variant_id for update")
            .ToDictionaryAsync(s => s.VariantId, ct);
    }
}
