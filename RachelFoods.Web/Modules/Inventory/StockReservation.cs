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

    /// <summary>Sold, and back on the shelf because the order was cancelled.</summary>
    Returned,
}

/// <summary>An order's claim on a variant. Held until the order is paid or confirmed, or is cancelled; then never again.</summary>
internal sealed class StockReservation(Guid orderId, Guid variantId, int quantity, DateTimeOffset at) : Entity
{
    public Guid OrderId { get; private set; } = orderId;

    public Guid VariantId { get; private set; } = variantId;

    public int Quantity { get; private set; } = quantity;

    public DateTimeOffset At { get; private set; } = at;

    public ReservationState State { get; private set; } = ReservationState.Held;

    public void End(ReservationState end) =>
        State = (State, end) is (ReservationState.Held, ReservationState.Sold or ReservationState.Released)
            or (ReservationState.Sold, ReservationState.Returned)
            ? end
            : throw new IllegalTransition(Id, State, end);

    internal sealed class Mapping : IEntityTypeConfiguration<StockReservation>
    {
        public void Configure(EntityTypeBuilder<StockReservation> reservation)
        {
            reservation.ToTable("stock_reservations", table => table.HasCheckConstraint("reserves_something", "quantity > 0"));
            reservation.HasIndex(r => new { r.StoreId, r.OrderId, r.VariantId }).IsUnique();
            reservation.HasIndex(r => new { r.StoreId, r.VariantId }).HasFilter("state = 'HELD'");
            reservation.References<ProductVariant>(nameof(VariantId));
        }
    }
}
