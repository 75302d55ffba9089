using Microsoft.EntityFrameworkCore;
using RachelFoods.Web.Data;
using RachelFoods.Web.Modules.Payments;

namespace RachelFoods.Web.Modules.Refunds;

public enum RefundProgress
{
    /// <summary>Stripe has decided, or refused; nothing more need be asked.</summary>
    Decided,

    /// <summary>Stripe has it and has not decided.</summary>
    UnderWay,

    /// <summary>Stripe gave no answer: the refund may exist there or not.</summary>
    Unanswered,
}

/// <summary>Asks Stripe for a refund, or how it stands, outside any transaction.</summary>
public sealed class RefundSending(ShopDb db, CapturedPayments payments, IRefundGateway gateway, RefundFollowing following, TimeProvider clock)
{
    // What Stripe says where it has no code, for instance when more is asked for than is left.
    private const string NoCode = "invalid_request_error";

    internal async Task<RefundProgress> AskAsync(Guid refundId, CancellationToken ct)
    {
        if (await BeginAsync(refundId, ct) is not { } asked)
        {
            return RefundProgress.Decided;
        }
        try
        {
            var told = await AtStripeAsync(asked, ct);
            if (!await following.ApplyAsync(asked.Refund.OrderId, asked.Refund.PaymentId, [told], null, ct))
            {
                throw new InvalidOperationException($"{told.Id} at Stripe is not what refund {refundId} asked for.");
            }
            return told.State == RefundAtStripeState.Pending ? RefundProgress.UnderWay : RefundProgress.Decided;
        }
        catch (GatewayRefused e) when (asked.StripeId is null)
        {
            return await RefusedAsync(asked, e.Code == NoCode ? e.Said : e.Code, ct);
        }
        catch (GatewayUnavailable e)
        {
            if (e.KeyIsSpent)
            {
                await RenewKeyAsync(asked.Refund, ct); // Only the next question uses it, after a look whether there is a refund by then.
            }
            return RefundProgress.Unanswered;
        }
    }

    private Task RenewKeyAsync(NewRefund asked, CancellationToken ct) => db.InTransactionAsync(
        async () =>
        {
            await payments.LockAsync(asked.OrderId, ct);
            var refund = await db.Set<Refund>().SingleAsync(r => r.Id == asked.RefundId, ct);
            if (refund is { State: RefundState.Pending, StripeId: null } && refund.IdempotencyKey == asked.IdempotencyKey)
            {
                refund.RenewKey();
            }
        },
        ct);

    private Task<Asked?> BeginAsync(Guid refundId, CancellationToken ct) => db.InTransactionAsync<Asked?>(
        async () =>
        {
            var refund = await db.Set<Refund>().FindAsync([db.StoreId, refundId], ct)
                ?? throw new InvalidOperationException($"There is no refund {refundId}.");
            var payment = (await payments.LockAsync(refund.OrderId, ct)).Single(p => p.Id == refund.PaymentId);
            await db.Entry(refund).ReloadAsync(ct);
            if (refund.State != RefundState.Pending)
            {
                return null;
            }
            var intent = payment.IntentId ?? throw new InvalidOperationException($"Payment {payment.Id} has no PaymentIntent to give back from.");
            var before = refund.AskedAt is not null;
            refund.Ask(clock.GetUtcNow());
            return new Asked(
                new NewRefund(db.StoreId, refund.OrderId, refund.PaymentId, refundId, intent, refund.Amount, refund.IdempotencyKey),
                refund.StripeId,
                before);
        },
        ct);

    // Where an answer was lost it is looked up first: Stripe forgets keys after a day, and then the same question makes a second refund.
    private async Task<RefundAtStripe> AtStripeAsync(Asked asked, CancellationToken ct)
    {
        if (asked.StripeId is { } id)
        {
            return await gateway.FindAsync(id, ct);
        }
        var made = asked.Before
            ? (await gateway.ListAsync(asked.Refund.IntentId, ct)).FirstOrDefault(r => r.RefundId == asked.Refund.RefundId)
            : null;
        return made ?? await gateway.CreateAsync(asked.Refund, ct);
    }

    private async Task<RefundProgress> RefusedAsync(Asked asked, string reason, CancellationToken ct)
    {
        try
        {
            var told = await gateway.ListAsync(asked.Refund.IntentId, ct);
            await following.RefuseAsync(asked.Refund.OrderId, asked.Refund.RefundId, reason, told, ct);
            return RefundProgress.Decided;
        }
        catch (GatewayUnavailable)
        {
            return RefundProgress.Unanswered;
        }
    }

    private sealed record Asked(NewRefund Refund, string? StripeId, bool Before);
}
