using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using RachelFoods.Web.Kernel;
using RachelFoods.Web.Modules.Auth;
using RachelFoods.Web.Modules.Orders;
using RachelFoods.Web.Modules.Refunds;
using RachelFoods.Web.Safety;

namespace RachelFoods.Web.Pages.Orders;

[Authorize]
[ResponseCache(NoStore = true)]
public sealed class OrderModel(OrderService orders, RefundService refunds, OrderLinks links) : PageModel
{
    public OrderPageView View { get; private set; } = null!;

    /// <param name="look">How often the page has looked by itself for news.</param>
    /// <param name="seen">The version that it shows, where it asks for news.</param>
    public async Task<IActionResult> OnGetAsync(string number, int look, int? seen, CancellationToken ct)
    {
        if (User.BuyerId() is not { } buyerId || await orders.FindForBuyerAsync(buyerId, number, ct) is not { } order)
        {
            return NotFound();
        }
        HttpContext.Note("OrderId", order.Id);
        var given = await refunds.ListForOrderAsync(order.Id, ct);
        View = OrderPageView.Of(order, given, $"/orders/{order.Number}", links.ToToken(order.Id), look) with { Seen = seen };
        return this.FragmentOrPage("_OrderStatus", View, View.IsSeen);
    }
}
