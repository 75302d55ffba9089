using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using RachelFoods.Web.Data;
using RachelFoods.Web.Kernel;
using RachelFoods.Web.Modules.Orders;
using static RachelFoods.Web.Modules.Payments.DisputeState;

namespace RachelFoods.Web.Modules.Payments;

/// <summary>Stripe's states. A warning is an inquiry: no money has moved.</summary>
/// <seealso href="https://docs.stripe.com/api/disputes/object"/>
public enum DisputeState
{
    WarningNeedsResponse,
    WarningUnderReview,
    WarningClosed,
    NeedsResponse,
    UnderReview,
    Won,
    Lost,
    Prevented,
}

/// <summary>A cardholder's complaint to the bank, as Stripe tells it.</summary>
internal sealed class Dispute : Entity, IWatched
{
    private const int LongestReason = 100;

    // An inquiry may become a chargeback, never the other way; what a bank has decided stays decided.
    private static readonly Dictionary<DisputeState, DisputeState[]> Moves = new()
    {
        [WarningNeedsResponse] = [WarningUnderReview, WarningClosed, NeedsResponse, UnderReview, Won, Lost, Prevented],
        [WarningUnderReview] = [WarningClosed, NeedsResponse, UnderReview, Won, Lost, Prevented],
        [NeedsResponse] = [UnderReview, Won, Lost, Prevented],
        [UnderReview] = [Won, Lost, Prevented],
        [WarningClosed] = [],
        [Won] = [],
        [Lost] = [],
        [Prevented] = [],
    };

    public Dispute(
        Guid orderId, Guid paymentId, string stripeId, Money amount, string reason, DisputeState state, DateTimeOffset openedAt)
    {
        (OrderId, PaymentId, StripeId, Amount, State, OpenedAt) = (orderId, paymentId, stripeId, amount, state, openedAt);
        Reason = reason.Length > LongestReason ? reason[..LongestReason] : reason;
    }

    private Dispute()
    {
        StripeId = Reason = "";
    }

    public Guid OrderId { get; private set; }

    Watched IWatched.Watched => OrderTopic.Of(OrderId);

    public Guid PaymentId { get; private set; }

    public string StripeId { get; private set; }

    public Money Amount { get; private set; }

    /// <summary>The bank's word for it, such as <c>fraudulent</c> or <c>product_not_received</c>.</summary>
    public string Reason { get; private set; }

    public DisputeState State { get; private set; }

    /// <summary>When the bank stops waiting for an answer; null when none is awaited.</summary>
    public DateTimeOffset? DueBy { get; private set; }

    public DateTimeOffset OpenedAt { get; private set; }

    public DateTimeOffset? ClosedAt { get; private set; }

    public static bool IsFinal(DisputeState state) => Moves[state].Length == 0;

    /// <summary>Takes over what Stripe says, forward only: what was read earlier may be applied later, and then changes nothing.</summary>
    /// <param name="dueBy">Null when no answer is awaited.</param>
    public void Follow(DisputeState told, DateTimeOffset? dueBy, DateTimeOffset now)
    {
        if (told != State && !Moves[State].Contains(told))
        {
            return;
        }
        if (told == Lost && ClosedAt is null)
        {
            Raise(new DisputeLost(OrderId, PaymentId));
        }
        State = told;
        DueBy = told is WarningNeedsResponse or NeedsResponse ? dueBy : null;
        ClosedAt = IsFinal(told) ? ClosedAt ?? now : null;
    }

    internal sealed class Mapping : IEntityTypeConfiguration<Dispute>
    {
        public void Configure(EntityTypeBuilder<Dispute> dispute)
        {
            dispute.ToTable("disputes", table => table.HasCheckConstraint("disputes_something", "amount_minor > 0"));
            dispute.Money(d => d.Amount, "amount");
            dispute.Property(d => d.StripeId).HasMaxLength(255);
            dispute.Property(d => d.Reason).HasMaxLength(LongestReason);
            dispute.HasIndex(d => new { d.StoreId, d.StripeId }).IsUnique();
            dispute.HasIndex(d => new { d.StoreId, d.PaymentId });
            dispute.HasIndex(d => new { d.StoreId, d.DueBy }).HasFilter("closed_at is null");
            dispute.References<Order>(nameof(OrderId));
            dispute.References<Payment>(nameof(PaymentId));
        }
    }
}
