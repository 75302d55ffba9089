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

    /// <summary>Back on the shelf from an order.</summary>
    Returned,
    Counted,
    Spoiled,
    Damaged,
    Correction,
}

/// <summary>Why what is on the shelf changes, who says so and when.</summary>
/// <param name="Key">Of two acts on a variant with the same key the second one changes nothing.</param>
internal sealed record StockAct(
    StockReason Reason, Actor By, DateTimeOffset At, Guid? OrderId = null, string? Note = null, string? Key = null);

/// <summary>One change of what is on the shelf; a count that found what was expected is one of nothing. Their sum is what is on hand.</summary>
internal sealed class StockMovement : Entity
{
    public StockMovement(Guid variantId, int delta, int onHandAfter, StockAct act)
    {
        (VariantId, Delta, OnHandAfter) = (variantId, delta, onHandAfter);
        (Reason, OrderId, Note, Key, At) = (act.Reason, act.OrderId, act.Note, act.Key, act.At);
        (ActorKind, ActorId) = (act.By.Kind, act.By.UserId);
    }

    private StockMovement()
    {
    }

    public Guid VariantId { get; private set; }

    public int Delta { get; private set; }

    public int OnHandAfter { get; private set; }

    public StockReason Reason { get; private set; }

    public Guid? OrderId { get; private set; }

    public DateTimeOffset At { get; private set; }

    public ActorKind ActorKind { get; private set; }

    public Guid? ActorId { get; private set; }

    public string? Note { get; private set; }

    public string? Key { get; private set; }

    internal sealed class Mapping : IEntityTypeConfiguration<StockMovement>
    {
        public void Configure(EntityTypeBuilder<StockMovement> movement)
        {
            movement.ToTable("stock_movements");
            movement.Property(m => m.Note).HasMaxLength(CountStock.LongestNote);
            movement.Property(m => m.Key).HasMaxLength(100);
            movement.HasIndex(m => new { m.StoreId, m.VariantId, m.At });
            movement.HasIndex(m => new { m.StoreId, m.VariantId, m.Key }, "moved_once").IsUnique().HasFilter("key is not null");
            movement.References<ProductVariant>(nameof(VariantId));
        }
    }
}
