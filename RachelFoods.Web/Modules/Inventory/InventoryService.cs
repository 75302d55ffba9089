using Microsoft.EntityFrameworkCore;
using RachelFoods.Web.Data;
using RachelFoods.Web.Modules.Products;

namespace RachelFoods.Web.Modules.Inventory;

/// <summary>A variant and how many of it.</summary>
public sealed record Wanted(Guid VariantId, int Quantity);

public abstract record ReserveResult
{
    public sealed record Reserved : ReserveResult;

    /// <param name="Sellable">What is left of each variant that falls short.</param>
    public sealed record Short(IReadOnlyDictionary<Guid, int> Sellable) : ReserveResult;
}

public sealed class InventoryService(ShopDb db, ProductService products, TimeProvider clock)
{
    /// <summary>How many of each can be sold now. For showing; the decision is made by <see cref="ReserveAsync"/>.</summary>
    public async Task<IReadOnlyDictionary<Guid, int>> SellableAsync(IReadOnlyCollection<Guid> variantIds, CancellationToken ct) =>
        await db.Set<StockItem>().Where(i => variantIds.Contains(i.VariantId))
            .ToDictionaryAsync(i => i.VariantId, i => i.OnHand - i.Reserved, ct);

    /// <summary>The same of all variants of the product at this address.</summary>
    public static Question<IReadOnlyDictionary<Guid, int>> SellableOf(string slug) => new(
        """
        select i.variant_id, i.on_hand - i.reserved from products p
        join product_variants v on v.store_id = p.store_id and v.product_id = p.id
        join stock_items i on i.store_id = v.store_id and i.variant_id = v.id
        where p.store_id = $1 and p.slug = $2
        """,
        [slug],
        rows =>
        {
            var sellable = new Dictionary<Guid, int>();
            while (rows.Read())
            {
                sellable.Add(rows.GetGuid(0), rows.GetInt32(1));
            }
            return sellable;
        });

    /// <summary>Holds everything wanted for the order, or nothing. Joins the transaction that places the order; done again, it changes nothing.</summary>
    public Task<ReserveResult> ReserveAsync(Guid orderId, IReadOnlyCollection<Wanted> wanted, CancellationToken ct) =>
        db.InTransactionAsync<ReserveResult>(
            async () =>
            {
                var wishes = Merged(wanted);
                var stock = await LockAsync(wishes.Select(w => w.VariantId), ct);
                if (await db.Set<StockReservation>().AnyAsync(r => r.OrderId == orderId, ct))
                {
                    return new ReserveResult.Reserved();
                }
                var missing = wishes.Where(w => Sellable(stock, w) < w.Quantity).ToDictionary(w => w.VariantId, w => Sellable(stock, w));
                if (missing.Count > 0)
                {
                    return new ReserveResult.Short(missing);
                }
                var levels = new Levels(stock.Values);
                foreach (var wish in wishes)
                {
                    stock[wish.VariantId].Reserve(wish.Quantity);
                    db.Add(new StockReservation(orderId, wish.VariantId, wish.Quantity, clock.GetUtcNow()));
                }
                levels.Tell(db);
                return new ReserveResult.Reserved();
            },
            ct);

    /// <summary>What the order held leaves the shelf. Done again, it changes nothing.</summary>
    public Task SellAsync(Guid orderId, CancellationToken ct) => EndAsync(orderId, ReservationState.Sold, ct);

    /// <summary>What the order held can be sold to others. Done again, it changes nothing.</summary>
    public Task ReleaseAsync(Guid orderId, CancellationToken ct) => EndAsync(orderId, ReservationState.Released, ct);

    /// <summary>What the order bought is back on the shelf. Done again, it changes nothing.</summary>
    public Task ReturnAsync(Guid orderId, CancellationToken ct) => EndAsync(orderId, ReservationState.Returned, ct);

    /// <summary>Goods arrive: on the shelf, and in the record of movements.</summary>
    public Task ReceiveAsync(IReadOnlyCollection<Wanted> goods, CancellationToken ct) => db.InTransactionAsync(
        async () =>
        {
            var arrived = Merged(goods);
            Guid[] ids = [.. arrived.Select(w => w.VariantId)];
            await db.Database.ExecuteSqlAsync(
                $"""
                insert into stock_items (store_id, variant_id, on_hand, reserved)
                select {db.StoreId}, id, 0, 0 from unnest({ids}) id order by id on conflict do nothing
                """,
                ct);
            var stock = await LockAsync(ids, ct);
            var levels = new Levels(stock.Values);
            db.AddRange(arrived.Select(w => stock[w.VariantId].Receive(w.Quantity, clock.GetUtcNow())));
            levels.Tell(db);
        },
        ct);

    /// <summary>Tells Products how the product stands. Under the stock's locks, so that of two tellers the later one knows more.</summary>
    internal Task TellAvailabilityAsync(Guid productId, IReadOnlyCollection<Guid> variantIds, CancellationToken ct) => db.InTransactionAsync(
        async () =>
        {
            var stock = await LockAsync(variantIds, ct);
            var most = stock.Values.Select(item => item.Sellable).DefaultIfEmpty(0).Max();
            await products.SetAvailabilityAsync(productId, StockLevels.Of(most), ct);
        },
        ct);

    private static IReadOnlyList<Wanted> Merged(IReadOnlyCollection<Wanted> wanted)
    {
        if (wanted.FirstOrDefault(w => w.Quantity <= 0) is { } wrong)
        {
            throw new ArgumentOutOfRangeException(nameof(wanted), wrong.Quantity, "A quantity must be more than zero.");
        }
        return [.. wanted.GroupBy(w => w.VariantId).Select(g => new Wanted(g.Key, g.Sum(w => w.Quantity)))];
    }

    private static int Sellable(Dictionary<Guid, StockItem> stock, Wanted want) => stock.GetValueOrDefault(want.VariantId)?.Sellable ?? 0;

    private Task EndAsync(Guid orderId, ReservationState end, CancellationToken ct) => db.InTransactionAsync(
        async () =>
        {
            // Locked, so that a second call waits for the first and then finds nothing to end.
            var from = end == ReservationState.Returned ? "SOLD" : "HELD";
            var held = await db.Set<StockReservation>()
                .FromSql($"select * from stock_reservations where store_id = {db.StoreId} and order_id = {orderId} and state = {from} for update")
                .ToListAsync(ct);
            var stock = await LockAsync(held.Select(r => r.VariantId), ct);
            var levels = new Levels(stock.Values);
            foreach (var reservation in held)
            {
                reservation.End(end);
                var item = stock[reservation.VariantId];
                switch (end)
                {
                    case ReservationState.Sold:
                        db.Add(item.Sell(reservation.Quantity, orderId, clock.GetUtcNow()));
                        break;
                    case ReservationState.Returned:
                        db.Add(item.Return(reservation.Quantity, orderId, clock.GetUtcNow()));
                        break;
                    default:
                        item.Release(reservation.Quantity);
                        break;
                }
            }
            levels.Tell(db);
        },
        ct);

    // Locked in id order, so two baskets with the same products cannot deadlock.
    private async Task<Dictionary<Guid, StockItem>> LockAsync(IEnumerable<Guid> variantIds, CancellationToken ct)
    {
        // What an earlier transaction of this scope has read is old; tracked rows would hide what the lock finds.
        foreach (var known in db.ChangeTracker.Entries<StockItem>().Where(e => e.State == EntityState.Unchanged).ToList())
        {
            known.State = EntityState.Detached;
        }
        Guid[] ids = [.. variantIds.Distinct()];
        return await db.Set<StockItem>()
            .FromSql($"select * from stock_items where store_id = {db.StoreId} and variant_id = any({ids}) order by variant_id for update")
            .ToDictionaryAsync(s => s.VariantId, ct);
    }

    /// <summary>Remembers how the items stood, to tell which have crossed a threshold.</summary>
    private sealed class Levels(IReadOnlyCollection<StockItem> items)
    {
        private readonly Dictionary<Guid, Availability> _before = items.ToDictionary(i => i.VariantId, i => StockLevels.Of(i.Sellable));

        public void Tell(ShopDb db)
        {
            var crossed = items.Where(i => StockLevels.Of(i.Sellable) != _before[i.VariantId]).Select(i => i.VariantId);
            foreach (var some in crossed.Chunk(100))
            {
                db.Enqueue(new StockChanged(some));
            }
        }
    }
}
