using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;
using RachelFoods.Web.Modules.Orders;
using RachelFoods.Web.Modules.Payments;
using RachelFoods.Web.Modules.Stores;
using RachelFoods.Web.Safety;

namespace RachelFoods.Web.Pages.Checkout;

/// <summary>The card form of one order. The PaymentIntent is made by the form's own POST, never by looking at the page.</summary>
[AllowStripe]
[ResponseCache(NoStore = true)]
public sealed class PayModel(
    OrderService orders, PaymentService payments, OrderLinks links, StoreUrls urls, IOptions<StripeOptions> stripe, TimeProvider clock)
    : PageModel
{
    public OrderForPayment Order { get; private set; } = null!;

    public string Token { get; private set; } = "";

    public string ScriptAddress => stripe.Value.JsUrl;

    /// <summary>Where Stripe sends the browser back to; absolute, as Stripe demands.</summary>
    public string ReturnAddress => urls.Absolute($"/checkout/return?order={Token}");

    public string OrderAddress => $"/orders/track/{Token}";

    public async Task<IActionResult> OnGetAsync(string token, CancellationToken ct)
    {
        if (!await FindAsync(token, ct))
        {
            return NotFound();
        }
        return Order.IsPayable(clock.GetUtcNow()) ? Page() : LocalRedirect(OrderAddress);
    }

    public async Task<IActionResult> OnPostIntentAsync(string token, CancellationToken ct)
    {
        if (!await FindAsync(token, ct))
        {
            return NotFound();
        }
        return await payments.PrepareAsync(Order.Id, ct) switch
        {
            PreparedPayment.Ready ready => new JsonResult(new { ready.ClientSecret, ready.PublishableKey }),
            PreparedPayment.Unavailable => StatusCode(StatusCodes.Status503ServiceUnavailable),
            _ => StatusCode(StatusCodes.Status409Conflict),
        };
    }

    private async Task<bool> FindAsync(string token, CancellationToken ct)
    {
        if (links.FromToken(token) is not { } orderId || await orders.FindForPaymentAsync(orderId, ct) is not { } order)
        {
            return false;
        }
        HttpContext.Note("OrderId", order.Id);
        (Order, Token) = (order, token);
        return true;
    }
}
