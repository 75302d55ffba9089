using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using RachelFoods.Web.Kernel;
using RachelFoods.Web.Modules.Auth;
using RachelFoods.Web.Modules.Orders;
using RachelFoods.Web.Pages.Shared;

namespace RachelFoods.Web.Pages.Orders;

[Authorize]
[ResponseCache(NoStore = true)]
public sealed class IndexModel(OrderService orders, GuestOrders guestOrders) : PageModel
{
    public OrderList List { get; private set; } = null!;

    /// <summary>Orders that this customer placed as a guest and may add.</summary>
    public int Unclaimed { get; private set; }

    [TempData(Key = "OrdersAdded")]
    public int? Added { get; set; }

    public PagerView Pager => new(Address(List.Newer), Address(List.Older), "Newest first");

    public async Task<IActionResult> OnGetAsync(string? at, CancellationToken ct)
    {
        if (User.BuyerId() is not { } buyerId)
        {
            return NotFound();
        }
        List = await orders.ListForBuyerAsync(buyerId, ListCursor.Parse(at), ct);
        Unclaimed = await guestOrders.CountAsync(buyerId, ct);
        return Page();
    }

    public async Task<IActionResult> OnPostClaimAsync(CancellationToken ct)
    {
        if (User.BuyerId() is { } buyerId && await guestOrders.ClaimAsync(buyerId, ct) is > 0 and var added)
        {
            Added = added;
        }
        return Redirect("/orders");
    }

    private static string? Address(ListCursor? cursor) => cursor is null ? null : $"/orders?at={cursor}";
}
