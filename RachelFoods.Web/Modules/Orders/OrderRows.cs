using Microsoft.EntityFrameworkCore;
using RachelFoods.Web.Data;

namespace RachelFoods.Web.Modules.Orders;

/// <summary>The order's row lock: first of all locks, taken before anything about the order is decided.</summary>
internal static class OrderRows
{
    public static Task<Order?> LockOrderAsync(this ShopDb db, Guid id, CancellationToken ct) =>
        LockAsync(db, $"select id from orders where store_id = {db.StoreId} and id = {id} for update", ct);

    public static Task<Order?> LockOrderAsync(this ShopDb db, string number, CancellationToken ct) =>
        LockAsync(db, $"select id from orders where store_id = {db.StoreId} and number = {number} for update", ct);

    // Locked first and read afterwards: what this unit of work read before the lock may be old by now.
    private static async Task<Order?> LockAsync(ShopDb db, FormattableString row, CancellationToken ct)
    {
        if (db.Database.CurrentTransaction is null)
        {
            throw new InvalidOperationException("An order is locked inside a transaction, or not at all.");
        }
        if (await db.Database.SqlQuery<Guid>(row).ToListAsync(ct) is not [var id])
        {
            return null;
        }
        if (db.ChangeTracker.Entries<Order>().FirstOrDefault(e => e.Entity.Id == id) is not { } known)
        {
            return await db.Set<Order>().SingleAsync(o => o.Id == id, ct);
        }
        await known.ReloadAsync(ct);
        return known.Entity;
    }
}
