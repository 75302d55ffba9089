using RachelFoods.Tests.Orders;
using RachelFoods.Tests.Payments;
using RachelFoods.Tests.Stage;
using RachelFoods.Web.Kernel;
using RachelFoods.Web.Modules.Orders;
using RachelFoods.Web.Modules.Refunds;
using RachelFoods.Web.Modules.Wallet;

namespace RachelFoods.Tests.Refunds;

[Collection("stripe")]
public sealed class Following_a_refund(Shop shop) : IClassFixture<Shop>, IAsyncLifetime
{
    [Fact]
    public async Task hears_that_it_has_succeeded_without_any_webhook()
    {
        var (order, intent) = await shop.AnOrderPaidAtStripe(card: "pm_card_pendingRefund");
        await shop.Fault(new { kind = "webhook_drop", match = "refund", times = 0 });
        await shop.Fault(new { kind = "webhook_drop", match = "charge.refund", times = 0 });
        await shop.CancelPaid(order);
        await Wait.Until(async () => (await shop.RefundsOf(order.Id)).Single().StripeId is not null, "Stripe has the refund");

        await shop.SettleAtStripe((string)(await shop.RefundsAtStripe(intent))[0]["id"]!);

        await shop.UntilRefunds(order.Id, RefundState.Succeeded);
    }

    [Fact]
    public async Task that_had_succeeded_and_then_fails_opens_the_debt_again()
    {
        var (order, intent) = await shop.AnOrderPaidAtStripe(card: "pm_card_refundFail");
        await shop.CancelPaid(order);
        await shop.UntilRefunds(order.Id, RefundState.Succeeded);

        await shop.SettleAtStripe((string)(await shop.RefundsAtStripe(intent))[0]["id"]!);

        await shop.UntilRefunds(order.Id, RefundState.Failed);
        var failed = (await shop.RefundsOf(order.Id)).Single();
        Assert.Equal("lost_or_stolen_card", failed.FailureReason);
        Assert.Equal(0, await shop.RefundedOf(order.Id));
        Assert.Equal(PaymentStatus.Paid, (await shop.Look(order.Id)).PaymentStatus);
        var balances = await shop.BalancesOf(order.Id);
        Assert.Equal(
            (-order.Total.Minor, order.Total.Minor), (balances[LedgerAccount.Receivable], balances[LedgerAccount.StripeClearing]));
        Assert.Equal((1, 1), (await shop.Raised<RefundSucceeded>(order.Id), await shop.Raised<RefundFailed>(order.Id)));
    }

    // Seen to fail without the locks of order and payments: then the unique key of replaces_id stopped the second one, by an error.
    [Fact]
    public async Task that_failed_can_be_asked_for_again_and_twice_at_once_is_one()
    {
        var (order, intent) = await shop.AnOrderPaidAtStripe(card: "pm_card_refundFail");
        await shop.CancelPaid(order);
        await shop.UntilRefunds(order.Id, RefundState.Succeeded);
        await shop.SettleAtStripe((string)(await shop.RefundsAtStripe(intent))[0]["id"]!);
        await shop.UntilRefunds(order.Id, RefundState.Failed);
        var failed = (await shop.RefundsOf(order.Id)).Single();

        var answers = await Task.WhenAll(shop.Retry(failed.Id), shop.Retry(failed.Id), shop.Retry(failed.Id));

        Assert.All(answers, answer => Assert.Equal(RetryRefundResult.Asked, answer));
        await Wait.Until(async () => (await shop.RefundsAtStripe(intent)).Count == 2, "Stripe is asked again");
        var again = Assert.Single(await shop.RefundsOf(order.Id), r => r.ReplacesId == failed.Id);
        Assert.NotEqual(failed.IdempotencyKey, again.IdempotencyKey);
        Assert.Equal(RetryRefundResult.NotFound, await shop.Retry(Guid.NewGuid()));
    }

    [Fact]
    public async Task of_the_dashboard_takes_a_part_in_and_cancelling_gives_the_rest()
    {
        var variant = await shop.AVariant(onHand: 5);
        var (order, intent) = await shop.AnOrderPaidAtStripe(variant);

        await shop.RefundInTheDashboard(intent, 5_00);

        await shop.UntilRefunds(order.Id, RefundState.Succeeded);
        var after = await shop.Look(order.Id);
        Assert.Equal((OrderStatus.Paid, PaymentStatus.PartiallyRefunded), (after.Status, after.PaymentStatus));
        Assert.Equal(5_00, (await shop.BalancesOf(order.Id))[LedgerAccount.Refunds]);
        Assert.DoesNotContain(LedgerAccount.Receivable, await shop.BalancesOf(order.Id));
        Assert.Equal((4, 0), await shop.Stock(variant));

        await shop.CancelPaid(after);
        await shop.UntilRefunds(order.Id, RefundState.Succeeded, RefundState.Succeeded);
        Assert.Equal(order.Total.Minor - 5_00, (await shop.RefundsOf(order.Id))[1].Amount.Minor);
        Assert.Empty(await shop.BalancesOf(order.Id));
        Assert.Equal(PaymentStatus.Refunded, (await shop.Look(order.Id)).PaymentStatus);
    }

    [Fact]
    public async Task of_the_dashboard_takes_the_whole_in_and_cancelling_gives_no_more()
    {
        var variant = await shop.AVariant(onHand: 5);
        var (order, intent) = await shop.AnOrderPaidAtStripe(variant);
        await shop.RefundInTheDashboard(intent);
        await shop.UntilRefunds(order.Id, RefundState.Succeeded);
        var after = await shop.Look(order.Id);
        Assert.Equal((OrderStatus.Paid, PaymentStatus.Refunded), (after.Status, after.PaymentStatus));

        Assert.IsType<CancelPaidResult.Cancelled>(await shop.CancelPaid(after));

        Assert.Single(await shop.RefundsOf(order.Id));
        Assert.Empty(await shop.BalancesOf(order.Id));
        Assert.Equal((5, 0), await shop.Stock(variant));
    }

    // Seen to fail without the look for rows by Stripe's id: then the refund was taken in again, and its unique id stopped every event.
    [Fact]
    public async Task told_by_many_events_at_once_is_one_row()
    {
        var (order, intent) = await shop.AnOrderPaidAtStripe();
        await shop.Fault(new { kind = "webhook_parallel", match = "", times = 2, count = 10 });

        var made = await shop.RefundInTheDashboard(intent, 1_00);

        await Wait.Until(
            async () => (await shop.EventsAbout((string)made["id"]!)) is [{ ProcessedAt: not null }], "the event is processed");
        await shop.UntilRefunds(order.Id, RefundState.Succeeded);
        Assert.Equal(1_00, await shop.RefundedOf(order.Id));
    }

    [Fact]
    public async Task of_a_payment_that_is_not_ours_is_parked_with_its_reason()
    {
        var intent = await shop.Stripe(
            HttpMethod.Post, "/v1/payment_intents", ("amount", "1000"), ("currency", "usd"), ("payment_method_types[0]", "card"));
        await shop.PayAtStripe((string)intent["id"]!);

        var made = await shop.RefundInTheDashboard((string)intent["id"]!);

        await Wait.Until(
            async () => (await shop.EventsAbout((string)made["id"]!)) is [{ ParkedBecause: not null, ProcessedAt: null }], "the event is parked");
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => shop.NoMoreFaults();
}

public sealed class A_refund
{
    [Fact]
    public void moves_forward_only()
    {
        var moves =
            from before in Enum.GetValues<RefundState>()
            from next in Enum.GetValues<RefundState>()
            where At(before).CanBecome(next)
            select (before, next);

        Assert.Equal(
            [
                (RefundState.Pending, RefundState.Succeeded), (RefundState.Pending, RefundState.Failed), (RefundState.Pending, RefundState.Canceled),
                (RefundState.Succeeded, RefundState.Failed), (RefundState.Succeeded, RefundState.Canceled),
            ],
            moves);
        Assert.Throws<IllegalTransition>(() => At(RefundState.Failed).Succeed(AnOrder.Now));
    }

    private static Refund At(RefundState state)
    {
        var refund = new Refund(
            Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), new Money(5_00, "USD"), RefundCause.OrderCancelled, Actor.System, AnOrder.Now);
        switch (state)
        {
            case RefundState.Succeeded: refund.Succeed(AnOrder.Now); break;
            case RefundState.Failed: refund.Fail("unknown", AnOrder.Now); break;
            case RefundState.Canceled: refund.Cancel(AnOrder.Now); break;
        }
        return refund;
    }
}
