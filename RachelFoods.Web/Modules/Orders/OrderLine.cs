using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using RachelFoods.Web.Data;
using RachelFoods.Web.Kernel;
using RachelFoods.Web.Modules.Pricing;
using RachelFoods.Web.Modules.Products;

namespace RachelFoods.Web.Modules.Orders;

/// <summary>What was bought, as it was called and priced then.</summary>
internal sealed class OrderLine : Entity
{
    private OrderLine()
    {
        ProductName = ProductSlug = VariantName = Sku = "";
    }

    public Guid OrderId { get; private init; }

    public int Position { get; private init; }

    public Guid ProductId { get; private init; }

    public Guid VariantId { get; private init; }

    public string ProductName { get; private init; }

    public string ProductSlug { get; private init; }

    public string VariantName { get; private init; }

    public string Sku { get; private init; }

    public int WeightGrams { get; private init; }

    public Money UnitPrice { get; private init; }

    public int Quantity { get; private init; }

    /// <summary>Unit price times quantity, before discount.</summary>
    public Money Amount { get; private init; }

    /// <summary>This line's share of the order's discount.</summary>
    public Money Discount { get; private init; }

    public Money Tax { get; private init; }

    /// <summary>The rate that was in force; null on lines from before it was kept here, whose order's explanation tells it.</summary>
    public int? TaxRateBasisPoints { get; private init; }

    public static OrderLine Of(Guid orderId, int position, PricedLine line, VariantView variant) => new()
    {
        OrderId = orderId,
        Position = position,
        ProductId = variant.ProductId,
        VariantId = variant.Id,
        ProductName = variant.ProductName,
        ProductSlug = variant.ProductSlug,
        VariantName = variant.Name,
        Sku = variant.Sku,
        WeightGrams = variant.WeightGrams,
        UnitPrice = line.UnitPrice,
        Quantity = line.Quantity,
        Amount = line.Amount,
        Discount = line.Discount,
        Tax = line.Tax,
        TaxRateBasisPoints = line.TaxRateBasisPoints,
    };

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
            line.References<Product>(nameof(ProductId));
            line.References<ProductVariant>(nameof(VariantId));
        }
    }
}
