using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using RachelFoods.Web.Kernel;
using RachelFoods.Web.Modules.Orders;
using RachelFoods.Web.Modules.Payments;
using RachelFoods.Web.Modules.Refunds;
using RachelFoods.Web.Pages.Shared.TagHelpers;

namespace RachelFoods.Web.Pages.Admin;

/// <param name="Address">The list of just these.</param>
public sealed record TodoTask(int Count, string Words, string Address);

[ResponseCache(NoStore = true)]
public sealed class IndexModel(StaffOrders orders, StaffRefunds refunds, StaffDisputes disputes, StoreContext stores) : PageModel
{
    public IReadOnlyList<TodoTask> Tasks { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct)
    {
        var counts = await orders.CountAsync(ct);
        var money = await refunds.CountAsync(ct);
        var toAnswer = await disputes.ToAnswerAsync(ct);
        Tasks =
        [
            .. toAnswer.Count == 0 ? Array.Empty<TodoTask>() : [new(toAnswer.Count, Words(toAnswer), "/admin/money#disputes")],
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

    private string Words(DisputesToAnswer waiting)
    {
        var what = waiting.Count == 1 ? "dispute to answer" : "disputes to answer";
        return waiting.First is { } due
            ? $"{what}, {(waiting.Count == 1 ? "" : "the first ")}by {LocalTimeTagHelper.Write(due, TimePart.Date, stores.Current)}"
            : what;
    }
}
