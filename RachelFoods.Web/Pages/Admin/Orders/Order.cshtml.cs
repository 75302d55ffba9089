using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using RachelFoods.Web.Kernel;
using RachelFoods.Web.Modules.Auth;
using RachelFoods.Web.Modules.Orders;

namespace RachelFoods.Web.Pages.Admin.Orders;

[ResponseCache(NoStore = true)]
public sealed class OrderModel(OrderService orders, AccountService accounts) : PageModel
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

    private async Task<StaffOrderView> ShowAsync(OrderView order, CancellationToken ct) => new(
        order, await accounts.NamesAsync([.. order.History.Select(move => move.ById).OfType<Guid>().Distinct()], ct));
}
