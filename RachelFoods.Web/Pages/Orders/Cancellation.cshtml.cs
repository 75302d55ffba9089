using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using RachelFoods.Web.Modules.Orders;
using RachelFoods.Web.Modules.Payments;
using RachelFoods.Web.Safety;

namespace RachelFoods.Web.Pages.Orders;

/// <summary>The buyer's cancelling of an unpaid order. What came of it, the order's own page says.</summary>
[ResponseCache(NoStore = true)]
public sealed class CancellationModel(OrderService orders, PaymentService payments, OrderLinks links, ILogger<CancellationModel> log) : PageModel
{
    public OrderView Order { get; private set; } = null!;

    public string OrderAddress { get; private set; } = "";

    public async Task<IActionResult> OnGetAsync(string token, CancellationToken ct)
    {
        if (!await FindAsync(token, ct))
        {
            return NotFound();
        }
        return Order.IsUnpaid ? Page() : LocalRedirect(OrderAddress);
    }

    public async Task<IActionResult> OnPostAsync(string token, CancellationToken ct)
    {
        if (!await FindAsync(token, ct))
        {
            return NotFound();
        }
        if (Order.IsUnpaid)
        {
            await CloseAsync(ct);
        }
        return LocalRedirect(OrderAddress);
    }

    private async Task CloseAsync(CancellationToken ct)
    {
        try
        {
            await payments.CloseAsync(Order.Id, "Cancelled by the buyer.", Actor.Buyer(Order.BuyerId), ct);
        }
        catch (GatewayUnavailable e)
        {
            // The order stays closing; its expiry asks Stripe again.
            log.LogWarning(e, "Order {OrderId} could not be closed at once.", Order.Id);
        }
    }

    private async Task<bool> FindAsync(string token, CancellationToken ct)
    {
        Response.Headers["Referrer-Policy"] = "no-referrer";
        if (links.FromToken(token) is not { } orderId || await orders.FindAsync(orderId, ct) is not { } order)
        {
            return false;
        }
        HttpContext.Note("OrderId", order.Id);
        (Order, OrderAddress) = (order, $"/orders/track/{token}");
        return true;
    }
}
