using Microsoft.EntityFrameworkCore;
using RachelFoods.Web.Data;
using RachelFoods.Web.Kernel;
using RachelFoods.Web.Modules.Products;

namespace RachelFoods.Web.Modules.Inventory;

/// <summary>
/// What is on the shelf and to whom it is promised. Each act locks the rows first, and leaves a movement for whatever it changes of what is
/// on hand.
/// </summary>
public sealed class InventoryService(ShopDb db, ProductService products, StockWatch watch, TimeProvider clock)
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
                var stock = await db.LockStockAsync(wishes.Select(w => w.VariantId), ct);
                if (await db.Set<StockReservation>().AnyAsync(r => r.OrderId == orderId, ct))
                {
                    return new ReserveResult.Reserved();
                }
                var missing = wishes.Where(w => stock.Sellable(w.VariantId) < w.Quantity)
                    .ToDictionary(w => w.VariantId, w => stock.Sellable(w.VariantId));
                if (missing.Count > 0)
                {
                    return new ReserveResult.Short(missing);
                }
                foreach (var wish in wishes)
                {
                    stock[wish.VariantId].Reserve(wish.Quantity);
                    db.Add(new StockReservation(orderId, wish.VariantId, wish.Quantity, clock.GetUtcNow()));
                }
                await watch.TellAsync(stock, ct);
                return new ReserveResult.Reserved();
            },
            ct);

    /// <summary>What the order held leaves the shelf. Done again, it changes nothing.</summary>
    public Task SellAsync(Guid orderId, Actor by, CancellationToken ct) => EndAsync(
        orderId,
        (item, held) =>
        {
            held.Sell();
            db.Add(item.Sell(held.Quantity, new StockAct(StockReason.Sale, by, clock.GetUtcNow(), orderId)));
        },
        ct);

    /// <summary>What the order held can be sold to others. Done again, it changes nothing.</summary>
    public Task ReleaseAsync(Guid orderId, CancellationToken ct) => EndAsync(
        orderId,
        (item, held) =>
        {
            held.Release();
            item.Release(held.Quantity);
        },
        ct);

    /// <summary>
    /// Puts some of what an order bought back on the shelf: all of these lines or, if of one more was to come than was sold and has not
    /// come back, none. By the same key once. Whoever calls has locked the order.
    /// </summary>
    public Task<ReturnStockResult> ReturnAsync(ReturnStock back, CancellationToken ct) => db.InTransactionAsync<ReturnStockResult>(
        async () =>
        {
            var lines = Merged(back.Lines);
            var sold = (await db.LockReservationsAsync(back.OrderId, ["SOLD", "RETURNED"], ct)).ToDictionary(r => r.VariantId);
            if (await db.Set<StockMovement>().AnyAsync(m => m.OrderId == back.OrderId && m.Key == back.Key, ct))
            {
                return new ReturnStockResult.Returned(Again: true);
            }
            var left = lines.ToDictionary(l => l.VariantId, l => sold.GetValueOrDefault(l.VariantId)?.Returnable ?? 0);
            var tooMany = lines.Where(l => left[l.VariantId] < l.Quantity).ToDictionary(l => l.VariantId, l => left[l.VariantId]);
            if (tooMany.Count > 0)
            {
                return new ReturnStockResult.MoreThanSold(tooMany);
            }
            var act = new StockAct(StockReason.Returned, back.By, clock.GetUtcNow(), back.OrderId, back.Note, back.Key);
            await PutBackAsync([.. lines.Select(l => (sold[l.VariantId], l.Quantity))], act, ct);
            return new ReturnStockResult.Returned(Again: false);
        },
        ct);

    /// <summary>How many of each variant that the order bought can still come back.</summary>
    public async Task<IReadOnlyDictionary<Guid, int>> ReturnableAsync(Guid orderId, CancellationToken ct) =>
        await db.Set<StockReservation>().Where(r => r.OrderId == orderId && r.State == ReservationState.Sold)
            .ToDictionaryAsync(r => r.VariantId, r => r.Quantity - r.Returned, ct);

    /// <summary>Puts back whatever the order bought and has not come back yet. Done again, it changes nothing.</summary>
    /// <param name="only">The variants that can be sold again; null for all.</param>
    public Task ReturnRestAsync(Guid orderId, IReadOnlyCollection<Guid>? only, Actor by, CancellationToken ct) => db.InTransactionAsync(
        async () =>
        {
            var sold = await db.LockReservationsAsync(orderId, ["SOLD"], ct);
            await PutBackAsync(
                [.. sold.Where(r => only?.Contains(r.VariantId) ?? true).Select(r => (r, r.Returnable))],
                new StockAct(StockReason.Returned, by, clock.GetUtcNow(), orderId),
                ct);
        },
        ct);

    /// <summary>Goods arrive: on the shelf, and in the record of movements.</summary>
    public Task ReceiveAsync(IReadOnlyCollection<Wanted> goods, Actor by, CancellationToken ct) => db.InTransactionAsync(
        async () =>
        {
            var arrived = Merged(goods);
            Guid[] ids = [.. arrived.Select(w => w.VariantId)];
            await db.EnsureStockAsync(ids, ct);
            var stock = await db.LockStockAsync(ids, ct);
            var act = new StockAct(StockReason.Received, by, clock.GetUtcNow());
            db.AddRange(arrived.Select(w => stock[w.VariantId].Move(w.Quantity, act)));
            await watch.TellAsync(stock, ct);
        },
        ct);

    /// <summary>
    /// Books what somebody has counted. If something has moved since the page was shown, nobody but who counted can say whether the count
    /// knows of it: nothing is done then, unless they have said so.
    /// </summary>
    public Task<ChangeStockResult> CountAsync(CountStock count, CancellationToken ct) => ChangeAsync(
        count.VariantId,
        new StockAct(StockReason.Counted, count.By, clock.GetUtcNow(), Note: count.Note, Key: $"form {count.FormKey}"),
        item => item.OnHand != count.Seen && !count.BeforeWhatMoved ? null : count.Counted - count.Seen,
        ct);

    /// <summary>Goods arrive, spoil, break or are found again.</summary>
    /// <exception cref="ArgumentException">Nothing changes, or the reason belongs to orders or counts.</exception>
    public Task<ChangeStockResult> AdjustAsync(AdjustStock adjust, CancellationToken ct) =>
        adjust.Delta == 0 || adjust.Reason is StockReason.Sale or StockReason.Returned or StockReason.Counted
            ? throw new ArgumentException($"{adjust.Delta} by {adjust.Reason} is no adjustment.", nameof(adjust))
            : ChangeAsync(
                adjust.VariantId,
                new StockAct(adjust.Reason, adjust.By, clock.GetUtcNow(), Note: adjust.Note, Key: $"form {adjust.FormKey}"),
                _ => adjust.Delta,
                ct);

    /// <summary>Tells Products how the product stands. Under the stock's locks, so that of two tellers the later one knows more.</summary>
    internal Task TellAvailabilityAsync(Guid productId, IReadOnlyCollection<Guid> variantIds, CancellationToken ct) => db.InTransactionAsync(
        async () =>
        {
            var stock = await db.LockStockAsync(variantIds, ct);
            var most = stock.Items.Select(item => item.Sellable).DefaultIfEmpty(0).Max();
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

    private Task EndAsync(Guid orderId, Action<StockItem, StockReservation> end, CancellationToken ct) => db.InTransactionAsync(
        async () =>
        {
            var held = await db.LockReservationsAsync(orderId, ["HELD"], ct);
            var stock = await db.LockStockAsync(held.Select(r => r.VariantId), ct);
            foreach (var reservation in held)
            {
                end(stock[reservation.VariantId], reservation);
            }
            await watch.TellAsync(stock, ct);
        },
        ct);

    private async Task PutBackAsync(IReadOnlyList<(StockReservation Sold, int Quantity)> back, StockAct act, CancellationToken ct)
    {
        var stock = await db.LockStockAsync(back.Select(b => b.Sold.VariantId), ct);
        foreach (var (sold, quantity) in back)
        {
            sold.Return(quantity);
            db.Add(stock[sold.VariantId].Move(quantity, act));
        }
        await watch.TellAsync(stock, ct);
    }

    /// <param name="delta">By how much, under the lock; null if the page did not know what it must know.</param>
    private Task<ChangeStockResult> ChangeAsync(Guid variantId, StockAct act, Func<StockItem, int?> delta, CancellationToken ct) =>
        db.InTransactionAsync<ChangeStockResult>(
            async () =>
            {
                if ((await products.FindVariantsAsync([variantId], ct)).Count == 0)
                {
                    return new ChangeStockResult.NotFound();
                }
                await db.EnsureStockAsync([variantId], ct);
                var stock = await db.LockStockAsync([variantId], ct);
                var item = stock[variantId];
                if (await db.Set<StockMovement>().Where(m => m.VariantId == variantId && m.Key == act.Key).FirstOrDefaultAsync(ct) is { } done)
                {
                    return new ChangeStockResult.Changed(item.Level, done.Delta, Again: true);
                }
                if (delta(item) is not { } change)
                {
                    return new ChangeStockResult.Moved(item.Level);
                }
                if (item.OnHand + change < item.Reserved)
                {
                    return new ChangeStockResult.LessThanReserved(item.Level);
                }
                db.Add(item.Move(change, act));
                await watch.TellAsync(stock, ct);
                return new ChangeStockResult.Changed(item.Level, change, Again: false);
            },
            ct);
}
