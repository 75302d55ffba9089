using Microsoft.EntityFrameworkCore;
using RachelFoods.Web.Data;
using RachelFoods.Web.Kernel;

namespace RachelFoods.Web.Modules.Payments;

/// <summary>Due again and again: Stripe is asked which of its events did not reach us.</summary>
public sealed record LookForMissedEvents;

/// <summary>Keeps what the inbox lacks, as if the webhook had brought it.</summary>
internal sealed class KeepMissedEvents(ShopDb db, IStripeBooks books, StripeInbox inbox, ILogger<KeepMissedEvents> log) : IHandle<LookForMissedEvents>
{
    public async Task HandleAsync(LookForMissedEvents message, CancellationToken ct)
    {
        var own = await books.AreOwnAsync(ct);
        var missed = await books.ListMissedEventsAsync(ct);
        string[] ids = [.. missed.Select(m => m.EventId)];
        var known = await db.Set<StripeEvent>().Where(e => ids.Contains(e.EventId)).Select(e => e.EventId).ToListAsync(ct);
        foreach (var hint in missed.ExceptBy(known, m => m.EventId, StringComparer.Ordinal))
        {
            if (own || await IsOursAsync(hint, ct))
            {
                log.LogWarning("Stripe event {StripeEventId} ({StripeEventType}) did not arrive and is kept now.", hint.EventId, hint.Type);
                await inbox.KeepAsync(hint, ct);
            }
        }
    }

    // Of an account that serves several stores. Disputes and refunds made in the Dashboard name no store, only the payment.
    private async Task<bool> IsOursAsync(StripeHint hint, CancellationToken ct) => hint.StoreId is { } storeId
        ? storeId == db.StoreId
        : hint.IntentId is { } intentId && await db.Set<Payment>().AnyAsync(p => p.IntentId == intentId, ct);
}
