using RachelFoods.Web.Kernel;
using RachelFoods.Web.Modules.Orders;
using RachelFoods.Web.Modules.Payments;
using RachelFoods.Web.Modules.Refunds;
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

    public static string Of(RefundView refund) => (refund.State, refund.Replaced) switch
    {
        _ when refund.Cause == RefundCause.TakenByBank => "Taken by the bank",
        (RefundState.Pending, _) => refund.StripeId is null ? "To be asked of Stripe" : "On its way",
        (RefundState.Succeeded, _) => "Given back",
        (_, true) => $"{Failed(refund)}; asked again",
        _ => Failed(refund),
    };

    public static string AtStripe(RefundView refund) => refund.StripeId ?? (refund.Cause == RefundCause.TakenByBank ? "the dispute" : "not yet");

    public static string Of(RefundCause cause) => cause switch
    {
        RefundCause.OrderCancelled => "The order was cancelled",
        RefundCause.PaidTooLate => "The money came too late",
        RefundCause.TakenByBank => "A dispute was lost",
        _ => "Made at Stripe",
    };

    public static string Of(RefundFilter filter) => filter switch
    {
        RefundFilter.Pending => "On their way",
        RefundFilter.Succeeded => "Given back",
        RefundFilter.CameToNothing => "Failed",
        RefundFilter.Owed => "Failed and not asked again",
        _ => "Paid too late, on their way",
    };

    private static string Failed(RefundView refund) =>
        $"{(refund.State == RefundState.Canceled ? "Cancelled at Stripe" : "Failed")}{(refund.FailureReason is { } why ? $": {why.Replace('_', ' ')}" : "")}";

    public static string Of(LedgerAccount account) => account switch
    {
        LedgerAccount.Receivable => "Owed by customers",
        LedgerAccount.StripeClearing => "At Stripe",
        LedgerAccount.Sales => "Sales",
        LedgerAccount.DeliveryIncome => "Delivery income",
        LedgerAccount.Tax => "Tax owed",
        LedgerAccount.Refunds => "Refunds",
        LedgerAccount.Disputes => "Taken back by banks",
        LedgerAccount.Fees => "Fees",
        _ => account.ToString(),
    };
}
