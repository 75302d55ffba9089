using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using RachelFoods.Web.Kernel;

namespace RachelFoods.Web.Modules.Promotions;

/// <summary>A code, what it gives, and how often it was used. The count changes only under the row's lock.</summary>
internal sealed class Coupon : Entity
{
    private Coupon()
    {
        Code = Currency = "";
        Targets = [];
    }

    public Coupon(CouponTerms terms, DateTimeOffset now)
        : this()
    {
        CreatedAt = now;
        Take(terms);
    }

    /// <summary><see cref="CouponCode.Normal"/></summary>
    public string Code { get; private set; }

    public CouponKind Kind { get; private set; }

    public int PercentBasisPoints { get; private set; }

    public string Currency { get; private set; }

    public long AmountMinor { get; private set; }

    public long? MaximumDiscountMinor { get; private set; }

    public long? MinimumGoodsMinor { get; private set; }

    public DateTimeOffset? StartsAt { get; private set; }

    public DateTimeOffset? EndsAt { get; private set; }

    public int? TotalLimit { get; private set; }

    public int? PerCustomerLimit { get; private set; }

    public CouponScope Scope { get; private set; }

    public Guid[] Targets { get; private set; }

    public bool FirstOrderOnly { get; private set; }

    public bool Active { get; private set; } = true;

    /// <summary>Redemptions that were not given back.</summary>
    public int Used { get; private set; }

    public DateTimeOffset CreatedAt { get; private init; }

    /// <summary>Grows with each change by staff, not with uses: a form that shows an older one is stale.</summary>
    public int Version { get; private set; } = 1;

    public CouponTerms Terms => new(
        Code, Kind, PercentBasisPoints, In(AmountMinor), In(MaximumDiscountMinor), In(MinimumGoodsMinor), StartsAt, EndsAt, TotalLimit,
        PerCustomerLimit, Scope, Targets, FirstOrderOnly);

    public void Change(CouponTerms terms)
    {
        Take(terms);
        Version++;
    }

    public void Switch(bool on) => (Active, Version) = (on, Version + 1);

    public void Use() => Used++;

    private void Take(CouponTerms terms)
    {
        (Code, Kind, PercentBasisPoints) = (terms.Code, terms.Kind, terms.PercentBasisPoints);
        (Currency, AmountMinor) = (terms.Amount.Currency, terms.Amount.Minor);
        (MaximumDiscountMinor, MinimumGoodsMinor) = (terms.MaximumDiscount?.Minor, terms.MinimumGoods?.Minor);
        (StartsAt, EndsAt) = (terms.StartsAt?.ToUniversalTime(), terms.EndsAt?.ToUniversalTime());
        (TotalLimit, PerCustomerLimit, FirstOrderOnly) = (terms.TotalLimit, terms.PerCustomerLimit, terms.FirstOrderOnly);
        (Scope, Targets) = (terms.Scope, [.. terms.Targets]);
    }

    private Money In(long minor) => new(minor, Currency);

    private Money? In(long? minor) => minor is { } known ? In(known) : null;

    internal sealed class Mapping : IEntityTypeConfiguration<Coupon>
    {
        public void Configure(EntityTypeBuilder<Coupon> coupon)
        {
            coupon.ToTable("coupons", table =>
            {
                table.HasCheckConstraint("used_within_the_limit", "used >= 0 and (total_limit is null or used <= total_limit)");
                table.HasCheckConstraint(
                    "gives_something",
                    "case kind when 'PERCENT' then percent_basis_points between 1 and 10000 and amount_minor = 0 "
                    + "when 'AMOUNT' then amount_minor > 0 and percent_basis_points = 0 "
                    + "else amount_minor = 0 and percent_basis_points = 0 end");
                table.HasCheckConstraint(
                    "limits_make_sense",
                    "total_limit > 0 and per_customer_limit > 0 and maximum_discount_minor > 0 and minimum_goods_minor > 0 "
                    + "and starts_at < ends_at and (scope = 'ALL') = (cardinality(targets) = 0)");
            });
            coupon.Ignore(c => c.Terms);
            coupon.Property(c => c.Code).HasMaxLength(CouponCode.Longest);
            coupon.Property(c => c.Currency).HasMaxLength(3).IsFixedLength();
            coupon.HasIndex(c => new { c.StoreId, c.Code }).IsUnique();
        }
    }
}
