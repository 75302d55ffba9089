using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using RachelFoods.Web.Data;
using RachelFoods.Web.Kernel;
using static RachelFoods.Web.Modules.Orders.OrderStatus;

namespace RachelFoods.Web.Modules.Orders;

/// <summary>A snapshot of what was bought, at which price, under which terms, and where it stands.</summary>
internal sealed class Order : Entity
{
    // Every move an order can make; anything absent is a bug or a race.
    private static readonly Dictionary<OrderStatus, OrderStatus[]> Moves = new()
    {
        [Pending] = [Paid, Confirmed, Cancelled], // verified payment | staff, cash on delivery | buyer, staff, expiry
        [Paid] = [Confirmed, Cancelled], // staff | with refund
        [Confirmed] = [Preparing, Cancelled], // staff | with refund
        [Preparing] = [OrderStatus.Shipping, Cancelled], // staff | staff, with refund
        [OrderStatus.Shipping] = [Delivered, Preparing], // staff, courier | failed delivery, with reason
        [Delivered] = [Completed], // buyer, or after some days
        [Completed] = [],
        [Cancelled] = [],
    };

    private readonly List<OrderLine> _lines = [];
    private readonly List<OrderMove> _history = [];

    private Order()
    {
        Number = Email = Name = Phone = Street = City = Region = PostalCode = Country = Notes = ContentHash = Explanation = "";
    }

    public string Number { get; private init; }

    public OrderStatus Status { get; private set; }

    public PaymentStatus PaymentStatus { get; private set; }

    public PaymentMethod Method { get; private init; }

    /// <summary>Unique: the same form sent twice is one order.</summary>
    public Guid FormKey { get; private init; }

    public Guid? CartId { get; private init; }

    /// <summary>Hash of lines, amounts and delivery: placing the same cart again with the same content returns this order.</summary>
    public string ContentHash { get; private init; }

    public Guid? BuyerId { get; private init; }

    public string Email { get; private init; }

    public string Name { get; private init; }

    public string Phone { get; private init; }

    public string Street { get; private init; }

    public string City { get; private init; }

    public string Region { get; private init; }

    public string PostalCode { get; private init; }

    public string Country { get; private init; }

    public string Notes { get; private init; }

    public Money Goods { get; private init; }

    public Money Discount { get; private init; }

    public Money Delivery { get; private init; }

    public Money Tax { get; private init; }

    public bool TaxIncluded { get; private init; }

    public Money Total { get; private init; }

    /// <summary>Why each figure is what it is, as Pricing told it; JSON.</summary>
    public string Explanation { get; private init; }

    public DateTimeOffset PlacedAt { get; private init; }

    /// <summary>When the stock held for an unpaid card order may be given back.</summary>
    public DateTimeOffset? HeldUntil { get; private init; }

    /// <summary>Set when the order is about to be closed: no new attempt to pay is let in.</summary>
    public DateTimeOffset? ClosingSince { get; private set; }

    public DateTimeOffset? PaidAt { get; private set; }

    public string? CancelReason { get; private set; }

    /// <summary>PostgreSQL's xmin: a page that shows an older one is stale.</summary>
    public uint Version { get; private set; }

    public IReadOnlyList<OrderLine> Lines => _lines;

    public IReadOnlyList<OrderMove> History => _history;

    public bool IsOpen => Status == Pending && Method == PaymentMethod.Card;

    internal sealed class Mapping : IEntityTypeConfiguration<Order>
    {
        public void Configure(EntityTypeBuilder<Order> order)
        {
            order.ToTable("orders", table => table.HasCheckConstraint(
                "total_adds_up",
                "total_minor = goods_minor - discount_minor + delivery_minor + case when tax_included then 0 else tax_minor end and total_minor >= 0"));
            order.Property(o => o.Number).HasMaxLength(30);
            order.Property(o => o.ContentHash).HasMaxLength(64);
            order.Property(o => o.Explanation).HasColumnType("jsonb");
            order.Property(o => o.Version).IsRowVersion();
            order.Money(o => o.Goods, "goods");
            order.Money(o => o.Discount, "discount");
            order.Money(o => o.Delivery, "delivery");
            order.Money(o => o.Tax, "tax");
            order.Money(o => o.Total, "total");
            order.Ignore(o => o.IsOpen);
            order.HasIndex(o => new { o.StoreId, o.Number }).IsUnique();
            order.HasIndex(o => new { o.StoreId, o.FormKey }).IsUnique();
            order.HasIndex(o => new { o.StoreId, o.CartId }).IsUnique().HasFilter("status = 'PENDING' and method = 'CARD'");
            order.HasIndex(o => new { o.StoreId, o.BuyerId, o.PlacedAt });
            order.HasIndex(o => new { o.StoreId, o.PlacedAt, o.Id });
            order.HasIndex(o => new { o.StoreId, o.Status, o.PlacedAt, o.Id });
            order.HasIndex(o => new { o.StoreId, o.Email });
            order.HasMany(o => o.Lines).WithOne().HasForeignKey(l => new { l.StoreId, l.OrderId }).OnDelete(DeleteBehavior.Restrict);
            order.HasMany(o => o.History).WithOne().HasForeignKey(m => new { m.StoreId, m.OrderId }).OnDelete(DeleteBehavior.Restrict);
            order.Navigation(o => o.Lines).UsePropertyAccessMode(PropertyAccessMode.Field);
            order.Navigation(o => o.History).UsePropertyAccessMode(PropertyAccessMode.Field);
        }
    }
}
