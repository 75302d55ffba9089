using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using RachelFoods.Web.Data;
using RachelFoods.Web.Kernel;
using RachelFoods.Web.Modules.Products;
using RachelFoods.Web.Modules.Stores;

namespace RachelFoods.Web.Modules.Inventory;

/// <summary><c>Inventory__…</c></summary>
public sealed class InventoryOptions
{
    /// <summary>How long variants that run low are gathered, so that many of them make one mail to the store.</summary>
    public TimeSpan GatherLow { get; set; } = TimeSpan.FromHours(1);
}

/// <summary>A variant has run low; gathered with others until this is due.</summary>
public sealed record StockRanLow;

/// <summary>Variants that have run low since the store was last told. Each of them once for each time that it crosses its threshold.</summary>
public sealed record LowStockFound(Guid Id, IReadOnlyList<Guid> VariantIds);

/// <summary>Tells onward which variants have crossed a threshold: in the transaction that changed them, under their locks.</summary>
public sealed class StockWatch(ShopDb db, ProductService products, StoreSettingsService settings, IOptions<InventoryOptions> options, TimeProvider clock)
{
    /// <summary>From when the variant is low; without a number of its own, the store's counts.</summary>
    public Task<bool> SetLowAtAsync(Guid variantId, int? lowAt, CancellationToken ct) => db.InTransactionAsync(
        async () =>
        {
            if ((await products.FindVariantsAsync([variantId], ct)).Count == 0)
            {
                return false;
            }
            await db.EnsureStockAsync([variantId], ct);
            var stock = await db.LockStockAsync([variantId], ct);
            stock[variantId].SetLowAt(lowAt, (await settings.GetAsync(ct)).LowStockAt);
            return true;
        },
        ct);

    internal async Task TellAsync(LockedStock stock, CancellationToken ct)
    {
        if (!stock.HasChanged)
        {
            return;
        }
        foreach (var some in stock.Crossed().Chunk(100))
        {
            db.Enqueue(new StockChanged(some));
        }
        var now = clock.GetUtcNow();
        if (stock.RunLow((await settings.GetAsync(ct)).LowStockAt, now))
        {
            db.Enqueue(new StockRanLow(), now + options.Value.GatherLow);
        }
    }

    /// <summary>All that has run low and nobody was told of, in one message. Locked, so that of two who gather each finds others.</summary>
    internal Task GatherAsync(CancellationToken ct) => db.InTransactionAsync(
        async () =>
        {
            var low = await db.Set<StockItem>().FromSql(
                $"""
                select * from stock_items where store_id = {db.StoreId} and low_since is not null and low_told_at is null
                order by variant_id for update
                """).ToListAsync(ct);
            if (low.Count == 0)
            {
                return;
            }
            foreach (var item in low)
            {
                item.TellLow(clock.GetUtcNow());
            }
            db.Enqueue(new LowStockFound(Guid.CreateVersion7(), [.. low.Select(item => item.VariantId)]));
        },
        ct);
}

internal sealed class GatherLowStock(StockWatch watch) : IHandle<StockRanLow>
{
    public Task HandleAsync(StockRanLow message, CancellationToken ct) => watch.GatherAsync(ct);
}
