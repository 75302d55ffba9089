namespace RachelFoods.Web.Modules.Orders;

public enum OrderStatus
{
    Pending,
    Paid,
    Confirmed,
    Preparing,
    Shipping,
    Delivered,
    Completed,
    Cancelled,
}

/// <summary>The money's own axis, beside the order's.</summary>
public enum PaymentStatus
{
    Pending,
    Paid,
    Failed,
    PartiallyRefunded,
    Refunded,
}

public enum PaymentMethod
{
    Card,
    CashOnDelivery,
}

/// <summary>Who moved an order.</summary>
public enum ActorKind
{
    System,
    Buyer,
    Staff,
}

/// <param name="UserId">Null for the system and for a guest.</param>
public sealed record Actor(ActorKind Kind, Guid? UserId)
{
    public static readonly Actor System = new(ActorKind.System, null);

    public static Actor Buyer(Guid? userId) => new(ActorKind.Buyer, userId);

    public static Actor Staff(Guid userId) => new(ActorKind.Staff, userId);
}
