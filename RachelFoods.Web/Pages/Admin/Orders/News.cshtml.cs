using Microsoft.AspNetCore.Mvc;
using RachelFoods.Web.Kernel;
using RachelFoods.Web.Modules.Orders;
using RachelFoods.Web.Safety;

namespace RachelFoods.Web.Pages.Admin.Orders;

/// <summary>The pieces of the open list that follow what happens.</summary>
[ResponseCache(NoStore = true)]
public sealed class NewsModel(StaffOrders staffOrders, OrderService orders) : OrdersPageModel
{
    /// <param name="since">Newer than the first order shown.</param>
    /// <param name="told">How many the list has told of.</param>
    public async Task<IActionResult> OnGetAsync(string? since, int told, CancellationToken ct)
    {
        if (!ModelState.IsValid || ListCursor.Parse(since) is not { TowardsNewer: true } from)
        {
            return BadRequest();
        }
        var count = await staffOrders.CountNewerAsync(Filter, from, ct);
        return count == told ? StatusCode(StatusCodes.Status204NoContent) : Partial("_OrderNews", new OrderNewsModel(from, count, Query()));
    }

    /// <param name="seen">What the list shows of the order.</param>
    public async Task<IActionResult> OnGetRowAsync(string number, string? seen, CancellationToken ct)
    {
        if (await orders.FindForStaffAsync(number, ct) is not { } order)
        {
            return NotFound();
        }
        HttpContext.Note("OrderId", order.Id);
        var row = new OrderRowModel(OrderRowView.Of(order), Query(), Seen: seen);
        return row.Stamp == seen ? StatusCode(StatusCodes.Status204NoContent) : Partial("_OrderRow", row);
    }
}
