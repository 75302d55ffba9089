using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using RachelFoods.Web.Kernel;
using RachelFoods.Web.Modules.Orders;
using RachelFoods.Web.Modules.Payments;
using RachelFoods.Web.Modules.Refunds;
using RachelFoods.Web.Safety;

namespace RachelFoods.Web.Pages.Orders;

/// <summary>The buyer's cancelling of an order. What came of it, the order's own page says.</summary>
[ResponseCache(NoStore = true)]
public sealed class CancellationModel(
    OrderService orders, PaymentService payments, RefundService refunds, OrderLinks links, ILogger<CancellationModel> log) : PageModel
{
    private const string Reason = "Cancelled by the buyer.";

    public OrderView Order { get; private set; } = null!;

    public CancelPreview Money { get; private set; } = null!;

    public string OrderAddress { get; private set; } = "";

    public string? Problem { get; private set; }

    public async Task<IActionResult> OnGetAsync(string token, CancellationToken ct)
    {
        if (!await FindAsync(token, ct))
        {
            return NotFound();
        }
        return BuyersCancelling.IsOpenFor(Order) ? Page() : LocalRedirect(OrderAddress);
    }

    /// <param name="version">Of the order as the page showed it. Who saw it unpaid has not been told where the money goes.</param>
    public async Task<IActionResult> OnPostAsync(string token, int version, CancellationToken ct)
    {
        if (!await FindAsync(token, ct))
        {
            return NotFound();
        }
        if (!BuyersCancelling.IsOpenFor(Order) || await CancelAsync(version, ct))
        {
            return LocalRedirect(OrderAddress);
        }
        await FindAsync(token, ct);
        Response.StatusCode = StatusCodes.Status409Conflict;
        Problem = Order.Version == version
            ? null // The page itself says why not.
            : $"Nothing was cancelled: the order is “{OrderWords.Of(Order.Status, Order.Method)}” now. Please look again at what cancelling would do.";
        return BuyersCancelling.IsOpenFor(Order) ? Page() : LocalRedirect(OrderAddress);
    }

    private async Task<bool> CancelAsync(int version, CancellationToken ct)
    {
        var buyer = Actor.Buyer(Order.BuyerId);
        if (Order.IsUnpaid)
        {
            await CloseAsync(buyer, ct);
            return true;
        }
        return Order.CanBeUndone(ActorKind.Buyer)
            ? await refunds.CancelPaidOrderAsync(new CancelPaidOrder(Order.Number, version, buyer, Reason), ct) is CancelPaidResult.Cancelled
            : await orders.MoveAsync(Order.Number, OrderStatus.Cancelled, version, buyer, Reason, ct) is MoveOrderResult.Moved;
    }

    private async Task CloseAsync(Actor buyer, CancellationToken ct)
    {
        try
        {
            await payments.CloseAsync(Order.Id, Reason, buyer, ct);
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
        Money = await refunds.PreviewAsync(orderId, ct);
        return true;
    }
}
