using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using RachelFoods.Web.Data;
using RachelFoods.Web.Kernel;

namespace RachelFoods.Web.Modules.Payments;

/// <summary>Due while a dispute may change: Stripe is asked, should an event have been lost.</summary>
public sealed record FollowDispute(Guid DisputeId);

/// <summary>An event is a hint: the dispute is read at Stripe.</summary>
internal sealed class AskAboutDisputes(
    ShopDb db, StripeEvents events, CapturedPayments payments, IDisputeGateway gateway, DisputeFollowing following) : IHandle<StripeEventArrived>
{
    public async Task HandleAsync(StripeEventArrived message, CancellationToken ct)
    {
        var stripeEvent = await db.Set<StripeEvent>().AsNoTracking().SingleAsync(e => e.Id == message.StripeEventId, ct);
        if (stripeEvent.ProcessedAt is not null || !StripeEvents.IsAboutDisputes(stripeEvent.Type))
        {
            return;
        }
        if (await payments.FindByIntentAsync(stripeEvent.IntentId, ct) is not var (paymentId, orderId))
        {
            await events.ParkAsync(stripeEvent.Id, $"No payment of this store is {stripeEvent.IntentId} at Stripe.", ct);
            throw new InvalidOperationException($"Stripe event {stripeEvent.EventId} is about the dispute of an unknown payment.");
        }
        if (stripeEvent.Type.StartsWith("radar.", StringComparison.Ordinal))
        {
            await following.NoteFraudWarningAsync(orderId, paymentId, stripeEvent.Id, ct);
            return;
        }
        var told = await gateway.FindAsync(stripeEvent.ObjectId!, ct);
        if (told.IntentId != stripeEvent.IntentId)
        {
            await events.ParkAsync(stripeEvent.Id, $"{told.Id} is not about {stripeEvent.IntentId}.", ct);
            throw new InvalidOperationException($"Stripe event {stripeEvent.EventId} names another payment than its dispute.");
        }
        await following.ApplyAsync(orderId, paymentId, told, stripeEvent.Id, ct);
    }
}

/// <summary>Asks about a dispute again and again, until a week after it was decided: its money may move later than its state.</summary>
internal sealed class AskAboutDispute(
    ShopDb db, IDisputeGateway gateway, DisputeFollowing following, OutboxTurn turn, IOptions<PaymentOptions> options, TimeProvider clock)
    : IHandle<FollowDispute>
{
    private static readonly TimeSpan Afterwards = TimeSpan.FromDays(7);

    public async Task HandleAsync(FollowDispute message, CancellationToken ct)
    {
        var dispute = await db.Set<Dispute>().AsNoTracking().SingleAsync(d => d.Id == message.DisputeId, ct);
        try
        {
            await following.ApplyAsync(dispute.OrderId, dispute.PaymentId, await gateway.FindAsync(dispute.StripeId, ct), null, ct);
        }
        catch (GatewayUnavailable)
        {
            // It is asked about tomorrow all the same.
        }
        var now = clock.GetUtcNow();
        if (await db.Set<Dispute>().AnyAsync(d => d.Id == message.DisputeId && (d.ClosedAt == null || d.ClosedAt > now - Afterwards), ct))
        {
            turn.TakeUpAgain(now + options.Value.FollowDisputes);
        }
    }
}
