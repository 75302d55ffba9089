using RachelFoods.Web.Kernel;

using static RachelFoods.Web.Kernel.ActorKind;
using static RachelFoods.Web.Modules.Orders.OrderStatus;

namespace RachelFoods.Web.Modules.Orders;

/// <summary>One move an order can make.</summary>
/// <param name="Only">The payment method it is for; null for any.</param>
/// <param name="GivesMoneyBack">Only Refunds makes it, for what is paid must go back with it.</param>
/// <param name="CanBeUndone">It moves neither money nor stock, so staff may take it back before anybody is told.</param>
internal sealed record OrderStep(
    OrderStatus From,
    OrderStatus To,
    ActorKind[] By,
    PaymentMethod? Only = null,
    bool NeedsReason = false,
    bool GivesMoneyBack = false,
    bool CanBeUndone = false);

/// <summary>Every move an order can make and who may make it; anything absent is a bug or a race.</summary>
internal static class OrderSteps
{
    private static readonly OrderStep[] All =
    [
        new(Pending, Paid, [ActorKind.System], Only: PaymentMethod.Card),
        new(Pending, Confirmed, [Staff], Only: PaymentMethod.CashOnDelivery),
        new(Pending, Cancelled, [Buyer, Staff, ActorKind.System]),
        new(Paid, Confirmed, [Staff], CanBeUndone: true),
        new(Paid, Cancelled, [Buyer, Staff], GivesMoneyBack: true),
        new(Confirmed, Preparing, [Staff], CanBeUndone: true),
        new(Confirmed, Cancelled, [Buyer, Staff], GivesMoneyBack: true),
        new(Preparing, OrderStatus.Shipping, [Staff], CanBeUndone: true),
        new(Preparing, Cancelled, [Staff], GivesMoneyBack: true),
        new(OrderStatus.Shipping, Delivered, [Staff], Only: PaymentMethod.Card, CanBeUndone: true),
        new(OrderStatus.Shipping, Delivered, [Staff], Only: PaymentMethod.CashOnDelivery), // the money is taken at the door
        new(OrderStatus.Shipping, Preparing, [Staff], NeedsReason: true, CanBeUndone: true), // the delivery failed
        new(Delivered, Completed, [Buyer, ActorKind.System]),
    ];

    public static OrderStep? Find(OrderStatus from, OrderStatus to, PaymentMethod method, ActorKind by) =>
        Array.Find(All, s => s.From == from && s.To == to && (s.Only ?? method) == method && s.By.Contains(by));

    /// <summary>What this person may choose now, the way forward first. Giving money back is asked of Refunds.</summary>
    public static IReadOnlyList<OrderChoice> Choices(OrderStatus from, PaymentMethod method, ActorKind by) =>
        [.. All.Where(s => s.From == from && (s.Only ?? method) == method && s.By.Contains(by) && !s.GivesMoneyBack)
            .Select(s => new OrderChoice(s.To, s.NeedsReason))];
}
