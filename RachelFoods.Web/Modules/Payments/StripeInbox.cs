using Microsoft.EntityFrameworkCore;
using Npgsql;
using RachelFoods.Web.Data;

namespace RachelFoods.Web.Modules.Payments;

/// <summary>What is kept of a webhook: a hint about whom to ask. The rest of its payload is forgotten.</summary>
public sealed record StripeHint(string EventId, string Type, string? ApiVersion, string? ObjectId, string? IntentId, Guid? StoreId, Guid? PaymentId);

/// <summary>Stripe's events, each kept once.</summary>
public sealed class StripeInbox(ShopDb db, TimeProvider clock)
{
    /// <summary>Whether the event is about an object that one of the store's payments made.</summary>
    public Task<bool> KnowsAsync(StripeHint hint, CancellationToken ct)
    {
        string[] named = [.. new[] { hint.ObjectId, hint.IntentId }.OfType<string>()];
        return db.Set<Payment>().AnyAsync(p => named.Contains(p.StripeId) || named.Contains(p.IntentId), ct);
    }

    /// <summary>Keeps the event and has it handled after the commit. An event that is there already changes nothing.</summary>
    public async Task KeepAsync(StripeHint hint, CancellationToken ct)
    {
        try
        {
            var stripeEvent = new StripeEvent(hint.EventId, hint.Type, hint.ObjectId, hint.IntentId, hint.PaymentId, clock.GetUtcNow());
            db.Add(stripeEvent);
            db.Enqueue(new StripeEventArrived(stripeEvent.Id));
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException e) when (e.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            db.ChangeTracker.Clear(); // Stripe sends an event more than once; the first one is enough.
        }
    }
}
