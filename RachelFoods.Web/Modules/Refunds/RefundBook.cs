using Microsoft.EntityFrameworkCore;
using RachelFoods.Web.Data;
using RachelFoods.Web.Kernel;
using RachelFoods.Web.Modules.Orders;
using RachelFoods.Web.Modules.Payments;
using RachelFoods.Web.Modules.Wallet;

namespace RachelFoods.Web.Modules.Refunds;

/// <summary>The rows of refunds. Written only while the order is locked, each together with its part of the payment.</summary>
public sealed class RefundBook(ShopDb db, PaidOrders orders, CapturedPayments payments, LedgerService ledger, WalletService wallets, TimeProvider clock)
{
    internal Task<List<Refund>> OfPaymentAsync(Guid paymentId, CancellationToken ct) =>
        db.Set<Refund>().Where(r => r.PaymentId == paymentId).OrderBy(r => r.RequestedAt).ThenBy(r => r.Id).ToListAsync(ct);

    /// <summary>What came to nothing and was not made good, the oldest first.</summary>
    internal async Task<IReadOnlyList<Refund>> OwedAsync(Guid paymentId, CancellationToken ct)
    {
        var refunds = await OfPaymentAsync(paymentId, ct);
        var replaced = refunds.Select(r => r.ReplacesId).OfType<Guid>().ToHashSet();
        return [.. refunds.Where(r => r.CameToNothing && !replaced.Contains(r.Id))];
    }

    /// <summary>Sets the amount apart and writes the row.</summary>
    /// <returns>Null if so much is not left of the payment.</returns>
    internal async Task<Refund?> TryWriteAsync(
        CapturedPayment payment, Money amount, RefundCause cause, Actor by, Guid? replaces, CancellationToken ct)
    {
        if (!await payments.TrySetApartAsync(payment.Id, amount, ct))
        {
            return null;
        }
        var refund = new Refund(db.StoreId, payment.OrderId, payment.Id, amount, cause, by, clock.GetUtcNow(), replaces);
        db.Add(refund);
        await db.SaveChangesAsync(ct);
        return refund;
    }

    /// <summary>As <see cref="TryWriteAsync"/>; after the commit Stripe is asked for it.</summary>
    internal async Task<bool> TryAskAsync(
        CapturedPayment payment, Money amount, RefundCause cause, Actor by, Guid? replaces, CancellationToken ct)
    {
        if (await TryWriteAsync(payment, amount, cause, by, replaces, ct) is not { } refund)
        {
            return false;
        }
        db.Enqueue(new SendRefund(refund.Id));
        return true;
    }

    /// <returns>What banks have taken of the payment and does not count as given back yet, as far as there is so much left of it.</returns>
    internal async Task<Money> TakenByBankAsync(CapturedPayment payment, CancellationToken ct)
    {
        var counted = (await OfPaymentAsync(payment.Id, ct)).Where(r => r.Cause == RefundCause.TakenByBank).Select(r => r.Amount);
        var taken = counted.Aggregate(await payments.LostAsync(payment, ct), (rest, amount) => rest - amount);
        return taken < payment.Left ? taken : payment.Left;
    }

    /// <summary>
    /// What a bank took settles what its customer was owed: refunds that came to nothing, the rest of which is asked for, and all of the
    /// money where the sale is undone. What is more than that, on a sale that stands, is the shop's loss.
    /// </summary>
    /// <param name="undoing">The sale is about to be undone.</param>
    internal async Task CountTakenByBankAsync(Guid orderId, Guid paymentId, bool undoing, CancellationToken ct)
    {
        await db.SaveChangesAsync(ct);
        var payment = (await payments.ListAsync(orderId, ct)).Single(p => p.Id == paymentId);
        var taken = await TakenByBankAsync(payment, ct);
        foreach (var owed in await OwedAsync(payment.Id, ct))
        {
            if (taken.IsZero)
            {
                return;
            }
            var part = owed.Amount < taken ? owed.Amount : taken;
            await WriteTakenByBankAsync(payment, part, owed.Id, ct);
            if (part < owed.Amount)
            {
                await TryAskAsync(payment, owed.Amount - part, owed.Cause, Actor.System, null, ct);
            }
            taken -= part;
        }
        if (!taken.IsZero && (undoing || !await orders.StandsAsync(orderId, ct)))
        {
            await WriteTakenByBankAsync(payment, taken, null, ct);
        }
    }

    /// <summary>Keeps the order's payment status true to what was taken and given back, by cards and by the wallet.</summary>
    internal async Task NoteMoneyAsync(Guid orderId, CancellationToken ct)
    {
        await db.SaveChangesAsync(ct);
        var taken = (await payments.ListAsync(orderId, ct)).Select(p => p.Paid).ToList();
        var returned = (await db.Set<Refund>().Where(r => r.OrderId == orderId && r.State == RefundState.Succeeded).ToListAsync(ct))
            .Select(r => r.Amount).ToList();
        if (await wallets.FindTenderAsync(orderId, ct) is { } tender)
        {
            taken.Add(tender.Paid);
            returned.Add(tender.Returned);
        }
        if (taken.Count > 0)
        {
            await orders.NoteMoneyAsync(
                orderId, taken.Aggregate((sum, part) => sum + part), returned.Aggregate(taken[0] - taken[0], (sum, part) => sum + part), ct);
        }
    }

    private async Task WriteTakenByBankAsync(CapturedPayment payment, Money amount, Guid? replaces, CancellationToken ct)
    {
        var refund = await TryWriteAsync(payment, amount, RefundCause.TakenByBank, Actor.System, replaces, ct)
            ?? throw new InvalidOperationException($"Of payment {payment.Id} less than {amount} is left.");
        await ledger.PostRefundByBankAsync(payment.OrderId, refund.Id, amount, ct);
    }
}
