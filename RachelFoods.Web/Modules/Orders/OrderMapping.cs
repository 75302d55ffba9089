using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using RachelFoods.Web.Data;

namespace RachelFoods.Web.Modules.Orders;

internal sealed partial class Order
{
    /// <summary>The e-mail in the form by which customers are told apart; the database computes it.</summary>
    public string EmailKey { get; private init; } = "";

    internal sealed class Mapping : IEntityTypeConfiguration<Order>
    {
        public void Configure(EntityTypeBuilder<Order> order)
        {
            order.ToTable("orders", table => Check(table));
            order.Property(o => o.Number).HasMaxLength(30);
            order.Property(o => o.CouponCode).HasMaxLength(Promotions.CouponCode.Longest);
            // As Promotions.CustomerEmail.Key does it.
            order.Property(o => o.EmailKey).HasComputedColumnSql(
                "split_part(split_part(email, '@', 1), '+', 1) || '@' || split_part(email, '@', 2)", stored: true);
            order.Property(o => o.AddressKey).HasMaxLength(64);
            order.Property(o => o.ContentHash).HasMaxLength(64);
            order.Property(o => o.Explanation).HasColumnType("jsonb");
            order.Property(o => o.Version).IsConcurrencyToken();
            order.Money(o => o.Goods, "goods");
            order.Money(o => o.Discount, "discount");
            order.Money(o => o.Delivery, "delivery");
            order.Money(o => o.Tax, "tax");
            order.Money(o => o.Total, "total");
            order.Property(o => o.WalletMinor).HasDefaultValue(0L);
            order.Ignore(o => o.Wallet);
            order.Ignore(o => o.Due);
            order.HasMany(o => o.Lines).WithOne().HasForeignKey(l => new { l.StoreId, l.OrderId }).OnDelete(DeleteBehavior.Restrict);
            order.HasMany(o => o.History).WithOne().HasForeignKey(m => new { m.StoreId, m.OrderId }).OnDelete(DeleteBehavior.Restrict);
            order.HasMany(o => o.Words).WithOne().HasForeignKey(w => new { w.StoreId, w.OrderId }).OnDelete(DeleteBehavior.Restrict);
            order.Navigation(o => o.Lines).UsePropertyAccessMode(PropertyAccessMode.Field);
            order.Navigation(o => o.History).UsePropertyAccessMode(PropertyAccessMode.Field);
            order.Navigation(o => o.Words).UsePropertyAccessMode(PropertyAccessMode.Field);
            Index(order);
        }

        private static void Check(TableBuilder<Order> table)
        {
            table.HasCheckConstraint(
                "total_adds_up",
                "total_minor = goods_minor - discount_minor + delivery_minor + case when tax_included then 0 else tax_minor end and total_minor >= 0");
            table.HasCheckConstraint("wallet_pays_no_more_than_the_total", "wallet_minor between 0 and total_minor");
            table.HasCheckConstraint(
                "one_currency",
                "total_currency = all (array[goods_currency, discount_currency, delivery_currency, tax_currency])");
            table.HasCheckConstraint(
                "paid_before_it_moves_on",
                "status in ('PENDING', 'CANCELLED') or method = 'CASH_ON_DELIVERY' or paid_at is not null");
        }

        private static void Index(EntityTypeBuilder<Order> order)
        {
            order.HasIndex(o => new { o.StoreId, o.Number }).IsUnique();
            order.HasIndex(o => new { o.StoreId, o.CartId, o.FormKey }, OnePerForm).IsUnique();
            order.HasIndex(o => new { o.StoreId, o.CartId }, OneOpenPerCart).IsUnique().HasFilter("status = 'PENDING' and method = 'CARD'");
            order.HasIndex(o => new { o.StoreId, o.BuyerId, o.PlacedAt });
            order.HasIndex(o => new { o.StoreId, o.PlacedAt, o.Id });
            order.HasIndex(o => new { o.StoreId, o.Status, o.PlacedAt, o.Id });
            order.HasIndex(o => new { o.StoreId, o.Email });
            order.HasIndex(o => new { o.StoreId, o.EmailKey });
            order.HasIndex(o => new { o.StoreId, o.AddressKey }).HasFilter("status = 'PENDING'");
        }
    }

    public const string OnePerForm = "one_order_per_form";
    public const string OneOpenPerCart = "one_open_order_per_cart";
}
