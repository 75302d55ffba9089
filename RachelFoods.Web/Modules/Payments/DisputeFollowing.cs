using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using RachelFoods.Web.Data;
using RachelFoods.Web.Modules.Wallet;

namespace RachelFoods.Web.Modules.Payments;

/// <summary>
/// Applies to dispute and books what Stripe says, in one transaction under the order's lock, forward only. The books follow the money
/// that moved at Stripe, not the states: an inquiry moves none.
/// </summary>
public sealed class DisputeFollowing(
    ShopDb db,
    CapturedPayments payments,
    LedgerService ledger,
    StripeEvents events,
    IOptions<PaymentOptions> options,
    TimeProvider clock,
    ILogger<DisputeFollowing> log)
{
    internal Task ApplyAsync(Guid orderId, Guid paymentId, DisputeAtStripe told, Guid? stripeEventId, CancellationToken ct) => db.InTransactionAsync(
        async () =>
        {
            await payments.LockAsync(orderId, ct);
            var dispute = await db.Set<Dispute>().SingleOrDefaultAsync(d => d.StripeId == told.Id, ct) ?? Open(orderId, paymentId, told);
            dispute.Follow(told.State, told.DueBy, clock.GetUtcNow());
            foreach (var moved in told.Moved)
            {
                await ledger.PostDisputeAsync(orderId, moved.BalanceTransactionId, moved.Amount, moved.Fee, ct);
            }
            if (stripeEventId is { } id)
            {
                await events.ProcessAsync(id, ct);
            }
        },
        ct);

    /// <summary>A bank tells that a card was probably used by a thief. It is shown to the staff, who may give the money back before a dispute comes.</summary>
    internal Task NoteFraudWarningAsync(Guid orderId, Guid paymentId, Guid stripeEventId, CancellationToken ct) => db.InTransactionAsync(
        async () =>
        {
            await payments.LockAsync(orderId, ct);
            (await db.Set<Payment>().SingleAsync(p => p.Id == paymentId, ct)).NoteFraudWarning(clock.GetUtcNow());
            log.LogWarning("A bank warns of fraud with payment {PaymentId} of order {OrderId}.", paymentId, orderId);
            await events.ProcessAsync(stripeEventId, ct);
        },
        ct);

    private Dispute Open(Guid orderId, Guid paymentId, DisputeAtStripe told)
    {
        var dispute = new Dispute(orderId, paymentId, told.Id, told.Amount, told.Reason, told.State, told.OpenedAt);
        db.Add(dispute);
        db.Enqueue(new FollowDispute(dispute.Id), clock.GetUtcNow() + options.Value.FollowDisputes);
        log.LogError("Order {OrderId} is disputed: {StripeDisputeId}, {DisputeState}.", orderId, told.Id, told.State);
        return dispute;
    }
}
