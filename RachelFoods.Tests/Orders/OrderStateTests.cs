using RachelFoods.Web.Kernel;
using RachelFoods.Web.Modules.Orders;
using static RachelFoods.Web.Modules.Orders.OrderStatus;
using static RachelFoods.Web.Modules.Orders.PaymentMethod;

namespace RachelFoods.Tests.Orders;

public sealed class An_order_makes_only_the_moves_of_the_table
{
    // The table of moves as the business wrote it, told a second time on purpose.
    private static readonly HashSet<(OrderStatus From, OrderStatus To, ActorKind By, PaymentMethod Method)> Allowed =
    [
        (Pending, Paid, ActorKind.System, Card),
        (Pending, Confirmed, ActorKind.Staff, CashOnDelivery),
        .. Any(Pending, Cancelled, ActorKind.Buyer), .. Any(Pending, Cancelled, ActorKind.Staff), .. Any(Pending, Cancelled, ActorKind.System),
        (Paid, Confirmed, ActorKind.Staff, Card),
        (Paid, Cancelled, ActorKind.Buyer, Card), (Paid, Cancelled, ActorKind.Staff, Card),
        .. Any(Confirmed, Preparing, ActorKind.Staff),
        .. Any(Confirmed, Cancelled, ActorKind.Buyer), .. Any(Confirmed, Cancelled, ActorKind.Staff),
        .. Any(Preparing, OrderStatus.Shipping, ActorKind.Staff),
        .. Any(Preparing, Cancelled, ActorKind.Staff),
        .. Any(OrderStatus.Shipping, Delivered, ActorKind.Staff),
        .. Any(OrderStatus.Shipping, Preparing, ActorKind.Staff),
        .. Any(Delivered, Completed, ActorKind.Buyer), .. Any(Delivered, Completed, ActorKind.System),
    ];

    public static TheoryData<OrderStatus, PaymentMethod> Standings()
    {
        var standings = new TheoryData<OrderStatus, PaymentMethod>();
        foreach (var (status, method) in Enum.GetValues<OrderStatus>().SelectMany(s => Enum.GetValues<PaymentMethod>().Select(m => (s, m))))
        {
            if ((status, method) != (Paid, CashOnDelivery))
            {
                standings.Add(status, method);
            }
        }
        return standings;
    }

    [Theory]
    [MemberData(nameof(Standings))]
    public void whoever_asks_and_wherever_to(OrderStatus from, PaymentMethod method)
    {
        foreach (var (to, by) in Enum.GetValues<OrderStatus>().SelectMany(s => Enum.GetValues<ActorKind>().Select(a => (s, a))))
        {
            var order = AnOrder.Standing(from, method);

            if (Allowed.Contains((from, to, by, method)))
            {
                order.MoveOn(to, new Actor(by, null), AnOrder.Now, "because");
                Assert.Equal((to, from, by), (order.Status, order.History[^1].From!.Value, order.History[^1].ActorKind));
            }
            else
            {
                Assert.Throws<IllegalTransition>(() => order.MoveOn(to, new Actor(by, null), AnOrder.Now, "because"));
                Assert.Equal(from, order.Status);
            }
        }
    }

    [Fact]
    public void and_goes_back_to_preparing_only_with_a_reason()
    {
        var order = AnOrder.Standing(OrderStatus.Shipping);

        Assert.Throws<ArgumentException>(() => order.MoveOn(Preparing, AnOrder.Staff, AnOrder.Now, " "));
        Assert.Equal(OrderStatus.Shipping, order.Status);
    }

    [Fact]
    public void and_remembers_each_with_who_when_and_why()
    {
        var order = AnOrder.Standing(OrderStatus.Shipping);

        order.MoveOn(Preparing, AnOrder.Staff, AnOrder.Now, "Nobody was at home");

        var move = order.History[^1];
        Assert.Equal(
            (OrderStatus.Shipping, Preparing, AnOrder.Now, AnOrder.Staff.UserId, "Nobody was at home"),
            (move.From!.Value, move.To, move.At, move.ActorId, move.Reason));
    }

    [Fact]
    public void and_is_paid_at_the_door_when_it_is_paid_in_cash()
    {
        var cash = AnOrder.Standing(OrderStatus.Shipping, CashOnDelivery);
        Assert.Equal(PaymentStatus.Pending, cash.PaymentStatus);

        cash.MoveOn(Delivered, AnOrder.Staff, AnOrder.Now, null);

        Assert.Equal((PaymentStatus.Paid, AnOrder.Now), (cash.PaymentStatus, cash.PaidAt));
    }

    [Fact]
    public void and_offers_nobody_what_gives_money_back()
    {
        foreach (var status in new[] { Paid, Confirmed, Preparing })
        {
            Assert.DoesNotContain(OrderSteps.Choices(status, Card, ActorKind.Staff), choice => choice.To == Cancelled);
            Assert.DoesNotContain(OrderSteps.Choices(status, Card, ActorKind.Buyer), choice => choice.To == Cancelled);
        }
    }

    [Fact]
    public void and_while_closing_can_still_turn_out_to_be_paid()
    {
        var order = AnOrder.Standing(Pending);
        order.StartClosing(AnOrder.Now);

        order.MarkPaid(Actor.System, AnOrder.Now);

        Assert.Equal((Paid, (DateTimeOffset?)null), (order.Status, order.ClosingSince));
    }

    private static (OrderStatus, OrderStatus, ActorKind, PaymentMethod)[] Any(OrderStatus from, OrderStatus to, ActorKind by) =>
        [(from, to, by, Card), (from, to, by, CashOnDelivery)];
}
