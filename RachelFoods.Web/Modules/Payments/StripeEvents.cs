using Microsoft.EntityFrameworkCore;
using RachelFoods.Web.Data;
using Stripe;

namespace RachelFoods.Web.Modules.Payments;

/// <param name="IntentId">The PaymentIntent that its object belongs to.</param>
public sealed record StripeEventView(Guid Id, string EventId, string Type, string? IntentId, bool Processed);

/// <summary>Events as the modules above Payments handle them.</summary>
public sealed class StripeEvents(ShopDb db, TimeProvider clock)
{
    public static bool IsAboutRefunds(string type) =>
        type.StartsWith("refund.", StringComparison.Ordinal) || type is EventTypes.ChargeRefunded or EventTypes.ChargeRefundUpdated;

    public static bool IsAboutDisputes(string type) =>
        type.StartsWith("charge.dispute.", StringComparison.Ordinal) || type.StartsWith("radar.early_fraud_warning.", StringComparison.Ordinal);

    public Task<StripeEventView> GetAsync(Guid id, CancellationToken ct) => db.Set<StripeEvent>().AsNoTracking().Where(e => e.Id == id)
        .Select(e => new StripeEventView(e.Id, e.EventId, e.Type, e.IntentId, e.ProcessedAt != null)).SingleAsync(ct);

    /// <summary>Joins the transaction of the event's effect.</summary>
    public Task ProcessAsync(Guid id, CancellationToken ct) => ChangeAsync(id, e => e.Process(clock.GetUtcNow()), ct);

    public Task ParkAsync(Guid id, string reason, CancellationToken ct) => ChangeAsync(id, e => e.Park(reason), ct);

    private Task ChangeAsync(Guid id, Action<StripeEvent> change, CancellationToken ct) => db.InTransactionAsync(
        async () => change(await db.Set<StripeEvent>().SingleAsync(e => e.Id == id, ct)), ct);
}
