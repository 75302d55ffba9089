using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using RachelFoods.Web.Data;
using RachelFoods.Web.Kernel;
using RachelFoods.Web.Modules.Orders;

namespace RachelFoods.Web.Modules.Payments;

public enum PaymentKind
{
    Intent,
    HostedSession,
    Cash,
}

public enum PaymentState
{
    /// <summary>Can still be paid; at most one of an order's is.</summary>
    Open,
    Succeeded,
    Canceled,
}

/// <summary>One chain of attempts to pay an order: declines and other cards stay on the same row and the same Stripe object.</summary>
internal sealed class Payment(Guid orderId, PaymentKind kind, int version, string idempotencyKey, DateTimeOffset createdAt) : Entity
{
    public Guid OrderId { get; private set; } = orderId;

    public PaymentKind Kind { get; private set; } = kind;

    public PaymentState State { get; private set; } = PaymentState.Open;

    public Money Due { get; private set; }

    /// <summary>Part of the idempotency key: a new chain is a new Stripe object.</summary>
    public int Version { get; private set; } = version;

    /// <summary>Saved before Stripe is called, so that a repeated call finds the same object.</summary>
    public string IdempotencyKey { get; private set; } = idempotencyKey;

    public string? StripeId { get; private set; }

    public string? ChargeId { get; private set; }

    /// <summary>Stripe's code of the last decline, shown to staff.</summary>
    public string? LastError { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; } = createdAt;

    public DateTimeOffset? SettledAt { get; private set; }

    internal sealed class Mapping : IEntityTypeConfiguration<Payment>
    {
        public void Configure(EntityTypeBuilder<Payment> payment)
        {
            payment.ToTable("payments", table => table.HasCheckConstraint("asks_for_something", "due_minor > 0"));
            payment.Money(p => p.Due, "due");
            payment.Property(p => p.IdempotencyKey).HasMaxLength(255);
            payment.Property(p => p.StripeId).HasMaxLength(255);
            payment.HasIndex(p => new { p.StoreId, p.OrderId }, "one_open_payment").IsUnique().HasFilter("state = 'OPEN'");
            payment.HasIndex(p => new { p.StoreId, p.OrderId, p.Version }).IsUnique();
            payment.HasIndex(p => new { p.StoreId, p.StripeId }).IsUnique();
            payment.HasIndex(p => new { p.StoreId, p.IdempotencyKey }).IsUnique();
            payment.References<Order>(nameof(OrderId));
        }
    }
}

/// <summary>An event that Stripe sent: a hint about which object to read. Its payload is not kept, for it may hold a client secret.</summary>
internal sealed class StripeEvent(string eventId, string type, string? objectId, bool livemode, DateTimeOffset receivedAt) : Entity
{
    public string EventId { get; private set; } = eventId;

    public string Type { get; private set; } = type;

    public string? ObjectId { get; private set; } = objectId;

    public bool Livemode { get; private set; } = livemode;

    public DateTimeOffset ReceivedAt { get; private set; } = receivedAt;

    public DateTimeOffset? ProcessedAt { get; private set; }

    /// <summary>Why it waits: its object is not ours, or not yet.</summary>
    public string? ParkedBecause { get; private set; }

    internal sealed class Mapping : IEntityTypeConfiguration<StripeEvent>
    {
        public void Configure(EntityTypeBuilder<StripeEvent> stripeEvent)
        {
            stripeEvent.ToTable("stripe_events");
            stripeEvent.Property(e => e.EventId).HasMaxLength(255);
            stripeEvent.HasIndex(e => new { e.StoreId, e.EventId }).IsUnique();
            stripeEvent.HasIndex(e => new { e.StoreId, e.ReceivedAt }).HasFilter("processed_at is null");
        }
    }
}
