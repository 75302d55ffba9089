using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using RachelFoods.Web.Data;
using RachelFoods.Web.Kernel;
using RachelFoods.Web.Modules.Orders;
using RachelFoods.Web.Modules.Refunds;
using RachelFoods.Web.Safety;

namespace RachelFoods.Web.Pages.Orders;

/// <summary>For whoever holds the link. It sets no cookie, and neither caches, search engines nor other sites learn its address.</summary>
[ResponseCache(NoStore = true)]
public sealed class TrackModel(OrderService orders, RefundService refunds, OrderLinks links, RateLimits limits) : PageModel
{
    public OrderPageView View { get; private set; } = null!;

    /// <param name="look">How often the page has looked by itself for news.</param>
    /// <param name="seen">The version that it shows, where it asks for news.</param>
    public async Task<IActionResult> OnGetAsync(string token, int look, int? seen, CancellationToken ct)
    {
        Response.Headers["Referrer-Policy"] = "no-referrer";
        Response.Headers["X-Robots-Tag"] = "noindex";
        if (links.FromToken(token) is not { } orderId || await orders.FindAsync(orderId, ct) is not { } order)
        {
            var mustWait = await limits.MustWaitAsync(HttpContext, [(Limited.TrackByAddress, HttpContext.ClientKey())], ct);
            return mustWait is null ? NotFound() : StatusCode(Response.StatusCode);
        }
        HttpContext.Note("OrderId", order.Id);
        View = OrderPageView.Of(order, await refunds.ListForOrderAsync(order.Id, ct), $"/orders/track/{token}", token, look) with { Seen = seen };
        return this.FragmentOrPage("_OrderStatus", View, View.IsSeen);
    }
}
