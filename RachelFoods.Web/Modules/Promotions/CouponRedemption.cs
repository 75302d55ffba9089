using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using RachelFoods.Web.Data;
using RachelFoods.Web.Kernel;

namespace RachelFoods.Web.Modules.Promotions;

internal enum RedemptionState
{
    /// <summary>By an order that is not paid yet.</summary>
    Held,
    Used,

    /// <summary>The order was cancelled; somebody else may have it.</summary>
    GivenBack,
}

/// <summary>One order's use of a coupon.</summary>
internal sealed class CouponRedemption : Entity
{
    private CouponRedemption()
    {
        EmailKey = "";
    }

    public CouponRedemption(Guid couponId, CouponUse use, bool once, DateTimeOffset at)
    {
        (CouponId, OrderId, CartId, UserId) = (couponId, use.OrderId, use.Customer.CartId, use.Customer.UserId);
        (EmailKey, Once, At) = (CustomerEmail.Key(use.Customer.Email ?? ""), once, at);
        (Discount, OrderTotal, NewCustomer) = (use.Discount, use.OrderTotal, use.NewCustomer);
    }

    public Guid CouponId { get; private init; }

    public Guid OrderId { get; private init; }

    /// <summary>Of the order as long as that may give way to another from the same cart; null for a cash order.</summary>
    public Guid? CartId { get; private init; }

    public Guid? UserId { get; private init; }

    public string EmailKey { get; private init; }

    /// <summary>The coupon allowed one use for each customer: unique keys stand behind the count.</summary>
    public bool Once { get; private init; }

    public RedemptionState State { get; private init; }

    public Money Discount { get; private init; }

    public Money OrderTotal { get; private init; }

    /// <summary>The customer had never ordered before.</summary>
    public bool NewCustomer { get; private init; }

    public DateTimeOffset At { get; private init; }

    internal sealed class Mapping : IEntityTypeConfiguration<CouponRedemption>
    {
        private const string LiveAndOnce = "once and state <> 'GIVEN_BACK'";

        public void Configure(EntityTypeBuilder<CouponRedemption> redemption)
        {
            redemption.ToTable("coupon_redemptions", table => table.HasCheckConstraint("takes_nothing_away", "discount_minor >= 0 and order_total_minor >= 0"));
            redemption.Property(r => r.EmailKey).HasMaxLength(254);
            redemption.Money(r => r.Discount, "discount");
            redemption.Money(r => r.OrderTotal, "order_total");
            redemption.HasIndex(r => new { r.StoreId, r.OrderId }).IsUnique();
            redemption.HasIndex(r => new { r.StoreId, r.CouponId, r.EmailKey }, "once_for_each_email").IsUnique().HasFilter(LiveAndOnce);
            redemption.HasIndex(r => new { r.StoreId, r.CouponId, r.UserId }, "once_for_each_account").IsUnique()
                .HasFilter(LiveAndOnce + " and user_id is not null");
            redemption.HasIndex(r => new { r.StoreId, r.CouponId, r.EmailKey });
            redemption.HasIndex(r => new { r.StoreId, r.CouponId, r.UserId });
            redemption.HasIndex(r => new { r.StoreId, r.CouponId, r.CartId });
            redemption.References<Coupon>(nameof(CouponId));
        }
    }
}
