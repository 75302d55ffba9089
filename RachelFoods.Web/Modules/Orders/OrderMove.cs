using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using RachelFoods.Web.Data;
using RachelFoods.Web.Kernel;

namespace RachelFoods.Web.Modules.Orders;

/// <summary>One row of an order's history: from where to where, when, by whom and why.</summary>
internal sealed class OrderMove(
    Guid orderId, OrderStatus? from, OrderStatus to, DateTimeOffset at, ActorKind actorKind, Guid? actorId, string? reason, Guid? undoesId = null)
    : Entity
{
    public Guid OrderId { get; private set; } = orderId;

    public OrderStatus? From { get; private set; } = from;

    public OrderStatus To { get; private set; } = to;

    public DateTimeOffset At { get; private set; } = at;

    public ActorKind ActorKind { get; private set; } = actorKind;

    public Guid? ActorId { get; private set; } = actorId;

    public string? Reason { get; private set; } = reason;

    /// <summary>The move that this one took back.</summary>
    public Guid? UndoesId { get; private set; } = undoesId;

    internal sealed class Mapping : IEntityTypeConfiguration<OrderMove>
    {
        public void Configure(EntityTypeBuilder<OrderMove> move)
        {
            move.ToTable("order_moves");
            move.Property(m => m.From).HasColumnName("from_status");
            move.Property(m => m.To).HasColumnName("to_status");
            move.HasIndex(m => new { m.StoreId, m.OrderId, m.At });
            move.HasIndex(m => new { m.StoreId, m.UndoesId }, "undone_once").IsUnique().HasFilter("undoes_id is not null");
            move.References<OrderMove>(nameof(UndoesId));
        }
    }
}

/// <summary>The last order number given out, by store and year. Gaps are allowed, repeats are not.</summary>
internal sealed class OrderCounter(int year, int last) : IStoreRow
{
    public Guid StoreId { get; private set; }

    public int Year { get; private set; } = year;

    public int Last { get; private set; } = last;

    internal sealed class Mapping : IEntityTypeConfiguration<OrderCounter>
    {
        public void Configure(EntityTypeBuilder<OrderCounter> counter)
        {
            counter.ToTable("order_counters");
            counter.HasKey(c => new { c.StoreId, c.Year });
        }
    }
}
