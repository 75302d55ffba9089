using RachelFoods.Web.Kernel;
using RachelFoods.Web.Modules.Orders;
using RachelFoods.Web.Modules.Pricing;
using static RachelFoods.Web.Modules.Orders.OrderStatus;

namespace RachelFoods.Tests.Orders;

/// <summary>An order in memory, brought where a test needs it by the moves themselves.</summary>
internal static class AnOrder
{
    public static readonly DateTimeOffset Now = new(2026, 11, 24, 15, 30, 0, TimeSpan.Zero);
    public static readonly Actor Staff = Actor.Staff(new Guid("0190b000-0000-7000-8000-00000000aaaa"));
    public static readonly OrderContact Contact = new(
        "amara@example.com", "Amara Okafor", "+1 212 555 0100", "5 Willow Lane", "Brooklyn", "NY", "11201", "US", "");

    private static readonly OrderStatus[] CardWay = [Paid, Confirmed, Preparing, OrderStatus.Shipping, Delivered, Completed];
    private static readonly OrderStatus[] CashWay = [Confirmed, Preparing, OrderStatus.Shipping, Delivered, Completed];

    public static Order Standing(OrderStatus status, PaymentMethod method = PaymentMethod.Card)
    {
        var order = Order.Place(Wish(method), "ORD-2026-0001", Guid.CreateVersion7(), "hash", [], Now);
        if (status == Cancelled)
        {
            order.Cancel(Actor.System, Now, "Not paid in time");
            return order;
        }
        foreach (var next in method == PaymentMethod.Card ? CardWay : CashWay)
        {
            if (order.Status == status)
            {
                break;
            }
            order.MoveOn(next, next is Paid or Completed ? Actor.System : Staff, Now, null);
        }
        return order.Status == status ? order : throw new ArgumentException($"No {method} order is ever {status}.", nameof(status));
    }

    private static PlaceOrder Wish(PaymentMethod method)
    {
        var zero = Money.Zero("USD");
        var totals = TotalsCalculator.Compute(new PricingInput(
            "USD", [new PricedItem(Guid.CreateVersion7(), "Egusi", new Money(12_99, "USD"), 2, 0)], zero, zero, "Flat rate", "", true));
        return new PlaceOrder(
            Guid.CreateVersion7(), Guid.CreateVersion7(), null, Contact, method, [], totals, TimeSpan.FromMinutes(30));
    }
}
