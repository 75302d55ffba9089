using Microsoft.Extensions.DependencyInjection;
using RachelFoods.Tests.Orders;
using RachelFoods.Tests.Payments;
using RachelFoods.Tests.Stage;
using RachelFoods.Web.Modules.Orders;
using RachelFoods.Web.Modules.Refunds;
using RachelFoods.Web.Modules.Wallet;

namespace RachelFoods.Tests.Refunds;

/// <summary>The bank has taken the money from us and given it to the buyer: it is not owed a second time, and nothing waits for it.</summary>
[Collection("stripe")]
public sealed class A_lost_dispute(Shop shop) : IClassFixture<Shop>
{
    private const long Fee = 15_00;

    // Seen to fail without the row that counts what the bank took; so were the two for a part of the money.
    [Fact]
    public async Task lets_the_order_be_cancelled_and_counts_as_given_back()
    {
        var variant = await shop.AVariant(onHand: 5);
        var (order, intent) = await shop.AnOrderPaidAtStripe(variant, quantity: 2);
        await shop.LoseDispute(order.Id, intent);

        Assert.IsType<CancelPaidResult.Cancelled>(await shop.CancelPaid(await shop.Look(order.Id), AnOrder.Staff));

        await UntilGivenBack(order.Id, (RefundCause.TakenByBank, RefundState.Succeeded, order.Total.Minor));
        Assert.Empty(await shop.RefundsAtStripe(intent));
        Assert.Equal((OrderStatus.Cancelled, PaymentStatus.Refunded), await StandingOf(order.Id));
        Assert.Equal((5, 0), await shop.Stock(variant));
        await BooksHoldTheFeeAlone(order.Id);
        Assert.Equal(0, await shop.Raised<RefundSucceeded>(order.Id));
    }

    [Fact]
    public async Task about_a_part_leaves_the_rest_to_be_given_back()
    {
        var (order, intent) = await shop.AnOrderPaidAtStripe();
        await shop.LoseDispute(order.Id, intent, 5_00);

        Assert.IsType<CancelPaidResult.Cancelled>(await shop.CancelPaid(await shop.Look(order.Id), AnOrder.Staff));

        var rest = order.Total.Minor - 5_00;
        await UntilGivenBack(
            order.Id, (RefundCause.TakenByBank, RefundState.Succeeded, 5_00), (RefundCause.OrderCancelled, RefundState.Succeeded, rest));
        Assert.Equal(rest, (long)Assert.Single(await shop.RefundsAtStripe(intent))["amount"]!);
        Assert.Equal((OrderStatus.Cancelled, PaymentStatus.Refunded), await StandingOf(order.Id));
        await BooksHoldTheFeeAlone(order.Id);
    }

    [Fact]
    public async Task of_what_was_partly_given_back_gives_nothing_twice()
    {
        var (order, intent) = await shop.AnOrderPaidAtStripe();
        await shop.RefundInTheDashboard(intent, 3_00);
        await shop.UntilRefunds(order.Id, RefundState.Succeeded);
        await shop.LoseDispute(order.Id, intent);

        Assert.IsType<CancelPaidResult.Cancelled>(await shop.CancelPaid(await shop.Look(order.Id), AnOrder.Staff));

        await UntilGivenBack(
            order.Id,
            (RefundCause.MadeAtStripe, RefundState.Succeeded, 3_00),
            (RefundCause.TakenByBank, RefundState.Succeeded, order.Total.Minor - 3_00));
        Assert.Single(await shop.RefundsAtStripe(intent));
        await BooksHoldTheFeeAlone(order.Id);
    }

    [Fact]
    public async Task settles_a_refund_that_had_failed()
    {
        var (order, intent) = await shop.AFailedRefund();

        await shop.LoseDispute(order.Id, intent);

        await UntilGivenBack(
            order.Id,
            (RefundCause.OrderCancelled, RefundState.Failed, order.Total.Minor),
            (RefundCause.TakenByBank, RefundState.Succeeded, order.Total.Minor));
        var refunds = await shop.RefundsOf(order.Id);
        Assert.Equal(refunds[0].Id, refunds[1].ReplacesId);
        Assert.Equal(RetryRefundResult.NothingLeft, await shop.Retry(refunds[0].Id));
        await BooksHoldTheFeeAlone(order.Id);
    }

    [Fact]
    public async Task settles_as_much_as_it_took_of_a_refund_that_had_failed_and_the_rest_is_asked_for()
    {
        var (order, intent) = await shop.AFailedRefund();

        await shop.LoseDispute(order.Id, intent, 5_00);

        var rest = order.Total.Minor - 5_00;
        await UntilGivenBack(
            order.Id,
            (RefundCause.OrderCancelled, RefundState.Failed, order.Total.Minor),
            (RefundCause.TakenByBank, RefundState.Succeeded, 5_00),
            (RefundCause.OrderCancelled, RefundState.Succeeded, rest));
        await BooksHoldTheFeeAlone(order.Id);
    }

    // Stripe refuses what is asked for while the bank has the money; the bank's word may come before or after that.
    [Fact]
    public async Task settles_a_refund_that_stripe_refuses_afterwards()
    {
        var (order, intent) = await shop.AnOrderPaidAtStripe();
        await shop.Fault(new { kind = "drop_before", match = "POST /v1/refunds$", times = 0 });
        await shop.CancelPaid(order);
        await shop.LoseDispute(order.Id, intent);

        await shop.NoMoreFaults();

        await UntilGivenBack(
            order.Id,
            (RefundCause.OrderCancelled, RefundState.Failed, order.Total.Minor),
            (RefundCause.TakenByBank, RefundState.Succeeded, order.Total.Minor));
        await BooksHoldTheFeeAlone(order.Id);
    }

    [Fact]
    public async Task of_an_order_whose_money_is_back_is_the_shops_loss()
    {
        var (order, intent) = await shop.AnOrderPaidAtStripe();
        await shop.CancelPaid(order);
        await shop.UntilRefunds(order.Id, RefundState.Succeeded);

        await shop.LoseDispute(order.Id, intent, order.Total.Minor);

        await shop.Run(async services =>
        {
            await services.GetRequiredService<RefundService>().CountTakenByBankAsync(
                order.Id, (await shop.PaymentsOf(order.Id)).Single(p => p.IntentId == intent).Id, default);
            return true;
        });
        Assert.Single(await shop.RefundsOf(order.Id));
        Assert.Equal(order.Total.Minor, (await shop.BalancesOf(order.Id))[LedgerAccount.Disputes]);
    }

    [Fact]
    public async Task is_counted_once_however_often_it_is_heard_of()
    {
        var (order, intent) = await shop.AFailedRefund();
        await shop.LoseDispute(order.Id, intent, 5_00);
        var payment = (await shop.PaymentsOf(order.Id)).Single(p => p.IntentId == intent).Id;

        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => shop.Run(async services =>
        {
            await services.GetRequiredService<RefundService>().CountTakenByBankAsync(order.Id, payment, default);
            return true;
        })));

        Assert.Equal(5_00, (await shop.RefundsOf(order.Id)).Where(r => r.Cause == RefundCause.TakenByBank).Sum(r => r.Amount.Minor));
    }

    private Task UntilGivenBack(Guid order, params (RefundCause Cause, RefundState State, long Minor)[] refunds) => Wait.Until(
        async () => (await shop.RefundsOf(order)).Select(r => (r.Cause, r.State, r.Amount.Minor)).Order().SequenceEqual(refunds.Order()),
        $"the money went back by {string.Join(", ", refunds)}");

    private async Task<(OrderStatus, PaymentStatus)> StandingOf(Guid order)
    {
        var now = await shop.Look(order);
        return (now.Status, now.PaymentStatus);
    }

    private async Task BooksHoldTheFeeAlone(Guid order) => Assert.Equal(
        new Dictionary<LedgerAccount, long> { [LedgerAccount.StripeClearing] = -Fee, [LedgerAccount.Fees] = Fee }, await shop.BalancesOf(order));
}
