using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using RachelFoods.Web.Data;
using RachelFoods.Web.Kernel;
using RachelFoods.Web.Modules.Products;

namespace RachelFoods.Web.Modules.Inventory;

/// <summary>How much of a variant is on the shelf and how much of that is promised. Changed only under its row lock.</summary>
internal sealed class StockItem(Guid variantId) : IStoreRow
{
    public Guid StoreId { get; private set; }

    public Guid VariantId { get; private set; } = variantId;

    public int OnHand { get; private set; }

    public int Reserved { get; private set; }

    public int Sellable => OnHand - Reserved;

    public StockLevel Level => new(VariantId, OnHand, Reserved);

    public void Reserve(int quantity) => Reserved += quantity;

    public void Release(int quantity) => Reserved -= quantity;

    /// <summary>What was reserved leaves the shelf.</summary>
    public StockMovement Sell(int quantity, StockAct act)
    {
        Reserved -= quantity;
        return Move(-quantity, act);
    }

    public StockMovement Move(int delta, StockAct act)
    {
        OnHand = checked(OnHand + delta);
        return new StockMovement(VariantId, delta, OnHand, act);
    }

    internal sealed class Mapping : IEntityTypeConfiguration<StockItem>
    {
        public void Configure(EntityTypeBuilder<StockItem> item)
        {
            item.ToTable("stock_items", table => table.HasCheckConstraint(
                "never_oversold", "reserved >= 0 and on_hand >= reserved"));
            item.HasKey(i => new { i.StoreId, i.VariantId });
            item.Ignore(i => i.Sellable);
            item.Ignore(i => i.Level);
            item.References<ProductVariant>(nameof(VariantId));
        }
    }
}
