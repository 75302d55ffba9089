using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using RachelFoods.Web.Modules.Orders;

namespace RachelFoods.Web.Pages.Admin;

/// <param name="Address">The list of just these orders.</param>
public sealed record TodoTask(int Count, string Words, string Address);

[ResponseCache(NoStore = true)]
public sealed class IndexModel(StaffOrders orders) : PageModel
{
    public IReadOnlyList<TodoTask> Tasks { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct)
    {
        var counts = await orders.CountAsync(ct);
        Tasks =
        [
            new(counts.PaidToConfirm, "paid, to confirm", "/admin/orders?status=paid"),
            new(counts.CashToConfirm, "for cash, to confirm", "/admin/orders?status=pending&method=cashOnDelivery"),
            new(counts.ToPack, "confirmed, to pack", "/admin/orders?status=confirmed"),
            new(counts.Packing, "being packed", "/admin/orders?status=preparing"),
            new(counts.OnTheWay, "on their way", "/admin/orders?status=shipping"),
            new(counts.Unpaid, "waiting for payment", "/admin/orders?status=pending&method=card"),
        ];
    }
}
