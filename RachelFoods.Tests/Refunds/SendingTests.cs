using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RachelFoods.Tests.Orders;
using RachelFoods.Tests.Payments;
using RachelFoods.Tests.Stage;
using RachelFoods.Web.Data;
using RachelFoods.Web.Modules.Orders;
using RachelFoods.Web.Modules.Refunds;

namespace RachelFoods.Tests.Refunds;

[Collection("stripe")]
public sealed class Asking_stripe_for_a_refund(Shop shop) : IClassFixture<Shop>, IAsyncLifetime
{
    private const string Create = "POST /v1/refunds$";
    private const string List = "GET /v1/refunds$";

    // The client repeats by itself twice, so that three faults in a row reach the shop.
    // Seen to fail with a new key for each try.
    [Theory]
    [InlineData("execute_then_disconnect")]
    [InlineData("execute_then_truncate")]
    [InlineData("drop_before")]
    [InlineData("hang")]
    [InlineData("status_429")]
    [InlineData("status_502")]
    [InlineData("status_503")]
    public async Task whose_answer_is_lost_is_repeated_with_the_same_key(string fault)
    {
        var (order, intent) = await shop.AnOrderPaidAtStripe();
        await shop.Fault(new { kind = fault, match = Create, times = 3, ms = fault == "hang" ? 200 : 0 });

        await shop.CancelPaid(order);

        await shop.UntilRefunds(order.Id, RefundState.Succeeded);
        Assert.Single(await shop.RefundsAtStripe(intent));
        var ours = Assert.Single(await shop.RefundsOf(order.Id));
        Assert.All(await shop.KeysSentFor(intent), key => Assert.Equal(ours.IdempotencyKey, key));
        Assert.Empty(await shop.BalancesOf(order.Id));
    }

    // Stripe answers the same failure to that key for a day, whether it has made the refund or not.
    // Seen to fail (status_500) without another key.
    [Theory]
    [InlineData("status_500")]
    [InlineData("execute_then_500")]
    public async Task whose_failure_stripe_keeps_is_made_once_all_the_same(string fault)
    {
        var (order, intent) = await shop.AnOrderPaidAtStripe();
        await shop.Fault(new { kind = fault, match = Create, times = 1 });

        await shop.CancelPaid(order);

        await shop.UntilRefunds(order.Id, RefundState.Succeeded);
        Assert.Single(await shop.RefundsAtStripe(intent));
        Assert.Empty(await shop.BalancesOf(order.Id));
    }

    // Seen to fail without the look-up: then Stripe was asked once more by a key that it may have forgotten.
    [Fact]
    public async Task again_after_a_day_looks_for_it_first()
    {
        var (order, intent) = await shop.AnOrderPaidAtStripe();
        await NothingIsHeardOfRefundsAsync();
        await shop.Fault(new { kind = "drop_before", match = Create, times = 3 });
        await shop.CancelPaid(order);
        await UntilAskedAsync(order.Id);
        var ours = (await shop.RefundsOf(order.Id)).Single();
        var made = await shop.Stripe(
            HttpMethod.Post, "/v1/refunds", ("payment_intent", intent), ("amount", $"{order.Total.Minor}"), ("metadata[refund_id]", $"{ours.Id}"));
        await shop.Run(services => services.GetRequiredService<ShopDb>().Set<Refund>().Where(r => r.Id == ours.Id)
            .ExecuteUpdateAsync(r => r.SetProperty(x => x.AskedAt, x => x.AskedAt!.Value.AddHours(-25))));

        await shop.NoMoreFaults();

        await shop.UntilRefunds(order.Id, RefundState.Succeeded);
        Assert.Equal((string?)made["id"], (await shop.RefundsOf(order.Id)).Single().StripeId);
        Assert.Equal(3, (await shop.KeysSentFor(intent)).Count(key => key == ours.IdempotencyKey));
    }

    [Fact]
    public async Task goes_on_while_stripe_is_away()
    {
        var (order, intent) = await shop.AnOrderPaidAtStripe();
        await shop.Fault(new { kind = "status_503", match = Create, times = 0 });
        await shop.CancelPaid(order);

        await Wait.Until(async () => (await shop.KeysSentFor(intent)).Count >= 6, "Stripe is asked three times");

        Assert.Equal(RefundState.Pending, (await shop.RefundsOf(order.Id)).Single().State);
        await shop.NoMoreFaults();
        await shop.UntilRefunds(order.Id, RefundState.Succeeded);
    }

    [Fact]
    public async Task that_somebody_made_in_the_dashboard_before_takes_that_one_in_instead()
    {
        var (order, intent) = await shop.AnOrderPaidAtStripe();

        await BeatenToItAsync(order, intent, null);

        await shop.UntilRefunds(order.Id, RefundState.Failed, RefundState.Succeeded);
        var refunds = await shop.RefundsOf(order.Id);
        Assert.Equal("charge_already_refunded", refunds[0].FailureReason);
        Assert.Equal((RefundCause.MadeAtStripe, refunds[0].Id), (refunds[1].Cause, refunds[1].ReplacesId!.Value));
        await StandsAsGivenBackAsync(order, intent);
    }

    [Fact]
    public async Task of_which_somebody_gave_a_part_in_the_dashboard_asks_for_the_rest()
    {
        var (order, intent) = await shop.AnOrderPaidAtStripe();

        await BeatenToItAsync(order, intent, 5_00);

        await shop.UntilRefunds(order.Id, RefundState.Failed, RefundState.Succeeded, RefundState.Succeeded);
        Assert.Equal([order.Total.Minor, 5_00, order.Total.Minor - 5_00], (await shop.RefundsOf(order.Id)).Select(r => r.Amount.Minor));
        await StandsAsGivenBackAsync(order, intent);
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => shop.NoMoreFaults();

    private async Task BeatenToItAsync(OrderView order, string intent, long? minor)
    {
        await NothingIsHeardOfRefundsAsync();
        await shop.Fault(new { kind = "drop_before", match = Create, times = 3 });
        await shop.CancelPaid(order);
        await UntilAskedAsync(order.Id);
        await shop.RefundInTheDashboard(intent, minor);
        await shop.NoMoreFaults();
    }

    private async Task NothingIsHeardOfRefundsAsync()
    {
        await shop.Fault(new { kind = "status_503", match = List, times = 0 });
        await shop.Fault(new { kind = "webhook_drop", match = "refund", times = 0 });
        await shop.Fault(new { kind = "webhook_drop", match = "charge.refund", times = 0 });
    }

    // Its first question has failed; each further one begins with the list, which fails too.
    private Task UntilAskedAsync(Guid orderId) => Wait.Until(
        async () => (await shop.RefundsOf(orderId)).Single().AskedAt is not null
            && (await shop.Stripe(HttpMethod.Get, "/_sandbox/faults")).AsArray().All(f => (string?)f!["match"] != Create),
        "Stripe was asked in vain");

    private async Task StandsAsGivenBackAsync(OrderView order, string intent)
    {
        Assert.Equal(order.Total.Minor, (await shop.RefundsAtStripe(intent)).Sum(r => (long)r["amount"]!));
        Assert.Equal(PaymentStatus.Refunded, (await shop.Look(order.Id)).PaymentStatus);
        Assert.Equal(order.Total.Minor, await shop.RefundedOf(order.Id));
        Assert.Empty(await shop.BalancesOf(order.Id));
    }
}
