using Microsoft.EntityFrameworkCore;
using RachelFoods.Web.Data;
using RachelFoods.Web.Kernel;
using RachelFoods.Web.Modules.Orders;
using RachelFoods.Web.Modules.Payments;

namespace RachelFoods.Web.Modules.Refunds;

/// <summary>The rows of refunds. Written only while the order is locked, each together with its part of the payment.</summary>
public sealed class RefundBook(ShopDb db, PaidOrders orders, CapturedPayments payments, TimeProvider clock)
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

    /// <summary>Keeps the order's payment status true to what Stripe has taken and given back.</summary>
    internal async Task NoteMoneyAsync(Guid orderId, CancellationToken ct)
    {
        await db.SaveChangesAsync(ct);
        var taken = (await payments.ListAsync(orderId, ct)).Select(p => p.Paid).ToList();
        var returned = (await db.Set<Refund>().Where(r => r.OrderId == orderId && r.State == RefundState.Succeeded).ToListAsync(ct))
            .Select(r => r.Amount);
        if (taken.Count > 0)
        {
            await orders.NoteMoneyAsync(
                orderId, taken.Aggregate((sum, part) => sum + part), returned.Aggregate(taken[0] - taken[0], (sum, part) => sum + part), ct);
        }
    }
}
