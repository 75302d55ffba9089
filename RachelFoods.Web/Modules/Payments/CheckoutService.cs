using RachelFoods.Web.Data;
using RachelFoods.Web.Kernel;
using RachelFoods.Web.Modules.Orders;

namespace RachelFoods.Web.Modules.Payments;

/// <summary>What placing an order to be paid by card came to.</summary>
public abstract record CheckoutResult
{
    public sealed record Placed(Guid OrderId) : CheckoutResult;

    /// <summary>The cart's earlier order turned out to be paid: that one is shown, and nothing new was placed.</summary>
    public sealed record AlreadyPaid(Guid OrderId) : CheckoutResult;

    public sealed record Refused(PlaceOrderResult Why) : CheckoutResult;

    /// <summary>The cart's earlier order can be neither closed nor paid just now.</summary>
    public sealed record Unavailable : CheckoutResult;
}

public sealed class CheckoutService(
    ShopDb db, OrderService orders, PaymentService payments, Microsoft.Extensions.Options.IOptions<PaymentOptions> options, TimeProvider clock)
{
    private const string Replaced = "Replaced by a newer order from the same cart.";

    /// <summary>Places the order with its payment. A cart has one open order at most: an older one with other content is closed first.</summary>
    public async Task<CheckoutResult> PlaceAsync(PlaceOrder order, CancellationToken ct)
    {
        var result = await PlaceOnceAsync(order, ct);
        if (result is PlaceOrderResult.OpenOrderDiffers(var older))
        {
            try
            {
                switch (await payments.CloseAsync(older, Replaced, Actor.System, ct))
                {
                    case CloseResult.TurnedOutPaid:
                        return new CheckoutResult.AlreadyPaid(older);
                    case CloseResult.Undecided:
                        return new CheckoutResult.Unavailable();
                }
            }
            catch (GatewayUnavailable)
            {
                return new CheckoutResult.Unavailable();
            }
            result = await PlaceOnceAsync(order, ct);
        }
        return result is PlaceOrderResult.Placed placed ? new CheckoutResult.Placed(placed.OrderId) : new CheckoutResult.Refused(result);
    }

    private Task<PlaceOrderResult> PlaceOnceAsync(PlaceOrder order, CancellationToken ct) => db.InTransactionAsync(
        async () =>
        {
            var result = await orders.PlaceAsync(order, ct);
            if (result is PlaceOrderResult.Placed { Again: false } placed)
            {
                await OpenPaymentAsync(orders.Placed(placed.OrderId), ct);
            }
            return result;
        },
        ct);

    // Where nothing is left for a card, no card is asked for: the order is paid with this transaction.
    private async Task OpenPaymentAsync(OrderForPayment order, CancellationToken ct)
    {
        if (order.Due.IsZero)
        {
            await db.SaveChangesAsync(ct); // The order is looked up again, under its lock.
            await orders.MarkPaidAsync(order.Id, ct);
            return;
        }
        var now = clock.GetUtcNow();
        var payment = new Payment(db.StoreId, order.Id, PaymentKind.Intent, order.Due, version: 1, now);
        db.Add(payment);
        db.Enqueue(new SettlePayment(payment.Id), now + options.Value.AskAfter);
        db.Enqueue(new ExpireOrder(order.Id), order.HeldUntil);
    }
}
