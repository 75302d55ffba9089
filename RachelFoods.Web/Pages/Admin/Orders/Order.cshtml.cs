using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using RachelFoods.Web.Kernel;
using RachelFoods.Web.Modules.Auth;
using RachelFoods.Web.Modules.Orders;
using RachelFoods.Web.Modules.Payments;
using RachelFoods.Web.Modules.Refunds;
using RachelFoods.Web.Modules.Wallet;
using RachelFoods.Web.Safety;

namespace RachelFoods.Web.Pages.Admin.Orders;

[ResponseCache(NoStore = true)]
public sealed class OrderModel(
    OrderService orders,
    PaymentService payments,
    RefundService refunds,
    StaffDisputes disputes,
    LedgerService ledger,
    AccountService accounts,
    ILogger<OrderModel> log) : PageModel
{
    public StaffOrderView View { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(string number, CancellationToken ct)
    {
        if (await orders.FindForStaffAsync(number, ct) is not { } order)
        {
            return NotFound();
        }
        View = await ShowAsync(order, ct);
        return Page();
    }

    public async Task<IActionResult> OnPostMoveAsync(string number, [FromForm] MoveForm move, CancellationToken ct)
    {
        if (!ModelState.IsValid || User.BuyerId() is not { } staffId)
        {
            return BadRequest();
        }
        var result = await orders.MoveAsync(number, move.Target, move.Version, Actor.Staff(staffId), move.Why, ct);
        return await AnswerAsync(MoveAnswer.Of(result, move), move, ct);
    }

    /// <summary>Of an unpaid card order. Stripe is asked first, for it may just have been paid.</summary>
    public async Task<IActionResult> OnPostCancelAsync(string number, [FromForm] MoveForm move, CancellationToken ct)
    {
        if (!ModelState.IsValid || User.BuyerId() is not { } staffId)
        {
            return BadRequest();
        }
        if (await orders.FindForStaffAsync(number, ct) is not { } order)
        {
            return NotFound();
        }
        if (move.Why is not { } reason)
        {
            return await AnswerAsync(new MoveAnswer(order, StatusCodes.Status422UnprocessableEntity, "Please say why."), move, ct);
        }
        var result = await CloseAsync(order.Id, reason, Actor.Staff(staffId), ct);
        var now = await orders.FindForStaffAsync(number, ct);
        return await AnswerAsync(MoveAnswer.Of(result, now!), move, ct);
    }

    private async Task<CloseResult?> CloseAsync(Guid orderId, string reason, Actor staff, CancellationToken ct)
    {
        HttpContext.Note("OrderId", orderId);
        try
        {
            return await payments.CloseAsync(orderId, reason, staff, ct);
        }
        catch (GatewayUnavailable e)
        {
            // The order stays closing; its expiry asks Stripe again.
            log.LogWarning(e, "Order {OrderId} could not be closed at once.", orderId);
            return null;
        }
    }

    private async Task<IActionResult> AnswerAsync(MoveAnswer answer, MoveForm move, CancellationToken ct)
    {
        if (answer.Now is not { } now)
        {
            return NotFound();
        }
        View = await ShowAsync(now, ct);
        if (answer.Problem is null)
        {
            return this.FragmentOrRedirect("_StaffOrder", View with { Done = true }, $"/admin/orders/{now.Number}");
        }
        Response.StatusCode = answer.Status;
        View = View with { Tried = move, Problem = answer.Problem };
        return this.FragmentOrPage("_StaffOrder", View);
    }

    private async Task<StaffOrderView> ShowAsync(OrderView order, CancellationToken ct)
    {
        HttpContext.Note("OrderId", order.Id);
        var given = await refunds.ListForOrderAsync(order.Id, ct);
        var people = order.History.Select(move => move.ById).Concat(given.Select(refund => refund.RequestedById));
        return new StaffOrderView(
            order,
            await accounts.NamesAsync([.. people.OfType<Guid>().Distinct()], ct),
            await payments.ListForOrderAsync(order.Id, ct),
            given,
            await ledger.ListForOrderAsync(order.Id, ct))
        {
            Disputes = await disputes.ForOrderAsync(order.Id, ct),
        };
    }
}
