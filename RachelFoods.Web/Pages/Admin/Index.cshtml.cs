using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using RachelFoods.Web.Modules.Orders;
using RachelFoods.Web.Modules.Refunds;

namespace RachelFoods.Web.Pages.Admin;

/// <param name="Address">The list of just these.</param>
public sealed record TodoTask(int Count, string Words, string Address);

[ResponseCache(NoStore = true)]
public sealed class IndexModel(StaffOrders orders, StaffRefunds refunds) : PageModel
{
    public IReadOnlyList<TodoTask> Tasks { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct)
    {
        var counts = await orders.CountAsync(ct);
        var money = await refunds.CountAsync(ct);
        Tasks =
        [
            new(counts.PaidToConfirm, "paid, to confirm", "/admin/orders?status=paid"),
            new(counts.CashToConfirm, "for cash, to confirm", "/admin/orders?status=pending&method=cashOnDelivery"),
            new(counts.ToPack, "confirmed, to pack", "/admin/orders?status=confirmed"),
            new(counts.Packing, "being packed", "/admin/orders?status=preparing"),
            new(counts.OnTheWay, "on their way", "/admin/orders?status=shipping"),
            new(counts.Unpaid, "waiting for payment", "/admin/orders?status=pending&method=card"),
            new(money.Owed, "refunds that failed", "/admin/refunds?show=owed"),
            new(money.TooLate, "paid too late, on the way back", "/admin/refunds?show=tooLate"),
        ];
    }
}
