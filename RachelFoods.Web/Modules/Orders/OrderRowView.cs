using System.Linq.Expressions;
using RachelFoods.Web.Kernel;

namespace RachelFoods.Web.Modules.Orders;

/// <summary>An order as a row of a list.</summary>
/// <param name="UndoUntil">Staff may undo the last move until then.</param>
/// <param name="Units">How many things were bought, all lines together.</param>
public sealed record OrderRowView(
    Guid Id,
    string Number,
    OrderStatus Status,
    PaymentStatus PaymentStatus,
    PaymentMethod Method,
    string Name,
    string Email,
    int Units,
    Money Total,
    DateTimeOffset PlacedAt,
    DateTimeOffset? UndoUntil,
    int Version)
{
    internal static Expression<Func<Order, OrderRowView>> OfOrder { get; } = o => new OrderRowView(
        o.Id, o.Number, o.Status, o.PaymentStatus, o.Method, o.Name, o.Email, o.Lines.Sum(l => l.Quantity), o.Total, o.PlacedAt, o.UndoUntil, o.Version);

    public static OrderRowView Of(OrderView o) => new(
        o.Id, o.Number, o.Status, o.PaymentStatus, o.Method, o.Contact.Name, o.Contact.Email, o.Lines.Sum(l => l.Quantity), o.Total, o.PlacedAt, o.UndoUntil, o.Version);

    /// <summary>What this person may choose now, the way forward first.</summary>
    public IReadOnlyList<OrderChoice> Choices(ActorKind by) => OrderSteps.Choices(Status, Method, by);
}

/// <summary>Part of a list, newest first. The cursors lead to its neighbours; null where there is none.</summary>
public sealed record OrderList(IReadOnlyList<OrderRowView> Rows, ListCursor? Newer, ListCursor? Older);
