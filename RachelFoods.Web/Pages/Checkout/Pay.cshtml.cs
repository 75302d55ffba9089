using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;
using RachelFoods.Web.Data;
using RachelFoods.Web.Modules.Orders;
using RachelFoods.Web.Modules.Payments;
using RachelFoods.Web.Modules.Stores;
using RachelFoods.Web.Safety;

namespace RachelFoods.Web.Pages.Checkout;

/// <summary>The card form of one order, and the way to Stripe's own page. Both are made by a POST, never by looking at the page.</summary>
[AllowStripe]
[ResponseCache(NoStore = true)]
public sealed class PayModel(
    OrderService orders, PaymentService payments, OrderLinks links, StoreUrls urls, RateLimits limits, IOptions<StripeOptions> stripe,
    TimeProvider clock) : PageModel
{
    public OrderForPayment Order { get; private set; } = null!;

    /// <summary>Why the last try came to nothing.</summary>
    public string? Problem { get; private set; }

    public string Token { get; private set; } = "";

    public string ScriptAddress => stripe.Value.JsUrl;

    /// <summary>Where Stripe sends the browser back to; absolute, as Stripe demands.</summary>
    public string ReturnAddress => urls.Absolute($"/checkout/return?order={Token}");

    public string OrderAddress => $"/orders/track/{Token}";

    public async Task<IActionResult> OnGetAsync(string token, CancellationToken ct) => !await FindAsync(token, ct)
        ? NotFound()
        : Order.IsPayable(clock.GetUtcNow()) ? Page() : LocalRedirect(OrderAddress);

    public async Task<IActionResult> OnPostIntentAsync(string token, CancellationToken ct)
    {
        if (!await FindAsync(token, ct))
        {
            return NotFound();
        }
        return await MustWaitAsync(ct) is { } words ? Content(words) : await payments.PrepareAsync(Order.Id, ct) switch
        {
            PreparedPayment.Ready ready => new JsonResult(new { ready.ClientSecret, ready.PublishableKey }),
            PreparedPayment.Unavailable => StatusCode(StatusCodes.Status503ServiceUnavailable),
            PreparedPayment.TooSmall => StatusCode(StatusCodes.Status422UnprocessableEntity),
            _ => StatusCode(StatusCodes.Status409Conflict),
        };
    }

    public async Task<IActionResult> OnPostPageAsync(string token, CancellationToken ct)
    {
        if (!await FindAsync(token, ct))
        {
            return NotFound();
        }
        return await MustWaitAsync(ct) is { } words ? Trouble(Response.StatusCode, words) : await payments.PreparePageAsync(Order.Id, token, ct) switch
        {
            PreparedPayment.Hosted page => this.SeeOther(page.Url),
            PreparedPayment.Unavailable => Trouble(StatusCodes.Status503ServiceUnavailable, PayWords.Away),
            PreparedPayment.TooSmall => Trouble(StatusCodes.Status422UnprocessableEntity, PayWords.TooSmall),
            _ => this.SeeOther(OrderAddress),
        };
    }

    private Task<string?> MustWaitAsync(CancellationToken ct) => limits.MustWaitAsync(
        HttpContext, [(Limited.PayByOrder, Order.Number), (Limited.PayByAddress, HttpContext.ClientKey())], ct);

    private PageResult Trouble(int status, string problem)
    {
        (Response.StatusCode, Problem) = (status, problem);
        return Page();
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
