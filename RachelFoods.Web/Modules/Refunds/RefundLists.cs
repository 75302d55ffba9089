using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using RachelFoods.Web.Data;
using RachelFoods.Web.Kernel;
using RachelFoods.Web.Modules.Orders;

namespace RachelFoods.Web.Modules.Refunds;

/// <param name="OrderNumber">For people; the view holds the order's id.</param>
public sealed record RefundRowView(RefundView Refund, string OrderNumber);

public enum RefundFilter
{
    Pending,
    Succeeded,

    /// <summary>Failed or cancelled, made good or not.</summary>
    CameToNothing,

    /// <summary>Came to nothing and wait for somebody to ask again.</summary>
    Owed,

    /// <summary>Money that came for cancelled orders, or twice, and is on its way back.</summary>
    TooLate,
}

/// <summary>Part of a list, newest first. The cursors lead to its neighbours; null where there is none.</summary>
public sealed record RefundList(IReadOnlyList<RefundRowView> Rows, ListCursor? Newer, ListCursor? Older);

/// <summary>What waits for the staff, or is worth knowing; each is the filter of that name.</summary>
public sealed record RefundCounts(int Owed, int TooLate);

internal static class RefundLists
{
    public static Expression<Func<Refund, RefundView>> View(ShopDb db) => r => new RefundView(
        r.Id, r.OrderId, r.Amount, r.Cause, r.State, r.StripeId, r.FailureReason, r.RequestedByKind, r.RequestedById, r.RequestedAt, r.SettledAt,
        db.Set<Refund>().Any(other => other.ReplacesId == r.Id));
}

/// <summary>Refunds as the staff look for them.</summary>
public sealed class StaffRefunds(ShopDb db, StaffOrders orders)
{
    private const int PageSize = 25;

    /// <param name="filter">Null for all.</param>
    public async Task<RefundList> ListAsync(RefundFilter? filter, ListCursor? from, CancellationToken ct)
    {
        var refunds = Matching(filter);
        var upwards = from?.TowardsNewer == true;
        var rows = await Ordered(refunds.AsNoTracking(), from).Take(PageSize + 1).Select(RefundLists.View(db)).ToListAsync(ct);
        var more = rows.Count > PageSize;
        rows = rows.GetRange(0, Math.Min(rows.Count, PageSize));
        if (upwards)
        {
            rows.Reverse();
        }
        if (rows.Count == 0)
        {
            return from is null ? new RefundList([], null, null) : await ListAsync(filter, null, ct);
        }
        return new RefundList(
            await WithNumbersAsync(rows, ct),
            (upwards ? more : from is not null) ? new ListCursor(rows[0].RequestedAt, rows[0].Id, TowardsNewer: true) : null,
            (upwards || more) ? new ListCursor(rows[^1].RequestedAt, rows[^1].Id, TowardsNewer: false) : null);
    }

    public async Task<RefundRowView?> FindAsync(Guid refundId, CancellationToken ct) =>
        await db.Set<Refund>().AsNoTracking().Where(r => r.Id == refundId).Select(RefundLists.View(db)).SingleOrDefaultAsync(ct) is { } refund
            ? (await WithNumbersAsync([refund], ct))[0]
            : null;

    public async Task<RefundCounts> CountAsync(CancellationToken ct) => new(
        await Matching(RefundFilter.Owed).CountAsync(ct), await Matching(RefundFilter.TooLate).CountAsync(ct));

    private IQueryable<Refund> Matching(RefundFilter? filter)
    {
        var refunds = db.Set<Refund>();
        return filter switch
        {
            RefundFilter.Pending => refunds.Where(r => r.State == RefundState.Pending),
            RefundFilter.Succeeded => refunds.Where(r => r.State == RefundState.Succeeded),
            RefundFilter.CameToNothing => refunds.Where(r => r.State == RefundState.Failed || r.State == RefundState.Canceled),
            RefundFilter.Owed => refunds.Where(r => (r.State == RefundState.Failed || r.State == RefundState.Canceled)
                && !refunds.Any(other => other.ReplacesId == r.Id)),
            RefundFilter.TooLate => refunds.Where(r => r.State == RefundState.Pending && r.Cause == RefundCause.PaidTooLate),
            _ => refunds,
        };
    }

    private static IQueryable<Refund> Ordered(IQueryable<Refund> refunds, ListCursor? from) => from switch
    {
        null => refunds.OrderByDescending(r => r.RequestedAt).ThenByDescending(r => r.Id),
        { TowardsNewer: false } => refunds
            .Where(r => EF.Functions.LessThan(ValueTuple.Create(r.RequestedAt, r.Id), ValueTuple.Create(from.At, from.Id)))
            .OrderByDescending(r => r.RequestedAt).ThenByDescending(r => r.Id),
        _ => refunds
            .Where(r => EF.Functions.GreaterThan(ValueTuple.Create(r.RequestedAt, r.Id), ValueTuple.Create(from.At, from.Id)))
            .OrderBy(r => r.RequestedAt).ThenBy(r => r.Id),
    };

    private async Task<IReadOnlyList<RefundRowView>> WithNumbersAsync(IReadOnlyList<RefundView> rows, CancellationToken ct)
    {
        var numbers = await orders.NumbersAsync([.. rows.Select(r => r.OrderId).Distinct()], ct);
        return [.. rows.Select(r => new RefundRowView(r, numbers[r.OrderId]))];
    }
}
