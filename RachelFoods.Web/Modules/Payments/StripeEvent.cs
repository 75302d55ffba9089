using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using RachelFoods.Web.Kernel;

namespace RachelFoods.Web.Modules.Payments;

/// <summary>An event that Stripe sent: a hint about which object to read. Its payload is not kept, for it may hold a client secret.</summary>
internal sealed class StripeEvent(string eventId, string type, string? objectId, string? intentId, Guid? paymentId, DateTimeOffset receivedAt) : Entity
{
    public string EventId { get; private set; } = eventId;

    public string Type { get; private set; } = type;

    public string? ObjectId { get; private set; } = objectId;

    /// <summary>The PaymentIntent that the object belongs to: a charge, refund or dispute names it.</summary>
    public string? IntentId { get; private set; } = intentId;

    /// <summary>The payment that the object's metadata names: asked about where the object's id is not known yet.</summary>
    public Guid? PaymentId { get; private set; } = paymentId;

    public DateTimeOffset ReceivedAt { get; private set; } = receivedAt;

    public DateTimeOffset? ProcessedAt { get; private set; }

    /// <summary>Why it waits: its object is not ours, or not yet. On an event that is processed: where it went instead.</summary>
    public string? ParkedBecause { get; private set; }

    /// <summary>Whether its object must be one of ours. Others are kept and need nothing.</summary>
    public bool Concerns => Type.StartsWith("checkout.session.", StringComparison.Ordinal)
        || (Type.StartsWith("payment_intent.", StringComparison.Ordinal) && Type != Stripe.EventTypes.PaymentIntentCreated);

    public void Process(DateTimeOffset now) => (ProcessedAt, ParkedBecause) = (now, null);

    /// <summary>It was another store's, which has it now.</summary>
    public void PassOn(Guid toStoreId, DateTimeOffset now) => (ProcessedAt, ParkedBecause) = (now, $"Passed on to store {toStoreId}.");

    public void Park(string reason) => ParkedBecause = reason;

    internal sealed class Mapping : IEntityTypeConfiguration<StripeEvent>
    {
        public void Configure(EntityTypeBuilder<StripeEvent> stripeEvent)
        {
            stripeEvent.ToTable("stripe_events");
            stripeEvent.Ignore(e => e.Concerns);
            stripeEvent.Property(e => e.EventId).HasMaxLength(255);
            stripeEvent.Property(e => e.IntentId).HasMaxLength(255);
            stripeEvent.HasIndex(e => new { e.StoreId, e.EventId }).IsUnique();
            stripeEvent.HasIndex(e => new { e.StoreId, e.ReceivedAt }).HasFilter("processed_at is null");
        }
    }
}
