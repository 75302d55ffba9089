using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using RachelFoods.Web.Kernel;
using RachelFoods.Web.Modules.Auth;
using RachelFoods.Web.Modules.Orders;
using RachelFoods.Web.Safety;

namespace RachelFoods.Web.Pages.Admin.Orders;

[ResponseCache(NoStore = true)]
public sealed class OrderModel(OrderService orders, OrderMoves moves, StaffOrderDesk desk) : PageModel
{
    public StaffOrderView View { get; private set; } = null!;

    /// <param name="seen">The stamp of what the page shows, where it asks for news.</param>
    public async Task<IActionResult> OnGetAsync(string number, string? seen, CancellationToken ct)
    {
        if (await orders.FindForStaffAsync(number, ct) is not { } order)
        {
            return NotFound();
        }
        await ShowAsync(order, ct);
        View = View with { Seen = seen };
        return this.FragmentOrPage("_StaffOrder", View, seen == View.Stamp);
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

    public async Task<IActionResult> OnPostUndoAsync(string number, int version, CancellationToken ct) =>
        ModelState.IsValid && User.BuyerId() is { } staffId
            ? await AnswerAsync(MoveAnswer.Of(await moves.UndoAsync(number, version, Actor.Staff(staffId), ct)), null, ct)
            : BadRequest();

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
        HttpContext.Note("OrderId", order.Id);
        var result = await desk.CloseAsync(order.Id, reason, Actor.Staff(staffId), ct);
        return await AnswerAsync(MoveAnswer.Of(result, (await orders.FindForStaffAsync(number, ct))!), move, ct);
    }

    private async Task<IActionResult> AnswerAsync(MoveAnswer answer, MoveForm? tried, CancellationToken ct)
    {
        if (answer.Now is not { } now)
        {
            return NotFound();
        }
        await ShowAsync(now, ct);
        if (answer.Problem is null)
        {
            return this.FragmentOrRedirect("_StaffOrder", View with { Done = true }, View.Address);
        }
        Response.StatusCode = answer.Status;
        View = View with { Tried = tried, Problem = answer.Problem };
        return this.FragmentOrPage("_StaffOrder", View);
    }

    private async Task ShowAsync(OrderView order, CancellationToken ct)
    {
        HttpContext.Note("OrderId", order.Id);
        View = await desk.ShowAsync(order, ct);
    }
}
