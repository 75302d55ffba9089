using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using RachelFoods.Web.Modules.Orders;
using RachelFoods.Web.Modules.Payments;
using RachelFoods.Web.Safety;

namespace RachelFoods.Web.Pages.Checkout;

/// <summary>
/// Where Stripe sends the browser back to. What the address claims is not read: the server asks Stripe itself, and the browser
/// goes on to an address without Stripe's parameters.
/// </summary>
[ResponseCache(NoStore = true)]
public sealed class ReturnModel(PaymentService payments, OrderLinks links, ILogger<ReturnModel> log) : PageModel
{
    public async Task<IActionResult> OnGetAsync([FromQuery(Name = "order")] string? token, CancellationToken ct)
    {
        if (token is null || links.FromToken(token) is not { } orderId)
        {
            return NotFound();
        }
        HttpContext.Note("OrderId", orderId);
        try
        {
            await payments.SettleOrderAsync(orderId, ct);
        }
        catch (GatewayUnavailable e)
        {
            // The webhook or the next look will tell; the order's page says that it is being confirmed.
            log.LogWarning(e, "Order {OrderId} could not be settled on return.", orderId);
        }
        return LocalRedirect($"/orders/track/{token}");
    }
}
