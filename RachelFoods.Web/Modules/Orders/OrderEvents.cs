using RachelFoods.Web.Kernel;

namespace RachelFoods.Web.Modules.Orders;

/// <summary>What is said to every instance, after the commit, of each change of an order or of what hangs on it.</summary>
public static class OrderTopic
{
    public const string Name = "orders";

    public static Watched Of(Guid orderId) => new(Name, orderId);
}

public sealed record OrderPlaced(Guid OrderId);

public sealed record OrderPaid(Guid OrderId);

public sealed record OrderCancelled(Guid OrderId);

/// <summary>
/// An order has made a move. Due only when staff can no longer undo it; <see cref="OrderMoves.SettleAsync"/> tells whether it still stands.
/// </summary>
public sealed record OrderMoved(Guid OrderId, Guid MoveId);

/// <summary>Someone asked for the link to an order. For what is no order it is raised as well, with the id of none.</summary>
public sealed record OrderLinkAsked(Guid OrderId)
{
    /// <summary>This event's own: it may be asked for again.</summary>
    public Guid Id { get; init; } = Guid.CreateVersion7();
}

/// <summary>Due some days after delivery: who has not complained by then is content.</summary>
internal sealed record CompleteDeliveredOrder(Guid OrderId, Guid? MoveId = null);
