using Microsoft.EntityFrameworkCore;
using RachelFoods.Web.Kernel;

namespace RachelFoods.Web.Modules.Orders;

/// <summary>Pages of orders without offset or count: each begins where its neighbour ends, so a page far down costs as much as the first.</summary>
internal static class OrderLists
{
    public static async Task<OrderList> PageAsync(this IQueryable<Order> orders, ListCursor? from, int size, CancellationToken ct)
    {
        var upwards = from?.TowardsNewer == true;
        var rows = await Ordered(orders.AsNoTracking(), from).Take(size + 1).Select(OrderRowView.OfOrder).ToListAsync(ct);
        var more = rows.Count > size;
        rows = rows.GetRange(0, Math.Min(rows.Count, size));
        if (upwards)
        {
            rows.Reverse();
        }
        return rows.Count == 0 && from is not null
            ? await orders.PageAsync(null, size, ct)
            : new OrderList(
                rows,
                (upwards ? more : from is not null) ? new ListCursor(rows[0].PlacedAt, rows[0].Id, TowardsNewer: true) : null,
                (upwards || more) ? new ListCursor(rows[^1].PlacedAt, rows[^1].Id, TowardsNewer: false) : null);
    }

    private static IQueryable<Order> Ordered(IQueryable<Order> orders, ListCursor? from) => from switch
    {
        null => orders.OrderByDescending(o => o.PlacedAt).ThenByDescending(o => o.Id),
        { TowardsNewer: false } => orders
            .Where(o => EF.Functions.LessThan(ValueTuple.Create(o.PlacedAt, o.Id), ValueTuple.Create(from.At, from.Id)))
            .OrderByDescending(o => o.PlacedAt).ThenByDescending(o => o.Id),
        _ => orders
            .Where(o => EF.Functions.GreaterThan(ValueTuple.Create(o.PlacedAt, o.Id), ValueTuple.Create(from.At, from.Id)))
            .OrderBy(o => o.PlacedAt).ThenBy(o => o.Id),
    };
}
