using Microsoft.Extensions.Options;
using RachelFoods.Web.Data;
using RachelFoods.Web.Kernel;
using RachelFoods.Web.Modules.Orders;
using RachelFoods.Web.Modules.Payments;
using RachelFoods.Web.Modules.Wallet;

namespace RachelFoods.Web.Modules.Refunds;

/// <summary>
/// Applies to refunds, payment, order and books what Stripe says of a payment's refunds, in one transaction under the order's lock,
/// forward only. Refunds that were made in the Dashboard are taken in.
/// </summary>
public sealed class RefundFollowing(
    ShopDb db,
    PaidOrders orders,
    CapturedPayments payments,
    RefundBook book,
    LedgerService ledger,
    StripeEvents events,
    IOptions<RefundOptions> options,
    TimeProvider clock,
    ILogger<RefundFollowing> log)
{
    /// <returns>Whether everything told has a place in our rows. If not, the event is parked, and what is told may fit later.</returns>
    internal Task<bool> ApplyAsync(
        Guid orderId, Guid paymentId, IReadOnlyList<RefundAtStripe> told, Guid? stripeEventId, CancellationToken ct) => db.InTransactionAsync(
        async () =>
        {
            var payment = (await payments.LockAsync(orderId, ct)).SingleOrDefault(p => p.Id == paymentId);
            var strangers = payment is null ? told : await FollowAllAsync(payment, told, ct);
            if (payment is not null)
            {
                await book.CountTakenByBankAsync(orderId, paymentId, undoing: false, ct);
            }
            await book.NoteMoneyAsync(orderId, ct);
            if (stripeEventId is { } id)
            {
                await (strangers.Count == 0
                    ? events.ProcessAsync(id, ct)
                    : events.ParkAsync(id, $"{string.Join(", ", strangers.Select(t => t.Id))} does not fit what payment {paymentId} has left.", ct));
            }
            return strangers.Count == 0;
        },
        ct);

    /// <summary>
    /// Stripe will not make the refund. What it has made instead, if anything, is taken in; if that is less than was owed, the rest is
    /// asked for.
    /// </summary>
    internal Task RefuseAsync(Guid orderId, Guid refundId, string reason, IReadOnlyList<RefundAtStripe> told, CancellationToken ct) =>
        db.InTransactionAsync(
            async () =>
            {
                var captured = await payments.LockAsync(orderId, ct);
                var refund = await db.Set<Refund>().FindAsync([db.StoreId, refundId], ct);
                if (refund is not { State: RefundState.Pending, StripeId: null })
                {
                    return;
                }
                if (!told.Any(t => t.RefundId == refundId))
                {
                    log.LogError("Stripe refused refund {RefundId} of order {OrderId}: {Reason}.", refundId, orderId, reason);
                    refund.Fail(reason, clock.GetUtcNow());
                    await payments.FreeAsync(refund.PaymentId, refund.Amount, ct);
                }
                await db.SaveChangesAsync(ct);
                await FollowAllAsync(captured.Single(p => p.Id == refund.PaymentId), told, ct);
                await book.CountTakenByBankAsync(orderId, refund.PaymentId, undoing: false, ct);
                await book.NoteMoneyAsync(orderId, ct);
            },
            ct);

    private async Task<IReadOnlyList<RefundAtStripe>> FollowAllAsync(
        CapturedPayment payment, IReadOnlyList<RefundAtStripe> told, CancellationToken ct)
    {
        var strangers = new List<RefundAtStripe>();
        foreach (var one in told)
        {
            if (!IsOf(payment, one) || (await KnownAsync(payment, one, ct) ?? await TakeInAsync(payment, one, ct)) is not { } refund)
            {
                log.LogError("Refund {StripeRefundId} does not fit payment {PaymentId}.", one.Id, payment.Id);
                strangers.Add(one);
                continue;
            }
            await FollowAsync(refund, one, ct);
        }
        return strangers;
    }

    private static bool IsOf(CapturedPayment payment, RefundAtStripe told) =>
        told.IntentId == payment.IntentId && told.Amount.Currency == payment.Paid.Currency;

    private async Task<Refund?> KnownAsync(CapturedPayment payment, RefundAtStripe told, CancellationToken ct)
    {
        var refunds = await book.OfPaymentAsync(payment.Id, ct);
        return refunds.Find(r => r.StripeId == told.Id)
            ?? refunds.Find(r => r.Id == told.RefundId && r is { StripeId: null, State: RefundState.Pending } && r.Amount == told.Amount);
    }

    // A refund made in the Dashboard makes good what had come to nothing, or it is one more, granted on a sale that stands.
    private async Task<Refund?> TakeInAsync(CapturedPayment payment, RefundAtStripe told, CancellationToken ct)
    {
        var stands = await orders.StandsAsync(payment.OrderId, ct);
        var owed = await book.OwedAsync(payment.Id, ct);
        var replaced = owed.FirstOrDefault(r => r.Amount == told.Amount) ?? (stands ? null : owed.FirstOrDefault());
        var refund = await book.TryWriteAsync(payment, told.Amount, RefundCause.MadeAtStripe, Actor.System, replaced?.Id, ct);
        if (refund is null)
        {
            return null;
        }
        db.Enqueue(new SendRefund(refund.Id), clock.GetUtcNow() + options.Value.FollowAfter);
        if (replaced is null && stands)
        {
            await ledger.PostRefundGrantedAsync(payment.OrderId, refund.Id, told.Amount, ct);
        }
        if (replaced is not null && replaced.Amount > told.Amount)
        {
            await book.TryAskAsync(payment, replaced.Amount - told.Amount, replaced.Cause, Actor.System, null, ct);
        }
        return refund;
    }

    private async Task FollowAsync(Refund refund, RefundAtStripe told, CancellationToken ct)
    {
        refund.IsAtStripe(told.Id);
        var (before, next) = (refund.State, Read(told.State));
        if (!refund.CanBecome(next))
        {
            return;
        }
        switch (next)
        {
            case RefundState.Succeeded:
                refund.Succeed(clock.GetUtcNow());
                await ledger.PostRefundPaidAsync(refund.OrderId, refund.Id, refund.Amount, ct);
                break;
            case RefundState.Failed:
                refund.Fail(told.FailureReason, clock.GetUtcNow());
                break;
            case RefundState.Canceled:
                refund.Cancel(clock.GetUtcNow());
                break;
        }
        if (refund.CameToNothing)
        {
            log.LogError("Refund {RefundId} of order {OrderId} came to nothing: {Reason}.", refund.Id, refund.OrderId, told.FailureReason);
            await payments.FreeAsync(refund.PaymentId, refund.Amount, ct);
        }
        if (refund.CameToNothing && before == RefundState.Succeeded)
        {
            await ledger.PostRefundReturnedAsync(refund.OrderId, refund.Id, refund.Amount, ct);
        }
        await db.SaveChangesAsync(ct);
    }

    private static RefundState Read(RefundAtStripeState state) => state switch
    {
        RefundAtStripeState.Succeeded => RefundState.Succeeded,
        RefundAtStripeState.Failed => RefundState.Failed,
        RefundAtStripeState.Canceled => RefundState.Canceled,
        _ => RefundState.Pending,
    };
}
