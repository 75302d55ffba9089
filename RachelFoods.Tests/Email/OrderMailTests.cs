using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RachelFoods.Tests.Orders;
using RachelFoods.Tests.Payments;
using RachelFoods.Tests.Refunds;
using RachelFoods.Tests.Stage;
using RachelFoods.Web.Data;
using RachelFoods.Web.Kernel;
using RachelFoods.Web.Modules.Email;
using RachelFoods.Web.Modules.Orders;
using RachelFoods.Web.Modules.Payments;

namespace RachelFoods.Tests.Email;

/// <summary>Which mails the buyer of an order gets, from the till to the mail server.</summary>
[Collection("stripe")]
public sealed class The_buyer_of_an_order(Shop shop) : IClassFixture<Shop>
{
    [Fact]
    public async Task is_told_at_once_that_a_cash_order_was_received()
    {
        var order = await shop.AnOrderOf(await shop.AVariant(), method: PaymentMethod.CashOnDelivery);

        await shop.UntilMailed(order.Id, "OrderReceived");

        var received = Assert.Single(await shop.Stage.Mail.MailsToAsync(order.Contact.Email));
        Assert.Contains(order.Number, received.Subject, StringComparison.Ordinal);
        Assert.Contains("in cash", received.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task hears_of_a_card_order_when_it_is_paid_and_not_before()
    {
        var (order, _) = await shop.AnOrderPaidAtStripe();

        await shop.UntilMailed(order.Id, "OrderPaid");

        Assert.Single(await shop.MailsAbout(order.Id));
    }

    [Fact]
    public async Task finds_the_order_by_the_link_in_the_mail()
    {
        var (order, _) = await shop.AnOrderPaidAtStripe();
        await shop.UntilMailed(order.Id, "OrderPaid");
        var text = (await shop.MailsAbout(order.Id)).Single().Text;

        var link = text.Split("See your order: ")[1].Split('\n')[0];

        Assert.StartsWith("http://localhost/orders/track/", link, StringComparison.Ordinal);
        var page = await shop.Browser().GetStringAsync(new Uri(link).PathAndQuery);
        Assert.Contains(order.Number, page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task hears_of_each_step_once_it_cannot_be_undone_any_more()
    {
        var order = await shop.AnOrderOf(await shop.AVariant(), method: PaymentMethod.CashOnDelivery);
        await shop.UntilMailed(order.Id, "OrderReceived");
        (OrderStatus To, string Kind)[] steps =
        [
            (OrderStatus.Confirmed, "OrderConfirmed"), (OrderStatus.Preparing, "OrderPreparing"), (OrderStatus.Shipping, "OrderShipping"),
            (OrderStatus.Preparing, "DeliveryFailed"), (OrderStatus.Shipping, "OrderShipping"), (OrderStatus.Delivered, "OrderDelivered"),
        ];

        foreach (var (to, kind) in steps)
        {
            order = Assert.IsType<MoveOrderResult.Moved>(await shop.Move(order, to, reason: "Nobody opened")).Order;
            await TellAsync(order);
            Assert.Equal(kind, (await shop.MailsAbout(order.Id))[^1].Kind);
        }

        Assert.Equal(1 + steps.Length, (await shop.MailsAbout(order.Id)).Count);
        Assert.Contains("Nobody opened", (await shop.MailsAbout(order.Id)).Single(m => m.Kind == "DeliveryFailed").Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task hears_nothing_of_a_step_that_was_undone()
    {
        var order = await shop.APaidOrderOf(await shop.AVariant());
        await shop.UntilMailed(order.Id, "OrderPaid");
        var moved = Assert.IsType<MoveOrderResult.Moved>(await shop.Move(order, OrderStatus.Confirmed)).Order;
        await shop.Run(services => services.GetRequiredService<OrderMoves>().UndoAsync(moved.Number, moved.Version, AnOrder.Staff, default));

        await TellAsync(moved);

        Assert.Single(await shop.MailsAbout(order.Id));
    }

    [Fact]
    public async Task gets_no_second_mail_when_an_event_is_told_again()
    {
        var (order, _) = await shop.AnOrderPaidAtStripe();
        await shop.UntilMailed(order.Id, "OrderPaid");

        await shop.Run(services => services.GetRequiredService<OrderMails>().HandleAsync(new OrderPaid(order.Id), default));

        Assert.Single(await shop.MailsAbout(order.Id));
    }

    [Fact]
    public async Task hears_nothing_of_a_card_order_that_was_never_paid()
    {
        var order = await shop.AnOrderAtTheTill();
        await shop.Run(services => services.GetRequiredService<PaymentService>().CloseAsync(order, "Not paid in time.", Actor.System, default));

        await shop.Run(services => services.GetRequiredService<OrderMails>().HandleAsync(new OrderCancelled(order), default));

        Assert.Empty(await shop.MailsAbout(order));
    }

    [Fact]
    public async Task is_told_what_becomes_of_the_money_when_a_paid_order_is_cancelled()
    {
        var (order, _) = await shop.AnOrderPaidAtStripe();

        await shop.CancelPaid(order, AnOrder.Staff, "Out of egusi.");

        await shop.UntilMailed(order.Id, "OrderCancelled", "RefundSucceeded");
        var mail = (await shop.MailsAbout(order.Id)).Single(m => m.Kind == "OrderCancelled");
        Assert.Contains("Out of egusi.", mail.Text, StringComparison.Ordinal);
        Assert.Contains($"{Words(order.Total)} goes back to the card", mail.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task is_told_that_nothing_is_owed_when_a_cash_order_is_cancelled()
    {
        var order = await shop.AnOrderOf(await shop.AVariant(), method: PaymentMethod.CashOnDelivery);

        await shop.Move(order, OrderStatus.Cancelled, reason: "Out of egusi.");

        await shop.UntilMailed(order.Id, "OrderCancelled");
        Assert.Contains("paid nothing", (await shop.MailsAbout(order.Id)).Single(m => m.Kind == "OrderCancelled").Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task is_told_when_a_refund_fails_after_it_had_succeeded()
    {
        var (order, intent) = await shop.AnOrderPaidAtStripe(card: "pm_card_refundFail");
        await shop.CancelPaid(order, AnOrder.Staff);
        await shop.UntilMailed(order.Id, "RefundSucceeded");

        await shop.SettleAtStripe((string)(await shop.RefundsAtStripe(intent))[0]["id"]!);

        await shop.UntilMailed(order.Id, "RefundFailed");
    }

    [Fact]
    public async Task is_told_that_money_for_a_cancelled_order_goes_back()
    {
        var order = await shop.AnOrderAtTheTill();
        var intent = await shop.PreparedIntent(order);
        await CancelInOurTablesAsync(order);

        await shop.PayAtStripe(intent);

        await shop.UntilMailed(order, "MoneyReturned");
        var (seen, mail) = (await shop.Look(order), (await shop.MailsAbout(order)).Single(m => m.Kind == "MoneyReturned"));
        Assert.Equal(seen.Contact.Email, mail.Recipient);
        Assert.Contains(Words(seen.Total), mail.Text, StringComparison.Ordinal);
        Assert.Contains("cancelled already", mail.Text, StringComparison.Ordinal);
        Assert.Contains(await shop.Stage.Mail.MailsToAsync(mail.Recipient), m => m.Subject == mail.Subject);
    }

    // As the outbox does when the time for undoing is over.
    private Task TellAsync(OrderView moved) => shop.Run(services =>
        services.GetRequiredService<OrderMails>().HandleAsync(new OrderMoved(moved.Id, moved.History[^1].Id), default));

    private static string Words(Money money) => money.Format(System.Globalization.CultureInfo.GetCultureInfo("en-US"));

    // As if Stripe had said that nothing could be paid any more, which it does not take back.
    private Task CancelInOurTablesAsync(Guid order) => shop.Run(services =>
    {
        var db = services.GetRequiredService<ShopDb>();
        return db.InTransactionAsync(
            async () =>
            {
                await services.GetRequiredService<OrderService>().LockAsync(order, default);
                (await db.Set<Payment>().SingleAsync(p => p.OrderId == order)).Cancel(services.GetRequiredService<TimeProvider>().GetUtcNow());
                await services.GetRequiredService<OrderService>().CancelAsync(order, "Not paid in time.", Actor.System, default);
            },
            default);
    });
}
