using RachelFoods.Web.Kernel;
using RachelFoods.Web.Modules.Orders;

namespace RachelFoods.Web.Pages.Orders;

internal static class BuyersCancelling
{
    /// <summary>Unpaid, paid or sold for cash alike; what that does differs, and the page for it says so.</summary>
    public static bool IsOpenFor(OrderView order) =>
        order.CanBeUndone(ActorKind.Buyer) || order.Choices(ActorKind.Buyer).Any(choice => choice.To == OrderStatus.Cancelled);
}
