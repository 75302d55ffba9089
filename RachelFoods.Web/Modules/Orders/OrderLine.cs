using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using RachelFoods.Web.Data;
using RachelFoods.Web.Kernel;
using RachelFoods.Web.Modules.Products;

namespace RachelFoods.Web.Modules.Orders;

/// <summary>What was bought, as it was called and priced then.</summary>
internal sealed class OrderLine : Entity
{
    public Guid OrderId { get; init; }

    public int Position { get; init; }

    public Guid VariantId { get; init; }

    public required string ProductName { get; init; }

    public required string ProductSlug { get; init; }

    public required string VariantName { get; init; }

    public required string Sku { get; init; }

    public int WeightGrams { get; init; }

    public Money UnitPrice { get; init; }

    public int Quantity { get; init; }

    /// <summary>Unit price times quantity, before discount.</summary>
    public Money Amount { get; init; }

    /// <summary>This line's share of the order's discount.</summary>
    public Money Discount { get; init; }

    public Money Tax { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<OrderLine>
    {
        public void Configure(EntityTypeBuilder<OrderLine> line)
        {
            line.ToTable("order_lines", table => table.HasCheckConstraint(
                "line_adds_up", "quantity > 0 and amount_minor = unit_price_minor * quantity and discount_minor between 0 and amount_minor"));
            line.Money(l => l.UnitPrice, "unit_price");
            line.Money(l => l.Amount, "amount");
            line.Money(l => l.Discount, "discount");
            line.Money(l => l.Tax, "tax");
            line.HasIndex(l => new { l.StoreId, l.OrderId, l.Position }).IsUnique();
            line.References<ProductVariant>(nameof(VariantId));
        }
    }
}
