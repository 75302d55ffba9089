using Microsoft.EntityFrameworkCore;
using RachelFoods.Web.Data;
using RachelFoods.Web.Kernel;
using RachelFoods.Web.Modules.Orders;
using RachelFoods.Web.Modules.Payments;
using RachelFoods.Web.Modules.Wallet;

namespace RachelFoods.Web.Modules.Refunds;

/// <summary>
/// Money that goes back. What is decided is committed first, with each refund's row and key; Stripe is asked through the outbox, and what
/// it says is followed.
/// </summary>
public sealed class RefundService(ShopDb db, PaidOrders orders, CapturedPayments payments, LedgerService ledger, WalletService wallets, RefundBook book)
{
    /// <summary>Undoes a sale in one transaction: order, stock, books and wallet, and a refund for all that its cards have paid and not got back.</summary>
    public Task<CancelPaidResult> CancelPaidOrderAsync(CancelPaidOrder cancel, CancellationToken ct) =>
        db.InTransactionAsync(() => CancelOnceAsync(cancel, ct), ct);

    public async Task<CancelPreview> PreviewAsync(Guid orderId, CancellationToken ct)
    {
        var (goesBack, byBank) = (new List<Money>(), new List<Money>());
        var captured = (await payments.ListAsync(orderId, ct)).Where(p => !p.Left.IsZero).ToList();
        foreach (var payment in captured)
        {
            var taken = await book.TakenByBankAsync(payment, ct);
            byBank.Add(taken);
            goesBack.Add(payment.Left - taken);
        }
        return new CancelPreview(SumOf(goesBack), SumOf(byBank), await AnyDisputedAsync(captured, ct))
        {
            ToWallet = await wallets.PaidAsync(orderId, ct) is { IsZero: false } paid ? paid : null,
        };
    }

    /// <summary>Asks Stripe once more for a refund that came to nothing, by a new row with a new key.</summary>
    public Task<RetryRefundResult> RetryAsync(Guid refundId, Actor actor, CancellationToken ct) => db.InTransactionAsync(
        async () =>
        {
            var orderId = await db.Set<Refund>().Where(r => r.Id == refundId).Select(r => (Guid?)r.OrderId).SingleOrDefaultAsync(ct);
            return orderId is { } known
                ? await RetryOnceAsync(refundId, await payments.LockAsync(known, ct), actor, ct)
                : RetryRefundResult.NotFound;
        },
        ct);

    /// <summary>Sends back what came for a cancelled order, or a second time for one that was paid. Asked again, it does nothing.</summary>
    internal Task SendBackAsync(Guid orderId, Guid paymentId, CancellationToken ct) => db.InTransactionAsync(
        async () =>
        {
            var payment = (await payments.LockAsync(orderId, ct)).SingleOrDefault(p => p.Id == paymentId);
            if (payment is null or { Left.IsZero: true }
                || await db.Set<Refund>().AnyAsync(r => r.PaymentId == paymentId && r.Cause == RefundCause.PaidTooLate, ct))
            {
                return;
            }
            await MustAskAsync(payment, payment.Left, RefundCause.PaidTooLate, Actor.System, null, ct);
            await book.NoteMoneyAsync(orderId, ct);
        },
        ct);

    /// <summary>A bank has taken money for good: what it was owed of it, its customer is owed no more. Asked again, it does nothing.</summary>
    internal Task CountTakenByBankAsync(Guid orderId, Guid paymentId, CancellationToken ct) => db.InTransactionAsync(
        async () =>
        {
            await payments.LockAsync(orderId, ct);
            await book.CountTakenByBankAsync(orderId, paymentId, undoing: false, ct);
            await book.NoteMoneyAsync(orderId, ct);
        },
        ct);

    public async Task<IReadOnlyList<RefundView>> ListForOrderAsync(Guid orderId, CancellationToken ct) =>
        await db.Set<Refund>().AsNoTracking().Where(r => r.OrderId == orderId).OrderBy(r => r.RequestedAt).ThenBy(r => r.Id)
            .Select(RefundLists.View(db)).ToListAsync(ct);

    public Task<RefundView?> FindAsync(Guid refundId, CancellationToken ct) =>
        db.Set<Refund>().AsNoTracking().Where(r => r.Id == refundId).Select(RefundLists.View(db)).SingleOrDefaultAsync(ct);

    private async Task<CancelPaidResult> CancelOnceAsync(CancelPaidOrder cancel, CancellationToken ct)
    {
        var (check, orderId) = await orders.LockToUndoAsync(cancel.Number, cancel.SeenVersion, cancel.Actor, cancel.Reason, ct);
        switch (check)
        {
            case UndoCheck.NotFound:
                return new CancelPaidResult.NotFound();
            case UndoCheck.Stale:
                return new CancelPaidResult.Stale();
            case UndoCheck.NotAllowed:
                return new CancelPaidResult.NotAllowed();
            case UndoCheck.NeedsReason:
                return new CancelPaidResult.NeedsReason();
        }
        var captured = (await payments.LockAsync(orderId, ct)).Where(p => !p.Left.IsZero).ToList();
        if (await AnyDisputedAsync(captured, ct))
        {
            return new CancelPaidResult.Disputed();
        }
        foreach (var payment in captured)
        {
            await book.CountTakenByBankAsync(orderId, payment.Id, undoing: true, ct);
        }
        foreach (var payment in (await payments.ListAsync(orderId, ct)).Where(p => !p.Left.IsZero))
        {
            await GiveBackAsync(payment, cancel.Actor, ct);
        }
        await AbsorbAsync(orderId, ct);
        await orders.UndoAsync(orderId, cancel.Actor, cancel.Reason, cancel.Restock, ct);
        await book.NoteMoneyAsync(orderId, ct);
        return new CancelPaidResult.Cancelled(orderId);
    }

    // Refunds that came to nothing are made good one by one, so that each debt has the row that ends it; the rest goes in one.
    private async Task GiveBackAsync(CapturedPayment payment, Actor by, CancellationToken ct)
    {
        var left = payment.Left;
        foreach (var owed in (await book.OwedAsync(payment.Id, ct)).Where(owed => owed.Amount <= left))
        {
            await MustAskAsync(payment, owed.Amount, RefundCause.OrderCancelled, by, owed.Id, ct);
            left -= owed.Amount;
        }
        if (!left.IsZero)
        {
            await MustAskAsync(payment, left, RefundCause.OrderCancelled, by, null, ct);
        }
    }

    // What was granted while the sale stood is part of what is owed now that it does not.
    private async Task AbsorbAsync(Guid orderId, CancellationToken ct)
    {
        var granted = await db.Set<Refund>()
            .Where(r => r.OrderId == orderId && r.Cause == RefundCause.MadeAtStripe && r.ReplacesId == null).ToListAsync(ct);
        foreach (var refund in granted)
        {
            await ledger.PostRefundAbsorbedAsync(orderId, refund.Id, refund.Amount, ct);
        }
    }

    private async Task<RetryRefundResult> RetryOnceAsync(
        Guid refundId, IReadOnlyList<CapturedPayment> captured, Actor actor, CancellationToken ct)
    {
        var failed = await db.Set<Refund>().SingleAsync(r => r.Id == refundId, ct);
        if (!failed.CameToNothing)
        {
            return RetryRefundResult.NotFailed;
        }
        if (await payments.IsDisputedAsync(failed.PaymentId, ct))
        {
            return RetryRefundResult.Disputed;
        }
        await book.CountTakenByBankAsync(failed.OrderId, failed.PaymentId, undoing: false, ct);
        var instead = await db.Set<Refund>().SingleOrDefaultAsync(r => r.ReplacesId == refundId, ct);
        if (instead is not null)
        {
            return instead.Cause == RefundCause.TakenByBank ? RetryRefundResult.NothingLeft : RetryRefundResult.Asked;
        }
        return await book.TryAskAsync(captured.Single(p => p.Id == failed.PaymentId), failed.Amount, failed.Cause, actor, refundId, ct)
            ? RetryRefundResult.Asked
            : RetryRefundResult.NothingLeft;
    }

    private static Money? SumOf(IEnumerable<Money> amounts) =>
        amounts.Where(amount => !amount.IsZero).Select(amount => (Money?)amount).Aggregate((Money?)null, (sum, amount) => sum + amount ?? amount);

    private async Task<bool> AnyDisputedAsync(IEnumerable<CapturedPayment> captured, CancellationToken ct)
    {
        foreach (var payment in captured)
        {
            if (await payments.IsDisputedAsync(payment.Id, ct))
            {
                return true;
            }
        }
        return false;
    }

    private async Task MustAskAsync(
        CapturedPayment payment, Money amount, RefundCause cause, Actor by, Guid? replaces, CancellationToken ct)
    {
        if (!await book.TryAskAsync(payment, amount, cause, by, replaces, ct))
        {
            throw new InvalidOperationException($"Of payment {payment.Id} less than {amount} is left.");
        }
    }
}
