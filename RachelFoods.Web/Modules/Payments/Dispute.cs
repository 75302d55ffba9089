using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using RachelFoods.Web.Data;
using RachelFoods.Web.Kernel;
using RachelFoods.Web.Modules.Orders;

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
internal sealed class Dispute : Entity
{
    public Dispute(Guid orderId, Guid paymentId, string stripeId, Money amount, string reason, DateTimeOffset openedAt) =>
        (OrderId, PaymentId, StripeId, Amount, Reason, OpenedAt) = (orderId, paymentId, stripeId, amount, reason, openedAt);

    private Dispute()
    {
        StripeId = Reason = "";
    }

    public Guid OrderId { get; private set; }

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

    internal sealed class Mapping : IEntityTypeConfiguration<Dispute>
    {
        public void Configure(EntityTypeBuilder<Dispute> dispute)
        {
            dispute.ToTable("disputes", table => table.HasCheckConstraint("disputes_something", "amount_minor > 0"));
            dispute.Money(d => d.Amount, "amount");
            dispute.Property(d => d.StripeId).HasMaxLength(255);
            dispute.Property(d => d.Reason).HasMaxLength(100);
            dispute.HasIndex(d => new { d.StoreId, d.StripeId }).IsUnique();
            dispute.HasIndex(d => new { d.StoreId, d.PaymentId });
            dispute.HasIndex(d => new { d.StoreId, d.DueBy }).HasFilter("closed_at is null");
            dispute.References<Order>(nameof(OrderId));
            dispute.References<Payment>(nameof(PaymentId));
        }
    }
}
