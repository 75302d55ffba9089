using Microsoft.EntityFrameworkCore;
using RachelFoods.Web.Data;
using RachelFoods.Web.Kernel;
using RachelFoods.Web.Modules.Orders;

namespace RachelFoods.Web.Modules.Payments;

/// <param name="IntentId">Where the money came from and where it goes back to.</param>
/// <param name="Left">What of it has not been given back, nor is being.</param>
public sealed record CapturedPayment(Guid Id, Guid OrderId, string? IntentId, Money Paid, Money Left);

/// <summary>What cards have paid and how much of that can go back. Changed only while the order is locked.</summary>
public sealed class CapturedPayments(ShopDb db, OrderService orders)
{
    // Money of an inquiry has not moved, that of a won dispute is back, that of a lost one is gone for good.
    private static readonly DisputeState[] Blocking = [DisputeState.NeedsResponse, DisputeState.UnderReview];

    /// <summary>Locks the order and its payments until the caller's transaction ends.</summary>
    public async Task<IReadOnlyList<CapturedPayment>> LockAsync(Guid orderId, CancellationToken ct)
    {
        await orders.LockAsync(orderId, ct);
        await db.Database.ExecuteSqlAsync(
            $"select 1 from payments where store_id = {db.StoreId} and order_id = {orderId} order by id for update", ct);
        return await ListAsync(orderId, ct);
    }

    public async Task<IReadOnlyList<CapturedPayment>> ListAsync(Guid orderId, CancellationToken ct)
    {
        var paid = await db.Set<Payment>().AsNoTracking()
            .Where(p => p.OrderId == orderId && p.State == PaymentState.Succeeded && p.Kind != PaymentKind.Cash).OrderBy(p => p.Version).ToListAsync(ct);
        return [.. paid.Select(p => new CapturedPayment(p.Id, p.OrderId, p.IntentId, p.Due, p.Due - new Money(p.RefundedMinor, p.Due.Currency)))];
    }

    /// <returns>The payment's order; null where no payment of this store has taken money by that intent.</returns>
    public async Task<(Guid PaymentId, Guid OrderId)?> FindByIntentAsync(string? intentId, CancellationToken ct) =>
        await db.Set<Payment>().Where(p => p.IntentId != null && p.IntentId == intentId)
            .Select(p => new { p.Id, p.OrderId }).SingleOrDefaultAsync(ct) is { } found
            ? (found.Id, found.OrderId)
            : null;

    /// <summary>Whether a bank is deciding whom the money belongs to: until then none can be given back.</summary>
    public Task<bool> IsDisputedAsync(Guid paymentId, CancellationToken ct) =>
        db.Set<Dispute>().AnyAsync(d => d.PaymentId == paymentId && Blocking.Contains(d.State), ct);

    /// <returns>What banks have taken from us for good, and their customer has got, by disputes that were lost.</returns>
    public async Task<Money> LostAsync(CapturedPayment payment, CancellationToken ct) => new(
        await db.Set<Dispute>().Where(d => d.PaymentId == payment.Id && d.State == DisputeState.Lost && d.Amount.Currency == payment.Paid.Currency)
            .SumAsync(d => d.Amount.Minor, ct),
        payment.Paid.Currency);

    /// <summary>Sets part of what was paid apart for a refund, if so much is left.</summary>
    public Task<bool> TrySetApartAsync(Guid paymentId, Money amount, CancellationToken ct) => db.InTransactionAsync(
        async () =>
        {
            var payment = await FindAsync(paymentId, ct);
            if (payment.State != PaymentState.Succeeded || payment.RefundedMinor + amount.Minor > payment.Due.Minor)
            {
                return false;
            }
            payment.Refund(amount);
            return true;
        },
        ct);

    /// <summary>A refund came to nothing: its part can be given back another time.</summary>
    public Task FreeAsync(Guid paymentId, Money amount, CancellationToken ct) => db.InTransactionAsync(
        async () => (await FindAsync(paymentId, ct)).RefundFailed(amount), ct);

    private async Task<Payment> FindAsync(Guid paymentId, CancellationToken ct) =>
        await db.Set<Payment>().FindAsync([db.StoreId, paymentId], ct)
        ?? throw new InvalidOperationException($"There is no payment {paymentId}.");
}
