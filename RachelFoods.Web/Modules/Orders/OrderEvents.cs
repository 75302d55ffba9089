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

/// <summary>Due some days after delivery: who has not complained by then is content.</summary>
internal sealed record CompleteDeliveredOrder(Guid OrderId, Guid? MoveId = null);
