using System.Globalization;
using System.Linq.Expressions;
using RachelFoods.Web.Kernel;

namespace RachelFoods.Web.Modules.Orders;

/// <summary>An order as a row of a list.</summary>
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
    int Version)
{
    internal static Expression<Func<Order, OrderRowView>> OfOrder { get; } = o => new OrderRowView(
        o.Id, o.Number, o.Status, o.PaymentStatus, o.Method, o.Name, o.Email, o.Lines.Sum(l => l.Quantity), o.Total, o.PlacedAt, o.Version);

    public static OrderRowView Of(OrderView o) => new(
        o.Id, o.Number, o.Status, o.PaymentStatus, o.Method, o.Contact.Name, o.Contact.Email, o.Lines.Sum(l => l.Quantity), o.Total, o.PlacedAt, o.Version);

    /// <summary>What this person may choose now, the way forward first.</summary>
    public IReadOnlyList<OrderChoice> Choices(ActorKind by) => OrderSteps.Choices(Status, Method, by);
}

/// <summary>Part of a list, newest first. The cursors lead to its neighbours; null where there is none.</summary>
public sealed record OrderList(IReadOnlyList<OrderRowView> Rows, OrderCursor? Newer, OrderCursor? Older);

/// <summary>A place in a list: just before the order (towards older ones) or just after it.</summary>
public sealed record OrderCursor(DateTimeOffset PlacedAt, Guid Id, bool TowardsNewer)
{
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{(TowardsNewer ? "newer" : "older")}-{PlacedAt.UtcTicks}-{Id:N}");

    /// <returns>Null for what is no cursor: the list then begins with the newest.</returns>
    public static OrderCursor? Parse(string? text) =>
        text?.Split('-') is ["newer" or "older", var ticks, var id]
        && long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at <= DateTimeOffset.MaxValue.Ticks
        && Guid.TryParseExact(id, "N", out var guid)
            ? new OrderCursor(new DateTimeOffset(at, TimeSpan.Zero), guid, text.StartsWith('n'))
            : null;
}
