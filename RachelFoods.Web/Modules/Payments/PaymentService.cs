using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using RachelFoods.Web.Data;
using RachelFoods.Web.Kernel;
using RachelFoods.Web.Modules.Orders;

namespace RachelFoods.Web.Modules.Payments;

/// <summary>
/// Card payments of orders. What must be remembered is committed before Stripe is asked, and Stripe is asked outside any
/// transaction; what it says is applied under the order's lock.
/// </summary>
public sealed class PaymentService(
    ShopDb db,
    OrderService orders,
    IPaymentGateway gateway,
    PaymentSettlement settlement,
    StripeAccounts accounts,
    IOptions<PaymentOptions> options,
    TimeProvider clock)
{
    /// <summary>Makes the order payable at Stripe, or finds what was made before. Asked again, it answers the same.</summary>
    public async Task<PreparedPayment> PrepareAsync(Guid orderId, CancellationToken ct)
    {
        try
        {
            while (await OpenAsync(orderId, ct) is { } open)
            {
                var intent = await AtStripeAsync(open, ct);
                switch (await settlement.ApplyAsync(open.PaymentId, intent, null, ct))
                {
                    case SettleResult.StillOpen:
                        return new PreparedPayment.Ready(intent.ClientSecret, (await accounts.FindAsync(ct)).PublishableKey, open.Due);
                    case SettleResult.Canceled:
                        continue; // Stripe gave this chain up, for instance after too many declines: the next one begins.
                    case SettleResult.Mismatch:
                        throw new InvalidOperationException($"Payment {open.PaymentId} does not match {intent.Id}.");
                    default:
                        return new PreparedPayment.AlreadyPaid();
                }
            }
            return await orders.FindForPaymentAsync(orderId, ct) is { Status: OrderStatus.Pending or OrderStatus.Cancelled }
                ? new PreparedPayment.Closed()
                : new PreparedPayment.AlreadyPaid();
        }
        catch (Exception e) when (e is GatewayUnavailable or GatewayRefused)
        {
            return new PreparedPayment.Unavailable();
        }
    }

    /// <summary>Asks Stripe how the payment stands and applies it. <paramref name="stripeEventId"/>, if any, is marked processed with it.</summary>
    /// <exception cref="GatewayUnavailable">Stripe gave no answer; nothing was changed.</exception>
    public async Task<SettleResult> SettleAsync(Guid paymentId, Guid? stripeEventId, CancellationToken ct)
    {
        var asked = await AskedAsync(paymentId, ct);
        return asked is { AskedAt: null }
            ? SettleResult.StillOpen
            : await settlement.ApplyAsync(paymentId, await AtStripeAsync(asked, ct), stripeEventId, ct);
    }

    /// <summary>As <see cref="SettleAsync"/>, for whatever payment of the order is open.</summary>
    /// <exception cref="GatewayUnavailable">Stripe gave no answer; nothing was changed.</exception>
    public async Task<SettleResult> SettleOrderAsync(Guid orderId, CancellationToken ct)
    {
        var latest = await db.Set<Payment>().AsNoTracking().Where(p => p.OrderId == orderId && p.Kind == PaymentKind.Intent)
            .OrderByDescending(p => p.Version).Select(p => new { p.Id, p.State }).FirstOrDefaultAsync(ct);
        return latest switch
        {
            null => SettleResult.Canceled,
            { State: PaymentState.Succeeded } => SettleResult.Paid,
            { State: PaymentState.Canceled } => SettleResult.Canceled,
            _ => await SettleAsync(latest.Id, null, ct),
        };
    }

    /// <summary>
    /// Ends an unpaid order: no new attempt is let in, then Stripe is told, and only when it says that nothing can be paid any more
    /// is the order cancelled and its stock freed. If it was paid after all, the order is paid.
    /// </summary>
    /// <exception cref="GatewayUnavailable">Stripe gave no answer: the order stays closing, and closing must be tried again.</exception>
    public async Task<CloseResult> CloseAsync(Guid orderId, string reason, Actor actor, CancellationToken ct)
    {
        if (!await StartClosingAsync(orderId, ct))
        {
            return (await orders.FindForPaymentAsync(orderId, ct))?.Status == OrderStatus.Cancelled
                ? CloseResult.Closed
                : CloseResult.TurnedOutPaid;
        }
        var open = await db.Set<Payment>().AsNoTracking()
            .Where(p => p.OrderId == orderId && p.State == PaymentState.Open).Select(p => (Guid?)p.Id).SingleOrDefaultAsync(ct);
        if (open is { } paymentId && await AskedAsync(paymentId, ct) is { AskedAt: not null } asked
            && await ToBeClosedAsync(asked, ct) is { } intent)
        {
            if (intent.State == IntentState.Open)
            {
                intent = await gateway.CancelAsync(intent.Id, ct);
            }
            switch (await settlement.ApplyAsync(paymentId, intent, null, ct))
            {
                case SettleResult.Paid:
                    return CloseResult.TurnedOutPaid;
                case SettleResult.Canceled:
                    break;
                default:
                    return CloseResult.Undecided;
            }
        }
        await settlement.CancelAsync(orderId, reason, actor, ct);
        return CloseResult.Closed;
    }

    public async Task<IReadOnlyList<PaymentView>> ListForOrderAsync(Guid orderId, CancellationToken ct) =>
        await db.Set<Payment>().AsNoTracking().Where(p => p.OrderId == orderId).OrderBy(p => p.Version)
            .Select(p => new PaymentView(p.Id, p.Kind, p.State, p.Due, p.StripeId, p.LastError, p.CreatedAt, p.SettledAt)).ToListAsync(ct);

    // Should this process end before the closing does, the message takes it up again.
    private Task<bool> StartClosingAsync(Guid orderId, CancellationToken ct) => db.InTransactionAsync(
        async () =>
        {
            var before = await orders.LockAsync(orderId, ct);
            var closing = await orders.MarkClosingAsync(orderId, ct);
            if (closing && before is { Closing: false })
            {
                db.Enqueue(new ExpireOrder(orderId), clock.GetUtcNow() + options.Value.AskAgain);
            }
            return closing;
        },
        ct);

    private async Task<Intent?> ToBeClosedAsync(OpenPayment asked, CancellationToken ct)
    {
        try
        {
            return await AtStripeAsync(asked, ct);
        }
        catch (GatewayRefused) when (asked.StripeId is null)
        {
            return null; // Stripe never made one, so nothing can be paid.
        }
    }

    // The order's lock decides between a new attempt and a closing that begins at the same moment.
    private Task<OpenPayment?> OpenAsync(Guid orderId, CancellationToken ct) => db.InTransactionAsync(
        async () =>
        {
            var order = await orders.LockAsync(orderId, ct);
            if (order is null || !order.IsPayable(clock.GetUtcNow()))
            {
                return null;
            }
            var payments = await db.Set<Payment>().Where(p => p.OrderId == orderId).OrderBy(p => p.Version).ToListAsync(ct);
            var open = payments.SingleOrDefault(p => p.State == PaymentState.Open);
            if (open is null)
            {
                open = new Payment(db.StoreId, orderId, PaymentKind.Intent, order.Total, payments.Count + 1, clock.GetUtcNow());
                db.Add(open);
                db.Enqueue(new SettlePayment(open.Id), clock.GetUtcNow() + options.Value.AskAfter);
            }
            open.Ask(clock.GetUtcNow());
            return new OpenPayment(open.Id, orderId, order.Number, open.Due, open.IdempotencyKey, open.StripeId, open.AskedAt);
        },
        ct);

    private async Task<OpenPayment> AskedAsync(Guid paymentId, CancellationToken ct)
    {
        var payment = await db.Set<Payment>().AsNoTracking().SingleAsync(p => p.Id == paymentId, ct);
        var order = await orders.FindForPaymentAsync(payment.OrderId, ct)
            ?? throw new InvalidOperationException($"Payment {paymentId} has no order.");
        return new OpenPayment(
            payment.Id, order.Id, order.Number, payment.Due, payment.IdempotencyKey, payment.StripeId, payment.AskedAt);
    }

    private async Task<Intent> AtStripeAsync(OpenPayment payment, CancellationToken ct)
    {
        if (payment.StripeId is { } id)
        {
            return await gateway.FindAsync(id, ct);
        }
        // Where an answer was lost the id is not known; the same key finds the same object, as long as Stripe remembers the key.
        var lost = payment.AskedAt is { } asked && clock.GetUtcNow() - asked > options.Value.KeyLifetime
            ? await gateway.FindLostAsync(payment.PaymentId, asked, ct)
            : null;
        return lost ?? await gateway.CreateAsync(
            new NewIntent(db.StoreId, payment.OrderId, payment.PaymentId, payment.OrderNumber, payment.Due, payment.IdempotencyKey), ct);
    }

    private sealed record OpenPayment(
        Guid PaymentId, Guid OrderId, string OrderNumber, Money Due, string IdempotencyKey, string? StripeId, DateTimeOffset? AskedAt);
}
