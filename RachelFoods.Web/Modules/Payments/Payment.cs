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
internal sealed class Payment : Entity, IWatched
{
    public Payment(Guid storeId, Guid orderId, PaymentKind kind, Money due, int version, DateTimeOffset createdAt, string? returnToken = null)
    {
        (OrderId, Kind, Due, Version, CreatedAt, ReturnToken) = (orderId, kind, due, version, createdAt, returnToken);
        IdempotencyKey = Key(storeId);
    }

    private Payment()
    {
        IdempotencyKey = "";
    }

    public Guid OrderId { get; private set; }

    Watched IWatched.Watched => OrderTopic.Of(OrderId);

    public PaymentKind Kind { get; private set; }

    public PaymentState State { get; private set; } = PaymentState.Open;

    public Money Due { get; private set; }

    /// <summary>Part of the idempotency key: a new chain is a new Stripe object.</summary>
    public int Version { get; private set; }

    /// <summary>Saved before Stripe is called, so that a repeated call finds the same object.</summary>
    public string IdempotencyKey { get; private set; }

    /// <summary>The order's link that Stripe's page leads back to: each one made is another, and a repeated call must say the same.</summary>
    public string? ReturnToken { get; private set; }

    /// <summary>Set before Stripe is first asked. From then on an object may exist there, known to us or not.</summary>
    public DateTimeOffset? AskedAt { get; private set; }

    public string? StripeId { get; private set; }

    /// <summary>The PaymentIntent that takes the money, once it is known: <see cref="StripeId"/> itself, or the one a hosted session made.</summary>
    public string? IntentId { get; private set; }

    public string? ChargeId { get; private set; }

    /// <summary>What refunds give back that are under way or done, in the smallest unit of <see cref="Due"/>'s currency.</summary>
    public long RefundedMinor { get; private set; }

    /// <summary>Stripe's code of the last decline, shown to staff.</summary>
    public string? LastError { get; private set; }

    /// <summary>When a bank told that the card was probably used by a thief. No money has moved for that.</summary>
    public DateTimeOffset? FraudWarnedAt { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    public DateTimeOffset? SettledAt { get; private set; }

    public void Ask(DateTimeOffset now) => AskedAt ??= now;

    public void IsAtStripe(string stripeId, string? intentId)
    {
        StripeId = Once(StripeId, stripeId);
        IntentId = intentId is null ? IntentId : Once(IntentId, intentId);
    }

    public void NoteFraudWarning(DateTimeOffset at) => FraudWarnedAt ??= at;

    /// <summary>For a key under which Stripe has kept a failure of its own.</summary>
    public void RenewKey() => IdempotencyKey = $"{Key(StoreId)}:{Guid.CreateVersion7()}";

    public bool IsMadeOf(string? stripeId) => stripeId is not null && (stripeId == StripeId || stripeId == IntentId);

    public void NoteDecline(string? code) => LastError = code ?? LastError;

    public void Succeed(string? chargeId, DateTimeOffset now)
    {
        MoveTo(PaymentState.Succeeded, now);
        ChargeId = chargeId;
    }

    public void Cancel(DateTimeOffset now) => MoveTo(PaymentState.Canceled, now);

    /// <summary>Sets part of what was paid apart for a refund. The database refuses more than was paid.</summary>
    public void Refund(Money amount) => RefundedMinor = checked(RefundedMinor + InDue(amount));

    /// <summary>A refund came to nothing: its part can be given back another time.</summary>
    public void RefundFailed(Money amount) => RefundedMinor = checked(RefundedMinor - InDue(amount));

    private string Once(string? known, string told) => known is null || known == told
        ? told
        : throw new InvalidOperationException($"Payment {Id} is {known} at Stripe, not {told}.");

    private long InDue(Money amount) => amount.Currency == Due.Currency ? amount.Minor : throw new MixedCurrencies(amount, Due);

    // What was given up can still be paid by Stripe's word, and by that alone.
    private void MoveTo(PaymentState next, DateTimeOffset now)
    {
        State = (State, next) is (PaymentState.Open, _) or (PaymentState.Canceled, PaymentState.Succeeded)
            ? next
            : throw new IllegalTransition(Id, State, next);
        SettledAt = now;
    }

    private string Key(Guid storeId) => $"{storeId}:order:{OrderId}:{(Kind == PaymentKind.HostedSession ? "cs" : "pi")}:v{Version}";

    internal sealed class Mapping : IEntityTypeConfiguration<Payment>
    {
        public void Configure(EntityTypeBuilder<Payment> payment)
        {
            payment.ToTable("payments", table =>
            {
                table.HasCheckConstraint("asks_for_something", "due_minor > 0");
                table.HasCheckConstraint("a_page_leads_back", "kind <> 'HOSTED_SESSION' or return_token is not null");
                table.HasCheckConstraint(
                    "gives_back_what_was_paid", "refunded_minor between 0 and case state when 'SUCCEEDED' then due_minor else 0 end");
            });
            payment.Money(p => p.Due, "due");
            payment.Property(p => p.IdempotencyKey).HasMaxLength(255);
            payment.Property(p => p.ReturnToken).HasMaxLength(500);
            payment.Property(p => p.StripeId).HasMaxLength(255);
            payment.Property(p => p.IntentId).HasMaxLength(255);
            payment.HasIndex(p => new { p.StoreId, p.OrderId }, "one_open_payment").IsUnique().HasFilter("state = 'OPEN'");
            payment.HasIndex(p => new { p.StoreId, p.OrderId, p.Version }).IsUnique();
            payment.HasIndex(p => new { p.StoreId, p.StripeId }).IsUnique();
            payment.HasIndex(p => new { p.StoreId, p.IntentId }).IsUnique();
            payment.HasIndex(p => new { p.StoreId, p.IdempotencyKey }).IsUnique();
            payment.References<Order>(nameof(OrderId));
        }
    }
}
