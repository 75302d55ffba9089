using RachelFoods.Web.Modules.Orders;

namespace RachelFoods.Web.Pages.Orders;

/// <summary>How people call what the shop knows of an order.</summary>
public static class OrderWords
{
    public static string Of(OrderStatus status, PaymentMethod method) => status switch
    {
        OrderStatus.Pending => method == PaymentMethod.Card ? "Waiting for payment" : "Received",
        OrderStatus.Paid => "Paid",
        OrderStatus.Confirmed => "Confirmed",
        OrderStatus.Preparing => "Being packed",
        OrderStatus.Shipping => "On its way",
        OrderStatus.Delivered => "Delivered",
        OrderStatus.Completed => "Completed",
        OrderStatus.Cancelled => "Cancelled",
        _ => throw new ArgumentOutOfRangeException(nameof(status)),
    };

    public static string Of(PaymentStatus status) => status switch
    {
        PaymentStatus.Pending => "Not paid",
        PaymentStatus.Paid => "Paid",
        PaymentStatus.Failed => "Payment failed",
        PaymentStatus.PartiallyRefunded => "Partly refunded",
        PaymentStatus.Refunded => "Refunded",
        _ => throw new ArgumentOutOfRangeException(nameof(status)),
    };

    public static string Of(PaymentMethod method) => method == PaymentMethod.Card ? "Card" : "Cash on delivery";

    /// <summary>The class of the status's colour: <c>status--paid</c>.</summary>
    public static string CssClass(OrderStatus status) => $"status--{status.ToString().ToLowerInvariant()}";
}
