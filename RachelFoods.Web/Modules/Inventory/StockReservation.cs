using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using RachelFoods.Web.Data;
using RachelFoods.Web.Kernel;
using RachelFoods.Web.Modules.Products;

namespace RachelFoods.Web.Modules.Inventory;

internal enum ReservationState
{
    Held,
    Sold,
    Released,

    /// <summary>Sold, and all of it back on the shelf.</summary>
    Returned,
}

/// <summary>An order's claim on a variant. Held until the order is paid or confirmed, or is cancelled; then never again.</summary>
internal sealed class StockReservation(Guid orderId, Guid variantId, int quantity, DateTimeOffset at) : Entity
{
    public Guid OrderId { get; private set; } = orderId;

    public Guid VariantId { get; private set; } = variantId;

    public int Quantity { get; private set; } = quantity;

    /// <summary>How many of those that were sold are back on the shelf.</summary>
    public int Returned { get; private set; }

    public DateTimeOffset At { get; private set; } = at;

    public ReservationState State { get; private set; } = ReservationState.Held;

    /// <summary>How many can still come back.</summary>
    public int Returnable => State == ReservationState.Sold ? Quantity - Returned : 0;

    public void Sell() => End(ReservationState.Sold);

    public void Release() => End(ReservationState.Released);

    public void Return(int quantity)
    {
        if (quantity <= 0 || quantity > Returnable)
        {
            throw new InvalidOperationException($"Of reservation {Id} {Returnable} can come back, not {quantity}.");
        }
        Returned += quantity;
        State = Returned == Quantity ? ReservationState.Returned : State;
    }

    private void End(ReservationState end) =>
        State = State == ReservationState.Held ? end : throw new IllegalTransition(Id, State, end);

    internal sealed class Mapping : IEntityTypeConfiguration<StockReservation>
    {
        public void Configure(EntityTypeBuilder<StockReservation> reservation)
        {
            reservation.ToTable("stock_reservations", table =>
            {
                table.HasCheckConstraint("reserves_something", "quantity > 0");
                table.HasCheckConstraint("returns_what_was_sold", "returned between 0 and quantity and (returned = 0 or state in ('SOLD', 'RETURNED'))");
            });
            reservation.Ignore(r => r.Returnable);
            reservation.HasIndex(r => new { r.StoreId, r.OrderId, r.VariantId }).IsUnique();
            reservation.HasIndex(r => new { r.StoreId, r.VariantId }).HasFilter("state = 'HELD'");
            reservation.References<ProductVariant>(nameof(VariantId));
        }
    }
}
