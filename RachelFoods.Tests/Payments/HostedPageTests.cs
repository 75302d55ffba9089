using RachelFoods.Tests.Orders;
using RachelFoods.Tests.Refunds;
using RachelFoods.Tests.Stage;
using RachelFoods.Web.Modules.Orders;
using RachelFoods.Web.Modules.Payments;
using RachelFoods.Web.Modules.Refunds;
using static RachelFoods.Tests.Payments.HostedPageStage;
using static RachelFoods.Tests.Payments.PaymentStage;

namespace RachelFoods.Tests.Payments;

[Collection("stripe")]
public sealed class Paying_on_Stripes_page(Shop shop) : IClassFixture<Shop>
{
    [Fact]
    public async Task pays_the_order_by_the_webhook_alone()
    {
        var variant = await shop.AVariant(onHand: 5);
        var order = await shop.AnOrderAtTheTill(variant, quantity: 2);
        var page = await shop.PreparedPage(order);

        var leads = await PayOnPage(page);

        Assert.Contains("/checkout/return?order=", leads!, StringComparison.Ordinal);
        await shop.UntilPaid(order);
        Assert.Equal((3, 0), await shop.Stock(variant));
        var paid = (await shop.PaymentsOf(order)).Single(p => p.State == PaymentState.Succeeded);
        var atStripe = Assert.Single(await shop.AtStripe("intents", order));
        Assert.Equal((PaymentKind.HostedSession, SessionOf(page)), (paid.Kind, paid.StripeId));
        Assert.Equal(((string?)atStripe["id"], (string?)atStripe["latest_charge"]), (paid.IntentId, paid.ChargeId));
        Assert.Equal((await shop.Look(order)).Total.Minor, (long)atStripe["amount_received"]!);
        await Until(async () => (await shop.EventsAbout(SessionOf(page))).Exists(e => e.ProcessedAt is not null), "the page's own event is done");
    }

    [Fact]
    public async Task leads_to_one_page_however_often_and_by_whichever_link_it_is_asked_for()
    {
        var order = await shop.AnOrderAtTheTill();

        var pages = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => shop.PreparedPage(order)));
        var later = await shop.PreparedPage(order);

        Assert.Equal(later, Assert.Single(pages.Distinct(StringComparer.Ordinal)));
        Assert.Single(await shop.AtStripe("sessions", order));
    }

    [Fact]
    public async Task settles_without_any_webhook_when_the_buyer_comes_back()
    {
        var order = await shop.AnOrderAtTheTill();
        var page = await shop.PreparedPage(order);
        await shop.Fault(new { kind = "webhook_drop", times = 0 });

        var leads = await PayOnPage(page);
        using var browser = shop.Browser();
        using var answer = await browser.GetAsync(new Uri(leads!).PathAndQuery);
        await shop.NoMoreFaults();

        Assert.StartsWith("/orders/track/", answer.Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.Equal(OrderStatus.Paid, (await shop.Look(order)).Status);
    }

    [Fact]
    public async Task keeps_order_and_page_when_a_card_is_declined()
    {
        var order = await shop.AnOrderAtTheTill();
        var page = await shop.PreparedPage(order);

        Assert.Null(await PayOnPage(page, "4000000000009995"));
        Assert.Equal(SettleResult.StillOpen, await shop.Settle(order));
        Assert.Equal("insufficient_funds", (await shop.PaymentsOf(order)).Single(p => p.State == PaymentState.Open).LastError);
        Assert.Equal(page, await shop.PreparedPage(order));

        await PayOnPage(page);
        await shop.UntilPaid(order);
        Assert.Single(await shop.AtStripe("intents", order));
    }

    [Fact]
    public async Task begins_anew_when_the_page_has_expired()
    {
        var order = await shop.AnOrderAtTheTill();
        var first = await shop.PreparedPage(order);
        await shop.Stripe(HttpMethod.Post, $"/_sandbox/sessions/{SessionOf(first)}/expire");

        var second = await shop.PreparedPage(order);

        Assert.NotEqual(first, second);
        Assert.Equal(1, await shop.Payable(order));
        await PayOnPage(second);
        await shop.UntilPaid(order);
    }

    [Fact]
    public async Task finds_the_page_whose_answer_was_lost()
    {
        var order = await shop.AnOrderAtTheTill();
        await shop.Fault(new { kind = "execute_then_disconnect", match = "POST /v1/checkout/sessions$", times = 0 });

        Assert.IsType<PreparedPayment.Unavailable>(await shop.PreparePage(order));
        await shop.NoMoreFaults();
        var page = await shop.PreparedPage(order);

        Assert.Equal(SessionOf(page), (string?)Assert.Single(await shop.AtStripe("sessions", order))["id"]);
    }

    [Fact]
    public async Task asks_for_another_page_when_it_is_too_late_for_the_one_that_never_came()
    {
        var order = await shop.AnOrderAtTheTill();
        await shop.Fault(new { kind = "drop_before", match = "POST /v1/checkout/sessions$", times = 0 });
        Assert.IsType<PreparedPayment.Unavailable>(await shop.PreparePage(order));
        await shop.NoMoreFaults();
        await shop.AskedBefore(order, TimeSpan.FromMinutes(40));

        var page = await shop.PreparedPage(order);

        Assert.Equal(SessionOf(page), (string?)Assert.Single(await shop.AtStripe("sessions", order))["id"]);
        Assert.Equal(PaymentState.Canceled, (await shop.PaymentsOf(order))[^2].State);
    }

    [Fact]
    public async Task takes_no_other_amount_than_the_one_that_was_asked_for()
    {
        var order = await shop.AnOrderAtTheTill();
        var page = await shop.PreparedPage(order);
        await shop.Fault(new { kind = "webhook_drop", times = 0 });
        await PayOnPage(page);
        var intent = (string)Assert.Single(await shop.AtStripe("intents", order))["id"]!;
        using (var http = new HttpClient())
        {
            using var patch = System.Net.Http.Json.JsonContent.Create(new { amount = 100, amount_received = 100 });
            using var _ = await http.PostAsync(new Uri(shop.Stage.Sandbox, $"/_sandbox/objects/{intent}"), patch);
        }

        Assert.Equal(SettleResult.Mismatch, await shop.Settle(order));

        await shop.NoMoreFaults();
        Assert.Equal(OrderStatus.Pending, (await shop.Look(order)).Status);
    }

    // Seen to fail without looking at the event's object: then it was taken for the page's own and done with.
    [Fact]
    public async Task parks_an_event_of_somebody_elses_intent_that_names_the_payment()
    {
        var order = await shop.AnOrderAtTheTill();
        await shop.PreparedPage(order);
        var payment = (await shop.PaymentsOf(order)).Single(p => p.State == PaymentState.Open);

        var foreign = await shop.Stripe(HttpMethod.Post, "/v1/payment_intents", ("amount", "50"), ("currency", "usd"),
            ("payment_method_types[0]", "card"), ("payment_method", "pm_card_visa"), ("confirm", "true"),
            ("metadata[store_id]", payment.StoreId.ToString()), ("metadata[order_id]", order.ToString()), ("metadata[payment_id]", payment.Id.ToString()));

        await Until(
            async () => (await shop.EventsAbout((string)foreign["id"]!, "payment_intent.succeeded")).SingleOrDefault() is { ParkedBecause: not null },
            "the event is parked");
        Assert.Equal(OrderStatus.Pending, (await shop.Look(order)).Status);
    }

    [Fact]
    public async Task ends_with_the_order_and_frees_its_stock()
    {
        var variant = await shop.AVariant(onHand: 5);
        var order = await shop.AnOrderAtTheTill(variant);
        var page = await shop.PreparedPage(order);

        Assert.Equal(CloseResult.Closed, await shop.Close(order));

        Assert.Equal("expired", (string?)(await shop.SessionAtStripe(SessionOf(page)))["status"]);
        Assert.Null(await PayOnPage(page));
        Assert.Equal((OrderStatus.Cancelled, (5, 0)), ((await shop.Look(order)).Status, await shop.Stock(variant)));
    }

    [Fact]
    public async Task wins_over_a_closing_that_comes_later()
    {
        var variant = await shop.AVariant(onHand: 5);
        var order = await shop.AnOrderAtTheTill(variant);
        var page = await shop.PreparedPage(order);
        await shop.Fault(new { kind = "webhook_drop", times = 0 });
        await PayOnPage(page);

        Assert.Equal(CloseResult.TurnedOutPaid, await shop.Close(order));

        await shop.NoMoreFaults();
        Assert.Equal((OrderStatus.Paid, (4, 0)), ((await shop.Look(order)).Status, await shop.Stock(variant)));
    }

    [Fact]
    public async Task frees_nothing_while_the_bank_has_not_decided()
    {
        var variant = await shop.AVariant(onHand: 5);
        var order = await shop.AnOrderAtTheTill(variant);
        var page = await shop.PreparedPage(order);
        await shop.Fault(new { kind = "processing", match = $"POST /c/pay/{SessionOf(page)}", ms = 1500 });
        await PayOnPage(page);

        Assert.Equal(CloseResult.Undecided, await shop.Close(order));

        Assert.Equal((5, 1), await shop.Stock(variant));
        await shop.UntilPaid(order);
    }

    // Seen to fail, both, where the intent of a page that is over was left as it is.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task that_the_bank_refuses_late_keeps_nothing_up(bool closing)
    {
        var variant = await shop.AVariant(onHand: 5);
        var order = await shop.AnOrderAtTheTill(variant);
        var page = await shop.PreparedPage(order);
        await shop.Fault(new { kind = "processing", match = $"POST /c/pay/{SessionOf(page)}", ms = 200, code = "insufficient_funds" });
        await PayOnPage(page);
        await Until(async () => (string?)Assert.Single(await shop.AtStripe("intents", order))["status"] == "requires_payment_method", "the bank refuses");

        if (closing)
        {
            Assert.Equal(CloseResult.Closed, await shop.Close(order));
            Assert.Equal((5, 0), await shop.Stock(variant));
        }
        else
        {
            await PayOnPage(await shop.PreparedPage(order));
            await shop.UntilPaid(order);
        }

        Assert.Single(await shop.AtStripe("intents", order), i => (string?)i["status"] == "canceled");
    }

    [Fact]
    public async Task after_the_order_was_cancelled_sends_the_money_back()
    {
        var order = await shop.AnOrderAtTheTill();
        var page = await shop.PreparedPage(order);
        await shop.Close(order);

        await shop.PayAnyway(SessionOf(page));

        await shop.UntilRefunds(order, RefundState.Succeeded);
        var intent = (string)Assert.Single(await shop.AtStripe("intents", order))["id"]!;
        Assert.Single(await shop.RefundsAtStripe(intent));
        Assert.Equal(OrderStatus.Cancelled, (await shop.Look(order)).Status);
    }
}
