using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using RachelFoods.Web.Kernel;
using RachelFoods.Web.Modules.Auth;
using RachelFoods.Web.Modules.Orders;
using RachelFoods.Web.Modules.Refunds;
using RachelFoods.Web.Pages.Orders;
using RachelFoods.Web.Safety;

namespace RachelFoods.Web.Pages.Admin.Orders;

/// <summary>The staff's cancelling of what is paid, or sold for cash. What came of it, the order's own page says.</summary>
[ResponseCache(NoStore = true)]
public sealed class CancellationModel(OrderService orders, RefundService refunds, StaffOrderDesk desk) : PageModel
{
    /// <summary>Of the order as the page showed it.</summary>
    [BindProperty]
    public int Version { get; set; }

    [BindProperty, Required(ErrorMessage = "Please say why; the customer reads it."), StringLength(500)]
    public string? Reason { get; set; }

    /// <summary>Variants that can be sold again.</summary>
    [BindProperty]
    public IReadOnlyCollection<Guid> Restock { get; set; } = [];

    public OrderView Order { get; private set; } = null!;

    public IReadOnlyList<RestockLine> Goods { get; private set; } = [];

    public CancelPreview Money { get; private set; } = null!;

    public string? Problem { get; private set; }

    public string OrderAddress => $"/admin/orders/{Order.Number}";

    public async Task<IActionResult> OnGetAsync(string number, CancellationToken ct)
    {
        if (!await FindAsync(number, ct))
        {
            return NotFound();
        }
        Restock = [.. Goods.Where(line => line.Default).Select(line => line.VariantId)];
        return Order.CanBeUndone(ActorKind.Staff) ? Page() : LocalRedirect(OrderAddress);
    }

    public async Task<IActionResult> OnPostAsync(string number, CancellationToken ct)
    {
        if (User.BuyerId() is not { } staffId || !await FindAsync(number, ct))
        {
            return NotFound();
        }
        if (!ModelState.IsValid)
        {
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return Page();
        }
        var cancel = new CancelPaidOrder(number, Version, Actor.Staff(staffId), Reason!.Trim(), Restock);
        if (await refunds.CancelPaidOrderAsync(cancel, ct) is CancelPaidResult.Cancelled)
        {
            return LocalRedirect(OrderAddress);
        }
        await FindAsync(number, ct);
        Response.StatusCode = StatusCodes.Status409Conflict;
        Problem = Order.Version == Version
            ? null // The page itself says why not.
            : $"Nothing was changed: somebody moved the order, which is “{OrderWords.Of(Order.Status, Order.Method)}” now. Please look again.";
        return Order.CanBeUndone(ActorKind.Staff) ? Page() : LocalRedirect(OrderAddress);
    }

    private async Task<bool> FindAsync(string number, CancellationToken ct)
    {
        if (await orders.FindForStaffAsync(number, ct) is not { } order)
        {
            return false;
        }
        HttpContext.Note("OrderId", order.Id);
        (Order, Money, Goods) = (order, await refunds.PreviewAsync(order.Id, ct), await desk.RestockAsync(order, ct));
        return true;
    }
}
