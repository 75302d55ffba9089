using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using RachelFoods.Web.Data;
using RachelFoods.Web.Kernel;
using RachelFoods.Web.Modules.Orders;
using RachelFoods.Web.Modules.Payments;

namespace RachelFoods.Web.Modules.Refunds;

public enum RefundCause
{
    /// <summary>A paid order was cancelled by its buyer or by staff.</summary>
    OrderCancelled,

    /// <summary>The money came when the order had been cancelled already.</summary>
    PaidTooLate,

    /// <summary>Somebody gave it back at Stripe, without this shop.</summary>
    MadeAtStripe,

    /// <summary>The customer's bank took it, in a dispute that was lost. No Stripe is asked for it.</summary>
    TakenByBank,
}

public enum RefundState
{
    /// <summary>To be asked of Stripe, or on its way there.</summary>
    Pending,
    Succeeded,

    /// <summary>The money is still, or again, with us: the customer is owed it.</summary>
    Failed,
    Canceled,
}

/// <summary>Money on its way back to the card it came from. Written before Stripe is asked; its key makes a repeated question harmless.</summary>
internal sealed class Refund : Entity, IWatched
{
    private const int LongestReason = 200;

    // What Stripe may tell next. Money that had gone back can come back to us; what came to nothing stays so.
    private static readonly Dictionary<RefundState, RefundState[]> Moves = new()
    {
        [RefundState.Pending] = [RefundState.Succeeded, RefundState.Failed, RefundState.Canceled],
        [RefundState.Succeeded] = [RefundState.Failed, RefundState.Canceled],
        [RefundState.Failed] = [],
        [RefundState.Canceled] = [],
    };

    public Refund(
        Guid storeId, Guid orderId, Guid paymentId, Money amount, RefundCause cause, Actor requestedBy, DateTimeOffset requestedAt, Guid? replaces = null)
    {
        (OrderId, PaymentId, Amount, Cause) = (orderId, paymentId, amount, cause);
        (RequestedByKind, RequestedById, RequestedAt, ReplacesId) = (requestedBy.Kind, requestedBy.UserId, requestedAt, replaces);
        IdempotencyKey = $"{storeId}:refund:{Id}";
        if (cause == RefundCause.PaidTooLate)
        {
            Raise(new MoneyReturned(orderId, Id));
        }
        if (cause == RefundCause.TakenByBank)
        {
            (State, SettledAt) = (RefundState.Succeeded, requestedAt);
        }
    }

    private Refund()
    {
        IdempotencyKey = "";
    }

    public Guid OrderId { get; private set; }

    Watched IWatched.Watched => OrderTopic.Of(OrderId);

    public Guid PaymentId { get; private set; }

    public Money Amount { get; private set; }

    public RefundCause Cause { get; private set; }

    public RefundState State { get; private set; } = RefundState.Pending;

    /// <summary>Saved before Stripe is called, so that a repeated call finds the same object.</summary>
    public string IdempotencyKey { get; private set; }

    /// <summary>Set before Stripe is first asked. From then on an object may exist there, known to us or not.</summary>
    public DateTimeOffset? AskedAt { get; private set; }

    public string? StripeId { get; private set; }

    /// <summary>Stripe's word for why it failed, shown to staff.</summary>
    public string? FailureReason { get; private set; }

    public ActorKind RequestedByKind { get; private set; }

    public Guid? RequestedById { get; private set; }

    public DateTimeOffset RequestedAt { get; private set; }

    public DateTimeOffset? SettledAt { get; private set; }

    /// <summary>The failed refund that this one makes good.</summary>
    public Guid? ReplacesId { get; private set; }

    public bool CameToNothing => State is RefundState.Failed or RefundState.Canceled;

    public void Ask(DateTimeOffset now) => AskedAt ??= now;

    public void IsAtStripe(string stripeId) => StripeId = StripeId is null || StripeId == stripeId
        ? stripeId
        : throw new InvalidOperationException($"Refund {Id} is {StripeId} at Stripe, not {stripeId}.");

    /// <summary>For a key under which Stripe has kept a failure of its own.</summary>
    public void RenewKey() => IdempotencyKey = $"{StoreId}:refund:{Id}:{Guid.CreateVersion7()}";

    public bool CanBecome(RefundState next) => Moves[State].Contains(next);

    public void Succeed(DateTimeOffset now)
    {
        MoveTo(RefundState.Succeeded, now);
        Raise(new RefundSucceeded(OrderId, Id));
    }

    public void Fail(string? reason, DateTimeOffset now) => ComeToNothing(RefundState.Failed, reason, now);

    public void Cancel(DateTimeOffset now) => ComeToNothing(RefundState.Canceled, null, now);

    private void ComeToNothing(RefundState end, string? reason, DateTimeOffset now)
    {
        MoveTo(end, now);
        FailureReason = reason?.Length > LongestReason ? reason[..LongestReason] : reason;
        Raise(new RefundFailed(OrderId, Id));
    }

    private void MoveTo(RefundState next, DateTimeOffset now)
    {
        State = CanBecome(next) ? next : throw new IllegalTransition(Id, State, next);
        SettledAt = now;
    }

    internal sealed class Mapping : IEntityTypeConfiguration<Refund>
    {
        public void Configure(EntityTypeBuilder<Refund> refund)
        {
            refund.ToTable("refunds", table => table.HasCheckConstraint("gives_something_back", "amount_minor > 0"));
            refund.Ignore(r => r.CameToNothing);
            refund.Money(r => r.Amount, "amount");
            refund.Property(r => r.IdempotencyKey).HasMaxLength(255);
            refund.Property(r => r.StripeId).HasMaxLength(255);
            refund.Property(r => r.FailureReason).HasMaxLength(LongestReason);
            refund.HasIndex(r => new { r.StoreId, r.IdempotencyKey }).IsUnique();
            refund.HasIndex(r => new { r.StoreId, r.StripeId }).IsUnique();
            refund.HasIndex(r => new { r.StoreId, r.ReplacesId }).IsUnique();
            refund.HasIndex(r => new { r.StoreId, r.OrderId });
            refund.HasIndex(r => new { r.StoreId, r.PaymentId });
            refund.HasIndex(r => new { r.StoreId, r.State, r.RequestedAt });
            refund.References<Order>(nameof(OrderId));
            refund.References<Payment>(nameof(PaymentId));
            refund.References<Refund>(nameof(ReplacesId));
        }
    }
}
