using Microsoft.EntityFrameworkCore;
using RachelFoods.Web.Data;
using RachelFoods.Web.Kernel;
using RachelFoods.Web.Modules.Orders;
using RachelFoods.Web.Modules.Wallet;

namespace RachelFoods.Web.Modules.Payments;

/// <summary>Applies to order, payment and books what Stripe has said, in one transaction under the order's lock, forward only.</summary>
public sealed class PaymentSettlement(
    ShopDb db, OrderService orders, LedgerService ledger, StripeEvents events, TimeProvider clock, ILogger<PaymentSettlement> log)
{
    internal Task<SettleResult> ApplyAsync(Guid paymentId, Intent intent, Guid? stripeEventId, CancellationToken ct) => db.InTransactionAsync(
        async () =>
        {
            var payment = await LockAsync(paymentId, ct);
            var result = payment.State switch
            {
                PaymentState.Succeeded => SettleResult.Paid,
                PaymentState.Canceled when intent.State != IntentState.Succeeded => SettleResult.Canceled,
                _ => await MoveAsync(payment, intent, ct),
            };
            if (stripeEventId is { } id)
            {
                var stripeEvent = await db.Set<StripeEvent>().SingleAsync(e => e.Id == id, ct);
                if (result == SettleResult.Mismatch || (stripeEvent.Concerns && !payment.IsMadeOf(stripeEvent.ObjectId)))
                {
                    result = SettleResult.Mismatch;
                    stripeEvent.Park($"{stripeEvent.ObjectId} is not what payment {paymentId} asked for.");
                }
                else
                {
                    stripeEvent.Process(clock.GetUtcNow());
                }
            }
            return result;
        },
        ct);

    /// <summary>The event is about something that the payment is not.</summary>
    internal async Task<SettleResult> ParkAsync(Guid stripeEventId, string reason, CancellationToken ct)
    {
        await events.ParkAsync(stripeEventId, reason, ct);
        return SettleResult.Mismatch;
    }

    internal Task CancelAsync(Guid orderId, string reason, Actor actor, CancellationToken ct) => db.InTransactionAsync(
        async () =>
        {
            await orders.LockAsync(orderId, ct);
            var open = await db.Set<Payment>().SingleOrDefaultAsync(p => p.OrderId == orderId && p.State == PaymentState.Open, ct);
            open?.Cancel(clock.GetUtcNow());
            await orders.CancelAsync(orderId, reason, actor, ct);
        },
        ct);

    /// <returns>The key to ask with instead of the spent one: whoever comes second finds the first one's.</returns>
    internal Task<string> RenewKeyAsync(Guid paymentId, string spent, CancellationToken ct) => db.InTransactionAsync(
        async () =>
        {
            var payment = await LockAsync(paymentId, ct);
            if (payment is { State: PaymentState.Open, StripeId: null } && payment.IdempotencyKey == spent)
            {
                payment.RenewKey();
            }
            return payment.IdempotencyKey;
        },
        ct);

    /// <summary>Stripe would not make the payment, so nothing can be paid by it.</summary>
    internal Task GiveUpAsync(Guid paymentId, CancellationToken ct) => db.InTransactionAsync(
        async () =>
        {
            if (await LockAsync(paymentId, ct) is { State: PaymentState.Open, StripeId: null } payment)
            {
                payment.Cancel(clock.GetUtcNow());
            }
        },
        ct);

    private async Task<SettleResult> MoveAsync(Payment payment, Intent intent, CancellationToken ct)
    {
        if (!Matches(payment, intent))
        {
            log.LogError(
                "Payment {PaymentId} of order {OrderId} does not match {StripeId} at Stripe; nothing was moved.",
                payment.Id, payment.OrderId, intent.Id);
            return SettleResult.Mismatch;
        }
        payment.IsAtStripe(intent.Id, intent.IntentId);
        payment.NoteDecline(intent.LastError);
        switch (intent.State)
        {
            case IntentState.Succeeded:
                await TakeAsync(payment, intent, ct);
                return SettleResult.Paid;
            case IntentState.Canceled:
                payment.Cancel(clock.GetUtcNow());
                return SettleResult.Canceled;
            case IntentState.Processing:
                return SettleResult.Processing;
            default:
                return SettleResult.StillOpen;
        }
    }

    private async Task TakeAsync(Payment payment, Intent intent, CancellationToken ct)
    {
        payment.Succeed(intent.ChargeId, clock.GetUtcNow());
        var marked = await orders.MarkPaidAsync(payment.OrderId, ct);
        await ledger.PostCardPaymentAsync(payment.OrderId, payment.Id, payment.Due, ct);
        if (marked != MarkPaidResult.Moved)
        {
            log.LogError(
                "Payment {PaymentId} came when order {OrderId} was cancelled or paid already ({MarkPaid}); the money must go back.",
                payment.Id, payment.OrderId, marked);
            db.Enqueue(new MoneyForCancelledOrder(payment.OrderId, payment.Id));
        }
    }

    private static bool Matches(Payment payment, Intent intent) =>
        intent.StoreId == payment.StoreId.ToString()
        && intent.OrderId == payment.OrderId.ToString()
        && intent.Amount == payment.Due
        && (intent.State != IntentState.Succeeded || intent.Received == payment.Due)
        && (payment.StripeId is null || payment.StripeId == intent.Id)
        && (payment.IntentId is null || payment.IntentId == intent.IntentId);

    // The order first, then the payment: the lock order of the whole shop.
    private async Task<Payment> LockAsync(Guid paymentId, CancellationToken ct)
    {
        var orderId = await db.Set<Payment>().Where(p => p.Id == paymentId).Select(p => p.OrderId).SingleAsync(ct);
        await orders.LockAsync(orderId, ct);
        await db.Database.ExecuteSqlAsync($"select 1 from payments where store_id = {db.StoreId} and id = {paymentId} for update", ct);
        return await db.Set<Payment>().SingleAsync(p => p.Id == paymentId, ct);
    }
}
