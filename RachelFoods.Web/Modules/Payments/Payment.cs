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
internal sealed class Payment : Entity
{
    public Payment(Guid storeId, Guid orderId, PaymentKind kind, Money due, int version, DateTimeOffset createdAt)
    {
        (OrderId, Kind, Due, Version, CreatedAt) = (orderId, kind, due, version, createdAt);
        IdempotencyKey = $"{storeId}:order:{orderId}:pi:v{version}";
    }

    private Payment()
    {
        IdempotencyKey = "";
    }

    public Guid OrderId { get; private set; }

    public PaymentKind Kind { get; private set; }

    public PaymentState State { get; private set; } = PaymentState.Open;

    public Money Due { get; private set; }

    /// <summary>Part of the idempotency key: a new chain is a new Stripe object.</summary>
    public int Version { get; private set; }

    /// <summary>Saved before Stripe is called, so that a repeated call finds the same object.</summary>
    public string IdempotencyKey { get; private set; }

    /// <summary>Set before Stripe is first asked. From then on an object may exist there, known to us or not.</summary>
    public DateTimeOffset? AskedAt { get; private set; }

    public string? StripeId { get; private set; }

    public string? ChargeId { get; private set; }

    /// <summary>Stripe's code of the last decline, shown to staff.</summary>
    public string? LastError { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    public DateTimeOffset? SettledAt { get; private set; }

    public void Ask(DateTimeOffset now) => AskedAt ??= now;

    public void IsAtStripe(string stripeId) => StripeId = StripeId is null || StripeId == stripeId
        ? stripeId
        : throw new InvalidOperationException($"Payment {Id} is {StripeId} at Stripe, not {stripeId}.");

    public void NoteDecline(string? code) => LastError = code ?? LastError;

    public void Succeed(string? chargeId, DateTimeOffset now)
    {
        MoveTo(PaymentState.Succeeded, now);
        ChargeId = chargeId;
    }

    public void Cancel(DateTimeOffset now) => MoveTo(PaymentState.Canceled, now);

    private void MoveTo(PaymentState next, DateTimeOffset now)
    {
        State = State == PaymentState.Open ? next : throw new IllegalTransition(Id, State, next);
        SettledAt = now;
    }

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
