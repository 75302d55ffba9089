using Microsoft.EntityFrameworkCore;
using RachelFoods.Web.Data;

namespace RachelFoods.Web.Modules.Cart;

/// <summary>
/// How carts are written. A cart is changed only while its row is locked, so that nothing added at the same time is lost;
/// nothing of it is tracked, so that what is read under the lock is what is there.
/// </summary>
internal static class CartRows
{
    /// <returns>Null too if the cart has become a customer's: a cookie never opens that.</returns>
    public static Task<Guid?> LockGuestCartAsync(this ShopDb db, Guid cartId, CancellationToken ct) => FirstIdAsync(
        db, $"select id as \"Value\" from carts where store_id = {db.StoreId} and id = {cartId} and user_id is null for update", ct);

    public static Task<Guid?> LockCustomerCartAsync(this ShopDb db, Guid userId, CancellationToken ct) => FirstIdAsync(
        db, $"select id as \"Value\" from carts where store_id = {db.StoreId} and user_id = {userId} for update", ct);

    /// <summary>A customer has one cart, however many tabs ask for it at once.</summary>
    public static async Task<Guid> LockOrMakeCustomerCartAsync(this ShopDb db, Guid userId, DateTimeOffset now, CancellationToken ct)
    {
        await db.Database.ExecuteSqlAsync(
            $"""
            insert into carts (store_id, id, user_id, touched_at) values ({db.StoreId}, {Guid.CreateVersion7()}, {userId}, {now})
            on conflict (store_id, user_id) where user_id is not null do nothing
            """,
            ct);
        return await db.LockCustomerCartAsync(userId, ct) ?? throw new InvalidOperationException("The customer's cart vanished.");
    }

    /// <summary>Writes how many of each variant are wanted; other lines stay as they are.</summary>
    public static async Task PutLinesAsync(
        this ShopDb db, Guid cartId, IReadOnlyDictionary<Guid, int> wanted, DateTimeOffset now, CancellationToken ct)
    {
        Guid[] ids = [.. wanted.Select(_ => Guid.CreateVersion7())];
        Guid[] variants = [.. wanted.Keys];
        int[] quantities = [.. wanted.Values];
        await db.Database.ExecuteSqlAsync(
            $"""
            insert into cart_lines (store_id, id, cart_id, variant_id, quantity, added_at)
            select {db.StoreId}, id, {cartId}, variant_id, quantity, {now}
            from unnest({ids}, {variants}, {quantities}) as wanted (id, variant_id, quantity)
            on conflict (store_id, cart_id, variant_id) do update set quantity = excluded.quantity
            """,
            ct);
    }

    public static Task TouchCartAsync(this ShopDb db, Guid cartId, DateTimeOffset now, CancellationToken ct) =>
        db.Set<ShoppingCart>().Where(c => c.Id == cartId).ExecuteUpdateAsync(set => set.SetProperty(c => c.TouchedAt, now), ct);

    private static async Task<Guid?> FirstIdAsync(ShopDb db, FormattableString sql, CancellationToken ct)
    {
        var found = await db.Database.SqlQuery<Guid>(sql).ToListAsync(ct);
        return found.Count > 0 ? found[0] : null;
    }
}
