using RachelFoods.Web.Modules.Orders;
using RachelFoods.Web.Modules.Payments;
using RachelFoods.Web.Modules.Wallet;

namespace RachelFoods.Web.Pages.Admin.Orders;

/// <summary>How staff call what they do to an order.</summary>
public static class StaffWords
{
    public static string Act(OrderStatus from, OrderStatus to) => to switch
    {
        OrderStatus.Paid => "Mark as paid",
        OrderStatus.Confirmed => "Confirm",
        OrderStatus.Preparing => from == OrderStatus.Shipping ? "Back to packing" : "Start packing",
        OrderStatus.Shipping => "Hand over",
        OrderStatus.Delivered => "Delivered",
        OrderStatus.Completed => "Complete",
        OrderStatus.Cancelled => "Cancel",
        _ => to.ToString(),
    };

    public static string Who(ActorKind by, string? name) => by switch
    {
        ActorKind.System => "The shop itself",
        ActorKind.Buyer => name is null ? "The buyer" : $"{name} (buyer)",
        _ => name ?? "Staff",
    };

    public static string Of(PaymentView payment) => payment.State switch
    {
        PaymentState.Succeeded => "Paid",
        PaymentState.Canceled => "Cancelled",
        _ => payment.LastError is { } declined ? $"Declined ({declined}), can be tried again" : "Open",
    };

    public static string Of(LedgerAccount account) => account switch
    {
        LedgerAccount.Receivable => "Owed by customers",
        LedgerAccount.StripeClearing => "At Stripe",
        LedgerAccount.Sales => "Sales",
        LedgerAccount.DeliveryIncome => "Delivery income",
        LedgerAccount.Tax => "Tax owed",
        LedgerAccount.Refunds => "Refunds",
        _ => account.ToString(),
    };
}
