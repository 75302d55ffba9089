using Microsoft.Extensions.DependencyInjection;
using RachelFoods.Tests.Orders;
using RachelFoods.Tests.Stage;
using RachelFoods.Web.Modules.Orders;
using RachelFoods.Web.Modules.Payments;
using RachelFoods.Web.Modules.Stores;
using static RachelFoods.Tests.Payments.HostedPageStage;

namespace RachelFoods.Tests.Payments;

/// <summary>Between the card form and Stripe's own page: never are there two things to pay.</summary>
[Collection("stripe")]
public sealed class Changing_the_way_to_pay(Shop shop) : IClassFixture<Shop>
{
    [Fact]
    public async Task to_Stripes_page_voids_the_card_forms_intent_first()
    {
        var order = await shop.AnOrderAtTheTill();
        var intent = await shop.PreparedIntent(order);

        var page = await shop.PreparedPage(order);

        Assert.Equal("canceled", (string?)(await shop.Stripe(HttpMethod.Get, $"/v1/payment_intents/{intent}"))["status"]);
        Assert.Equal(
            [(1, PaymentKind.Intent, PaymentState.Canceled), (2, PaymentKind.HostedSession, PaymentState.Open)],
            (await shop.PaymentsOf(order)).Select(p => (p.Version, p.Kind, p.State)));
        await PayOnPage(page);
        await shop.UntilPaid(order);
    }

    [Fact]
    public async Task to_the_card_form_expires_the_page_first()
    {
        var order = await shop.AnOrderAtTheTill();
        var page = await shop.PreparedPage(order);
        await PayOnPage(page, "4000000000000002");

        var intent = await shop.PreparedIntent(order);

        Assert.Equal("expired", (string?)(await shop.SessionAtStripe(SessionOf(page)))["status"]);
        Assert.Equal(1, await shop.Payable(order));
        Assert.Null(await PayOnPage(page));
        await shop.PayAtStripe(intent);
        await shop.UntilPaid(order);
    }

    [Fact]
    public async Task asks_Stripe_nothing_about_what_it_was_never_told_of()
    {
        var order = await shop.AnOrderAtTheTill();

        await shop.PreparedPage(order);

        Assert.Empty(await shop.AtStripe("intents", order));
        Assert.Equal([PaymentState.Canceled, PaymentState.Open], (await shop.PaymentsOf(order)).Select(p => p.State));
    }

    [Theory]
    [InlineData("to the page")]
    [InlineData("to the card form")]
    public async Task comes_too_late_for_what_was_paid(string change)
    {
        var order = await shop.AnOrderAtTheTill();
        await shop.Fault(new { kind = "webhook_drop", times = 0 });
        if (change == "to the page")
        {
            await shop.PayAtStripe(await shop.PreparedIntent(order));
        }
        else
        {
            await PayOnPage(await shop.PreparedPage(order));
        }

        var answer = change == "to the page" ? await shop.PreparePage(order) : await shop.Prepare(order);

        await shop.NoMoreFaults();
        Assert.IsType<PreparedPayment.AlreadyPaid>(answer);
        Assert.Equal(OrderStatus.Paid, (await shop.Look(order)).Status);
        Assert.Single(await shop.AtStripe("intents", order));
    }

    [Fact]
    public async Task leaves_everything_as_it_is_while_Stripe_does_not_answer()
    {
        var order = await shop.AnOrderAtTheTill();
        var intent = await shop.PreparedIntent(order);
        await shop.Fault(new { kind = "status_503", match = $"POST /v1/payment_intents/{intent}/cancel", times = 0 });

        Assert.IsType<PreparedPayment.Unavailable>(await shop.PreparePage(order));

        await shop.NoMoreFaults();
        Assert.Empty(await shop.AtStripe("sessions", order));
        Assert.Equal(intent, await shop.PreparedIntent(order));
    }

    [Fact]
    public async Task voids_an_intent_whose_answer_was_lost()
    {
        var order = await shop.AnOrderAtTheTill();
        await shop.Fault(new { kind = "execute_then_disconnect", match = "POST /v1/payment_intents$", times = 0 });
        Assert.IsType<PreparedPayment.Unavailable>(await shop.Prepare(order));
        await shop.NoMoreFaults();

        await shop.PreparedPage(order);

        Assert.Equal("canceled", (string?)Assert.Single(await shop.AtStripe("intents", order))["status"]);
        Assert.Equal(1, await shop.Payable(order));
    }

    // Each change asks Stripe several times, at the expense of every store that uses the account.
    [Fact]
    public async Task back_and_forth_comes_to_an_end_with_the_last_way_still_open()
    {
        var order = await shop.AnOrderAtTheTill();
        var most = new PaymentOptions().MostPerOrder;
        for (var chains = (await shop.PaymentsOf(order)).Count; chains < most; chains++)
        {
            await (chains % 2 == 0 ? shop.Prepare(order) : shop.PreparePage(order));
        }

        Assert.IsType<PreparedPayment.Closed>(await (most % 2 == 0 ? shop.Prepare(order) : shop.PreparePage(order)));

        Assert.Equal(most, (await shop.PaymentsOf(order)).Count);
        Assert.Equal(1, await shop.Payable(order));
    }

    // Seen to fail when the row was given up in our tables alone, without Stripe: then card form and page could both be paid.
    [Fact]
    public async Task in_two_tabs_and_two_processes_at_once_leaves_one_thing_to_pay()
    {
        var (app, _) = shop.Stage.AnotherInstance();
        await using var __ = app;
        for (var round = 0; round < 10; round++)
        {
            var order = await shop.AnOrderAtTheTill();

            await Task.WhenAll(
                shop.Prepare(order), shop.PreparePage(order), OnTheOtherAsync(order, page: true), OnTheOtherAsync(order, page: false), shop.PreparePage(order));

            Assert.InRange(await shop.Payable(order), 0, 1);
            Assert.InRange((await shop.PaymentsOf(order)).Count(p => p.State == PaymentState.Open), 0, 1);
            await PayOnPage(await shop.PreparedPage(order));
            await shop.UntilPaid(order);
            Assert.Equal(0, await shop.Payable(order));
            Assert.Single(await shop.AtStripe("intents", order), i => (string?)i["status"] == "succeeded");
        }

        async Task OnTheOtherAsync(Guid order, bool page)
        {
            var store = await app.Services.GetRequiredService<Web.Kernel.IStoreDirectory>().FindAsync(StoreSeed.RachelFoods, default);
            using var entered = app.Services.GetRequiredService<Web.Kernel.StoreContext>().Enter(store!);
            await using var scope = app.Services.CreateAsyncScope();
            var payments = scope.ServiceProvider.GetRequiredService<PaymentService>();
            await (page
                ? payments.PreparePageAsync(order, scope.ServiceProvider.GetRequiredService<OrderLinks>().ToToken(order), default)
                : payments.PrepareAsync(order, default));
        }
    }

    [Fact]
    public async Task and_paying_at_the_same_moment_charge_once()
    {
        for (var round = 0; round < 10; round++)
        {
            var order = await shop.AnOrderAtTheTill();
            var page = await shop.PreparedPage(order);

            await Task.WhenAll(PayOnPage(page), shop.Prepare(order), shop.Settle(order));

            if (await shop.Prepare(order) is PreparedPayment.Ready ready)
            {
                await shop.PayAtStripe(ready.ClientSecret.Split("_secret_")[0]);
            }
            await shop.UntilPaid(order);
            Assert.Single(await shop.AtStripe("intents", order), i => (string?)i["status"] == "succeeded");
        }
    }
}
