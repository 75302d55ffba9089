using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using RachelFoods.Web.Data;
using RachelFoods.Web.Kernel;
using RachelFoods.Web.Modules.Products;

namespace RachelFoods.Web.Modules.Cart;

/// <summary>What somebody means to buy. A customer has one; a guest's is known by a protected cookie.</summary>
internal sealed class ShoppingCart(Guid? userId, DateTimeOffset touchedAt) : Entity
{
    public Guid? UserId { get; private set; } = userId;

    /// <summary>When it was last changed.</summary>
    public DateTimeOffset TouchedAt { get; private set; } = touchedAt;

    /// <summary>Of the coupon that was applied, be it still good or not.</summary>
    public string? CouponCode { get; private set; }

    internal sealed class Mapping : IEntityTypeConfiguration<ShoppingCart>
    {
        public void Configure(EntityTypeBuilder<ShoppingCart> cart)
        {
            cart.ToTable("carts");
            cart.Property(c => c.CouponCode).HasMaxLength(Promotions.CouponCode.Longest);
            cart.HasIndex(c => new { c.StoreId, c.UserId }).IsUnique().HasFilter("user_id is not null");
        }
    }
}

internal sealed class CartLine(Guid cartId, Guid variantId, int quantity, DateTimeOffset addedAt) : Entity
{
    public Guid CartId { get; private set; } = cartId;

    public Guid VariantId { get; private set; } = variantId;

    public int Quantity { get; private set; } = quantity;

    public DateTimeOffset AddedAt { get; private set; } = addedAt;

    internal sealed class Mapping : IEntityTypeConfiguration<CartLine>
    {
        public void Configure(EntityTypeBuilder<CartLine> line)
        {
            line.ToTable("cart_lines", table => table.HasCheckConstraint("wants_something", "quantity between 1 and 99"));
            line.HasIndex(l => new { l.StoreId, l.CartId, l.VariantId }).IsUnique();
            line.References<ShoppingCart>(nameof(CartId), DeleteBehavior.Cascade);
            line.References<ProductVariant>(nameof(VariantId));
        }
    }
}
