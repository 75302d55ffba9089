using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using RachelFoods.Web.Kernel;
using RachelFoods.Web.Modules.Auth;
using RachelFoods.Web.Modules.Inventory;
using RachelFoods.Web.Modules.Orders;
using RachelFoods.Web.Modules.Payments;
using RachelFoods.Web.Modules.Reconciliation;
using RachelFoods.Web.Modules.Refunds;
using RachelFoods.Web.Pages.Shared.TagHelpers;

namespace RachelFoods.Web.Pages.Admin;

/// <param name="Address">The list of just these.</param>
public sealed record TodoTask(int Count, string Words, string Address);

[ResponseCache(NoStore = true)]
public sealed class IndexModel(
    StaffOrders orders, StaffRefunds refunds, StaffDisputes disputes, ReconciliationLog reconciliations, PutAsideService putAside, StaffStock stock, StoreContext stores)
    : PageModel
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
            .. await WorriesAsync(ct),
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

    // Shown only where there are some.
    private async Task<IEnumerable<TodoTask>> WorriesAsync(CancellationToken ct)
    {
        var last = await reconciliations.FindLastAsync(ct);
        var aside = await putAside.CountAsync(ct);
        var day = last is null ? "" : LocalTimeTagHelper.Write(last.At, TimePart.Date, stores.Current);
        TodoTask[] all =
        [
            new(await stock.CountLowAsync(ct), "low or sold out", "/admin/stock?show=Low"),
            new(last?.Findings.Count ?? 0, $"{(last?.Findings.Count == 1 ? "difference" : "differences")} found on {day}", "/admin/money"),
            new(last?.Fault is null ? 0 : 1, $"comparison with Stripe failed on {day}", "/admin/money"),
            new(User.IsAdmin() ? aside.ParkedEvents : 0, aside.ParkedEvents == 1 ? "event of Stripe’s that fits nothing" : "events of Stripe’s that fit nothing", "/admin/system#parked"),
            new(User.IsAdmin() ? aside.DeadLetters : 0, aside.DeadLetters == 1 ? "message that was put aside" : "messages that were put aside", "/admin/system#put-aside"),
        ];
        return all.Where(task => task.Count > 0);
    }

    private string Words(DisputesToAnswer waiting)
    {
        var what = waiting.Count == 1 ? "dispute to answer" : "disputes to answer";
        return waiting.First is { } due
            ? $"{what}, {(waiting.Count == 1 ? "" : "the first ")}by {LocalTimeTagHelper.Write(due, TimePart.Date, stores.Current)}"
            : what;
    }
}
