using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using RachelFoods.Web.Data;
using RachelFoods.Web.Kernel;
using RachelFoods.Web.Modules.Products;
using RachelFoods.Web.Modules.Stores;

namespace RachelFoods.Web.Modules.Inventory;

/// <summary>Stock as the staff look at it. Each question is a fixed number of statements, however many variants there are.</summary>
public sealed class StaffStock(ShopDb db, StoreSettingsService settings)
{
    public const int MostHolds = 100;

    private const int PageSize = 50;

    /// <summary>By name, then by size.</summary>
    /// <param name="text">Part of the product's or variant's name, or of the SKU.</param>
    public async Task<StockList> ListAsync(string? text, StockFilter? show, StockCursor? from, CancellationToken ct)
    {
        var rows = Matching(await RowsAsync(_ => true, ct), text, show);
        var start = from is null ? null : await (await RowsAsync(v => v.Id == from.VariantId, ct)).SingleOrDefaultAsync(ct);
        var upwards = start is not null && from!.Backwards;
        var page = await Ordered(rows, start, upwards).Take(PageSize + 1).ToListAsync(ct);
        var more = page.Count > PageSize;
        page = page.GetRange(0, Math.Min(page.Count, PageSize));
        if (upwards)
        {
            page.Reverse();
        }
        return page.Count == 0 && start is not null
            ? await ListAsync(text, show, null, ct)
            : new StockList(
                page,
                (upwards ? more : start is not null) ? new StockCursor(page[0].VariantId, Backwards: true) : null,
                (upwards || more) ? new StockCursor(page[^1].VariantId, Backwards: false) : null);
    }

    public async Task<StockRowView?> FindAsync(Guid variantId, CancellationToken ct) =>
        await (await RowsAsync(v => v.Id == variantId, ct)).SingleOrDefaultAsync(ct);

    /// <summary>These, by name.</summary>
    public async Task<IReadOnlyList<StockRowView>> ListAsync(IReadOnlyCollection<Guid> variantIds, CancellationToken ct) =>
        await Ordered(await RowsAsync(v => variantIds.Contains(v.Id), ct), null, upwards: false).ToListAsync(ct);

    /// <summary>What has become of the variant, newest first.</summary>
    public async Task<StockHistory> HistoryAsync(Guid variantId, ListCursor? from, CancellationToken ct)
    {
        var upwards = from?.TowardsNewer == true;
        var rows = await Ordered(db.Set<StockMovement>().AsNoTracking().Where(m => m.VariantId == variantId), from).Take(PageSize + 1)
            .Select(m => new StockMovementView(m.Id, m.At, m.Delta, m.OnHandAfter, m.Reason, m.Note, m.OrderId, m.ActorKind, m.ActorId)).ToListAsync(ct);
        var more = rows.Count > PageSize;
        rows = rows.GetRange(0, Math.Min(rows.Count, PageSize));
        if (upwards)
        {
            rows.Reverse();
        }
        return rows.Count == 0
            ? new StockHistory([], null, null)
            : new StockHistory(
                rows,
                (upwards ? more : from is not null) ? new ListCursor(rows[0].At, rows[0].Id, TowardsNewer: true) : null,
                (upwards || more) ? new ListCursor(rows[^1].At, rows[^1].Id, TowardsNewer: false) : null);
    }

    /// <summary>The orders to which it is promised, the longest waiting first, up to <see cref="MostHolds"/>.</summary>
    public async Task<IReadOnlyList<StockHold>> HoldsAsync(Guid variantId, CancellationToken ct) =>
        await db.Set<StockReservation>().AsNoTracking().Where(r => r.VariantId == variantId && r.State == ReservationState.Held)
            .OrderBy(r => r.At).ThenBy(r => r.Id).Take(MostHolds).Select(r => new StockHold(r.OrderId, r.Quantity, r.At)).ToListAsync(ct);

    /// <summary>How many of those that are offered are low, those that are sold out among them.</summary>
    public async Task<int> CountLowAsync(CancellationToken ct) =>
        await Matching(await RowsAsync(v => v.IsActive, ct), null, StockFilter.Low).CountAsync(r => r.IsOffered, ct);

    private async Task<IQueryable<StockRowView>> RowsAsync(Expression<Func<ProductVariant, bool>> which, CancellationToken ct)
    {
        var lowAt = (await settings.GetAsync(ct)).LowStockAt;
        return from variant in db.Set<ProductVariant>().AsNoTracking().Where(which)
               join product in db.Set<Product>() on variant.ProductId equals product.Id
               join item in db.Set<StockItem>() on variant.Id equals item.VariantId into items
               from item in items.DefaultIfEmpty()
               select new StockRowView
               {
                   VariantId = variant.Id,
                   ProductId = product.Id,
                   ProductName = product.Name,
                   VariantName = variant.Name,
                   Position = variant.Position,
                   Sku = variant.Sku,
                   OnHand = (int?)item.OnHand ?? 0,
                   Reserved = (int?)item.Reserved ?? 0,
                   OwnLowAt = item.LowAt,
                   LowAt = item.LowAt ?? lowAt,
                   MostPerOrder = product.MostPerOrder,
                   IsOffered = product.Status == ProductStatus.Active && variant.IsActive,
               };
    }

    private static IQueryable<StockRowView> Matching(IQueryable<StockRowView> rows, string? text, StockFilter? show)
    {
        foreach (var word in (text ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            var like = $"%{word.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal)}%";
            rows = rows.Where(r => EF.Functions.ILike(r.ProductName + " " + r.VariantName + " " + r.Sku, like));
        }
        return show switch
        {
            StockFilter.Low => rows.Where(r => r.OnHand - r.Reserved <= r.LowAt),
            StockFilter.SoldOut => rows.Where(r => r.OnHand - r.Reserved <= 0),
            _ => rows,
        };
    }

    // Beginning where the neighbouring page ends, so that a page far down costs as much as the first.
    private static IQueryable<StockRowView> Ordered(IQueryable<StockRowView> rows, StockRowView? start, bool upwards) => (start, upwards) switch
    {
        (null, _) => rows.OrderBy(r => r.ProductName).ThenBy(r => r.Position).ThenBy(r => r.VariantId),
        (_, false) => rows
            .Where(r => EF.Functions.GreaterThan(
                ValueTuple.Create(r.ProductName, r.Position, r.VariantId), ValueTuple.Create(start.ProductName, start.Position, start.VariantId)))
            .OrderBy(r => r.ProductName).ThenBy(r => r.Position).ThenBy(r => r.VariantId),
        _ => rows
            .Where(r => EF.Functions.LessThan(
                ValueTuple.Create(r.ProductName, r.Position, r.VariantId), ValueTuple.Create(start.ProductName, start.Position, start.VariantId)))
            .OrderByDescending(r => r.ProductName).ThenByDescending(r => r.Position).ThenByDescending(r => r.VariantId),
    };

    private static IQueryable<StockMovement> Ordered(IQueryable<StockMovement> moves, ListCursor? from) => from switch
    {
        null => moves.OrderByDescending(m => m.At).ThenByDescending(m => m.Id),
        { TowardsNewer: false } => moves
            .Where(m => EF.Functions.LessThan(ValueTuple.Create(m.At, m.Id), ValueTuple.Create(from.At, from.Id)))
            .OrderByDescending(m => m.At).ThenByDescending(m => m.Id),
        _ => moves
            .Where(m => EF.Functions.GreaterThan(ValueTuple.Create(m.At, m.Id), ValueTuple.Create(from.At, from.Id)))
            .OrderBy(m => m.At).ThenBy(m => m.Id),
    };
}
