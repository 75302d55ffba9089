using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using RachelFoods.Web.Data;
using RachelFoods.Web.Kernel;
using RachelFoods.Web.Modules.Products;

namespace RachelFoods.Web.Modules.Inventory;

public enum StockReason
{
    Received,
    Sale,
    Returned,
    Counted,
    Spoiled,
}

/// <summary>One change of what is on the shelf. Their sum is what is on hand.</summary>
internal sealed class StockMovement(Guid variantId, int delta, int onHandAfter, StockReason reason, Guid? orderId, DateTimeOffset at) : Entity
{
    public Guid VariantId { get; private set; } = variantId;

    public int Delta { get; private set; } = delta;

    public int OnHandAfter { get; private set; } = onHandAfter;

    public StockReason Reason { get; private set; } = reason;

    public Guid? OrderId { get; private set; } = orderId;

    public DateTimeOffset At { get; private set; } = at;

    internal sealed class Mapping : IEntityTypeConfiguration<StockMovement>
    {
        public void Configure(EntityTypeBuilder<StockMovement> movement)
        {
            movement.ToTable("stock_movements");
            movement.HasIndex(m => new { m.StoreId, m.VariantId, m.At });
            movement.References<ProductVariant>(nameof(VariantId));
        }
    }
}
