using Microsoft.EntityFrameworkCore;
using RachelFoods.Web.Data;

namespace RachelFoods.Web.Modules.Inventory;

/// <summary>The locks of stock: whoever changes it holds them.</summary>
internal static class StockRows
{
    /// <summary>Nobody else changes these until the transaction ends. In id order, so two baskets with the same products cannot deadlock.</summary>
    public static async Task<LockedStock> LockStockAsync(this ShopDb db, IEnumerable<Guid> variantIds, CancellationToken ct)
    {
        // What an earlier transaction of this scope has read is old; tracked rows would hide what the lock finds.
        foreach (var known in db.ChangeTracker.Entries<StockItem>().Where(e => e.State == EntityState.Unchanged).ToList())
        {
            known.State = EntityState.Detached;
        }
        Guid[] ids = [.. variantIds.Distinct()];
        return new LockedStock(await db.Set<StockItem>()
            .FromSql($"select * from stock_items where store_id = {db.StoreId} and variant_id = any({ids}) order by variant_id for update")
            .ToDictionaryAsync(s => s.VariantId, ct));
    }

    /// <summary>Of what has never been on the shelf there is none, from now on.</summary>
    public static Task EnsureStockAsync(this ShopDb db, Guid[] variantIds, CancellationToken ct) => db.Database.ExecuteSqlAsync(
        $"""
        insert into stock_items (store_id, variant_id, on_hand, reserved)
        select {db.StoreId}, id, 0, 0 from unnest({variantIds}) id order by id on conflict do nothing
        """,
        ct);

    /// <summary>The order's claims. Locked, so that a second call waits for the first and then finds what it has left.</summary>
    public static Task<List<StockReservation>> LockReservationsAsync(this ShopDb db, Guid orderId, string[] states, CancellationToken ct) =>
        db.Set<StockReservation>().FromSql(
            $"""
            select * from stock_reservations where store_id = {db.StoreId} and order_id = {orderId} and state = any({states})
            order by variant_id for update
            """).ToListAsync(ct);
}

/// <summary>Rows of stock under their locks. Remembers how they stood, to tell which have crossed a threshold.</summary>
internal sealed class LockedStock(Dictionary<Guid, StockItem> items)
{
    private readonly Dictionary<Guid, int> _before = items.ToDictionary(i => i.Key, i => i.Value.Sellable);

    public IReadOnlyCollection<StockItem> Items => items.Values;

    public bool HasChanged => items.Values.Any(i => i.Sellable != _before[i.VariantId]);

    public StockItem this[Guid variantId] => items[variantId];

    public int Sellable(Guid variantId) => items.GetValueOrDefault(variantId)?.Sellable ?? 0;

    /// <summary>Those that shoppers are told something else of now.</summary>
    public IEnumerable<Guid> Crossed() =>
        items.Values.Where(i => StockLevels.Of(i.Sellable) != StockLevels.Of(_before[i.VariantId])).Select(i => i.VariantId);

    /// <returns>True if any has become low.</returns>
    public bool RunLow(int otherwise, DateTimeOffset now) => items.Values.Count(i => i.Watch(_before[i.VariantId], otherwise, now)) > 0;
}
