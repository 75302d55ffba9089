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
public sealed class IndexModel(OrderService orders) : PageModel
{
    public OrderList List { get; private set; } = null!;

    public PagerView Pager => new(Address(List.Newer), Address(List.Older), "Newest first");

    public async Task<IActionResult> OnGetAsync(string? at, CancellationToken ct)
    {
        if (User.BuyerId() is not { } buyerId)
        {
            return NotFound();
        }
        List = await orders.ListForBuyerAsync(buyerId, ListCursor.Parse(at), ct);
        return Page();
    }

    private static string? Address(ListCursor? cursor) => cursor is null ? null : $"/orders?at={cursor}";
}
