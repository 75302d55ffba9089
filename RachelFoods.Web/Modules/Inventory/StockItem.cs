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

    /// <summary>So many sellable ones or fewer are low; null where the store's number counts.</summary>
    public int? LowAt { get; private set; }

    /// <summary>When it last fell to that, unless there was more again; until then nobody is told anew.</summary>
    public DateTimeOffset? LowSince { get; private set; }

    /// <summary>When the store was told.</summary>
    public DateTimeOffset? LowToldAt { get; private set; }

    public int Sellable => OnHand - Reserved;

    public StockLevel Level => new(VariantId, OnHand, Reserved);

    public void SetLowAt(int? lowAt, int otherwise)
    {
        LowAt = lowAt;
        Watch(Sellable, otherwise, LowSince ?? default);
    }

    /// <returns>True if it has fallen from above the threshold to it, or below.</returns>
    public bool Watch(int before, int otherwise, DateTimeOffset now)
    {
        var threshold = LowAt ?? otherwise;
        if (Sellable > threshold)
        {
            (LowSince, LowToldAt) = (null, null);
            return false;
        }
        if (before <= threshold || LowSince is not null)
        {
            return false;
        }
        LowSince = now;
        return true;
    }

    public void TellLow(DateTimeOffset now) => LowToldAt = now;

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
            item.ToTable("stock_items", table =>
            {
                table.HasCheckConstraint("never_oversold", "reserved >= 0 and on_hand >= reserved");
                table.HasCheckConstraint("low_at_makes_sense", "low_at >= 0");
            });
            item.HasKey(i => new { i.StoreId, i.VariantId });
            item.Ignore(i => i.Sellable);
            item.Ignore(i => i.Level);
            item.References<ProductVariant>(nameof(VariantId));
        }
    }
}
