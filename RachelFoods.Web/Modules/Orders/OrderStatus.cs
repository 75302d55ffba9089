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
