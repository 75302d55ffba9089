using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using RachelFoods.Web.Data;
using RachelFoods.Web.Kernel;
using RachelFoods.Web.Modules.Orders;

namespace RachelFoods.Web.Modules.Payments;

/// <param name="DueBy">When the bank stops waiting for an answer; null when none is awaited.</param>
/// <param name="Address">Its page in Stripe's dashboard, where it is answered.</param>
public sealed record DisputeView(
    Guid Id,
    string OrderNumber,
    string StripeId,
    Money Amount,
    string Reason,
    DisputeState State,
    DateTimeOffset? DueBy,
    DateTimeOffset OpenedAt,
    DateTimeOffset? ClosedAt,
    string Address)
{
    public bool NeedsAnswer => State is DisputeState.NeedsResponse or DisputeState.WarningNeedsResponse;
}

/// <param name="FraudWarnedAt">When a bank warned that the card was probably used by a thief; null if none did.</param>
public sealed record OrderDisputes(IReadOnlyList<DisputeView> Disputes, DateTimeOffset? FraudWarnedAt);

/// <param name="First">The nearest deadline of those to answer.</param>
public sealed record DisputesToAnswer(int Count, DateTimeOffset? First);

/// <summary>Disputes as the staff look for them. They are answered in Stripe's dashboard.</summary>
public sealed class StaffDisputes(ShopDb db, StaffOrders orders, IOptions<StripeOptions> options)
{
    private const int Most = 200;

    private static readonly DisputeState[] ToAnswer = [DisputeState.NeedsResponse, DisputeState.WarningNeedsResponse];

    /// <summary>The open ones, the most urgent first, then the closed ones, newest first; <see cref="Most"/> at most.</summary>
    public async Task<IReadOnlyList<DisputeView>> ListAsync(CancellationToken ct) => await ReadAsync(
        db.Set<Dispute>().OrderBy(d => d.ClosedAt != null).ThenBy(d => d.DueBy == null).ThenBy(d => d.DueBy).ThenByDescending(d => d.OpenedAt).Take(Most),
        ct);

    public async Task<OrderDisputes> ForOrderAsync(Guid orderId, CancellationToken ct) => new(
        await ReadAsync(db.Set<Dispute>().Where(d => d.OrderId == orderId).OrderBy(d => d.OpenedAt), ct),
        await db.Set<Payment>().Where(p => p.OrderId == orderId).MinAsync(p => p.FraudWarnedAt, ct));

    public async Task<DisputesToAnswer> ToAnswerAsync(CancellationToken ct)
    {
        var waiting = db.Set<Dispute>().Where(d => d.ClosedAt == null && ToAnswer.Contains(d.State));
        return new DisputesToAnswer(await waiting.CountAsync(ct), await waiting.MinAsync(d => d.DueBy, ct));
    }

    private async Task<IReadOnlyList<DisputeView>> ReadAsync(IQueryable<Dispute> disputes, CancellationToken ct)
    {
        var rows = await disputes.AsNoTracking().ToListAsync(ct);
        var numbers = await orders.NumbersAsync([.. rows.Select(d => d.OrderId).Distinct()], ct);
        var home = options.Value.Livemode ? "https://dashboard.stripe.com" : "https://dashboard.stripe.com/test";
        return [.. rows.Select(d => new DisputeView(
            d.Id,
            numbers[d.OrderId],
            d.StripeId,
            d.Amount,
            d.Reason,
            d.State,
            d.DueBy,
            d.OpenedAt,
            d.ClosedAt,
            $"{home}/disputes/{d.StripeId}"))];
    }
}
