using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using RachelFoods.Tests.Orders;
using RachelFoods.Tests.Stage;
using RachelFoods.Web.Modules.Orders;
using RachelFoods.Web.Modules.Payments;
using RachelFoods.Web.Modules.Wallet;

namespace RachelFoods.Tests.Payments;

[Collection("stripe")]
public sealed class Paying_by_card(Shop shop) : IClassFixture<Shop>
{
    [Fact]
    public async Task pays_the_order_by_the_webhook_alone()
    {
        var variant = await shop.AVariant(onHand: 5);
        var order = await shop.AnOrderAtTheTill(variant, quantity: 2);
        var intent = await shop.PreparedIntent(order);

        await shop.PayAtStripe(intent);

        await shop.UntilPaid(order);
        Assert.Equal((3, 0), await shop.Stock(variant));
        Assert.Equal(PaymentState.Succeeded, Assert.Single(await shop.PaymentsOf(order)).State);
    }

    [Fact]
    public async Task enters_sale_and_money_into_the_books()
    {
        var order = await shop.AnOrderAtTheTill();
        await shop.PayAtStripe(await shop.PreparedIntent(order));
        await shop.UntilPaid(order);

        var seen = await shop.Look(order);
        var books = await shop.Run(services => services.GetRequiredService<LedgerService>().ListForOrderAsync(order, default));

        Assert.Equal(["card payment", "sale"], books.Select(t => t.Kind).Order(StringComparer.Ordinal));
        var balances = books.SelectMany(t => t.Entries).GroupBy(e => e.Account)
            .ToDictionary(g => g.Key, g => g.Sum(e => e.Amount.Minor));
        Assert.Equal(0, balances[LedgerAccount.Receivable]);
        Assert.Equal(seen.Total.Minor, balances[LedgerAccount.StripeClearing]);
        Assert.Equal(-seen.Goods.Minor, balances[LedgerAccount.Sales]);
        Assert.Equal(-seen.Delivery.Minor, balances[LedgerAccount.DeliveryIncome]);
    }

    [Fact]
    public async Task keeps_order_and_intent_when_a_card_is_declined()
    {
        var variant = await shop.AVariant(onHand: 5);
        var order = await shop.AnOrderAtTheTill(variant);
        var intent = await shop.PreparedIntent(order);

        var refusal = await shop.PayAtStripe(intent, "pm_card_visa_chargeDeclined");
        Assert.Equal("card_declined", (string?)refusal["error"]?["code"]);
        Assert.Equal(SettleResult.StillOpen, await shop.Settle(order));
        Assert.Equal((5, 1), await shop.Stock(variant));
        Assert.Equal("generic_decline", (await shop.PaymentsOf(order)).Single().LastError);
        Assert.Equal(intent, await shop.PreparedIntent(order));

        await shop.PayAtStripe(intent);
        await shop.UntilPaid(order);
    }

    [Fact]
    public async Task makes_one_intent_however_often_the_page_asks()
    {
        var order = await shop.AnOrderAtTheTill();

        var intents = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => shop.PreparedIntent(order)));

        Assert.Single(intents.Distinct(StringComparer.Ordinal));
    }

    [Fact]
    public async Task finds_the_intent_whose_answer_was_lost()
    {
        var order = await shop.AnOrderAtTheTill();
        await shop.Fault(new { kind = "execute_then_disconnect", match = "POST /v1/payment_intents$", times = 0 });

        Assert.IsType<PreparedPayment.Unavailable>(await shop.Prepare(order));
        await shop.NoMoreFaults();
        var intent = await shop.PreparedIntent(order);

        var ofTheOrder = (await shop.Stripe(HttpMethod.Get, "/v1/payment_intents?limit=100"))["data"]!.AsArray()
            .Where(i => (string?)i!["metadata"]!["order_id"] == order.ToString());
        Assert.Equal(intent, (string?)Assert.Single(ofTheOrder)!["id"]);
    }

    [Fact]
    public async Task begins_a_new_chain_when_stripe_has_given_the_first_up()
    {
        var order = await shop.AnOrderAtTheTill();
        var first = await shop.PreparedIntent(order);
        await shop.Stripe(HttpMethod.Post, $"/v1/payment_intents/{first}/cancel");

        var second = await shop.PreparedIntent(order);

        Assert.NotEqual(first, second);
        Assert.Equal([PaymentState.Canceled, PaymentState.Open], (await shop.PaymentsOf(order)).Select(p => p.State));
        await shop.PayAtStripe(second);
        await shop.UntilPaid(order);
    }

    [Fact]
    public async Task says_that_stripe_is_not_to_be_reached_and_keeps_the_order_payable()
    {
        var order = await shop.AnOrderAtTheTill();
        await shop.Fault(new { kind = "status_503", match = "POST /v1/payment_intents$", times = 3 });

        Assert.IsType<PreparedPayment.Unavailable>(await shop.Prepare(order));
        Assert.IsType<PreparedPayment.Ready>(await shop.Prepare(order));
    }

    [Fact]
    public async Task settles_without_any_webhook_when_the_buyer_comes_back()
    {
        var order = await shop.AnOrderAtTheTill();
        var intent = await shop.PreparedIntent(order);
        await shop.Fault(new { kind = "webhook_drop", match = "payment_intent.succeeded", times = 1 });
        await shop.PayAtStripe(intent);
        var token = shop.Stage.Services.GetRequiredService<OrderLinks>();
        var link = await shop.Run(_ => Task.FromResult(token.ToToken(order)));

        using var browser = shop.Browser();
        using var answer = await browser.GetAsync($"/checkout/return?order={link}&payment_intent={intent}&redirect_status=succeeded");

        Assert.StartsWith("/orders/track/", answer.Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("payment_intent", answer.Headers.Location.ToString(), StringComparison.Ordinal);
        Assert.Equal(OrderStatus.Paid, (await shop.Look(order)).Status);
    }

    [Fact]
    public async Task believes_no_address_that_claims_success()
    {
        var order = await shop.AnOrderAtTheTill();
        await shop.PreparedIntent(order);
        var link = await shop.Run(services => Task.FromResult(services.GetRequiredService<OrderLinks>().ToToken(order)));

        using var browser = shop.Browser();
        using var answer = await browser.GetAsync($"/checkout/return?order={link}&payment_intent=pi_forged&redirect_status=succeeded");
        using var unknown = await browser.GetAsync("/checkout/return?order=guess&redirect_status=succeeded");

        Assert.Equal(OrderStatus.Pending, (await shop.Look(order)).Status);
        Assert.Equal(System.Net.HttpStatusCode.NotFound, unknown.StatusCode);
    }

    [Fact]
    public async Task refuses_an_intent_that_is_not_what_was_asked_for()
    {
        var dear = await shop.AnOrderAtTheTill(await shop.AVariant(price: 99_00));
        var intent = await shop.PreparedIntent(dear);
        await shop.Stripe(HttpMethod.Post, $"/v1/payment_intents/{intent}", ("amount", "100"));

        await shop.PayAtStripe(intent);

        Assert.Equal(SettleResult.Mismatch, await shop.Settle(dear));
        Assert.Equal(OrderStatus.Pending, (await shop.Look(dear)).Status);
        await PaymentStage.Until(
            async () => (await shop.EventsAbout(intent, "payment_intent.succeeded")).SingleOrDefault() is { ParkedBecause: not null, ProcessedAt: null },
            "the event is parked with its reason");
    }

    [Fact]
    public async Task agrees_with_stripes_own_books()
    {
        var order = await shop.AnOrderAtTheTill();
        var intent = await shop.PreparedIntent(order);
        await shop.PayAtStripe(intent);
        await shop.UntilPaid(order);

        JsonNode atStripe = await shop.Stripe(HttpMethod.Get, $"/v1/payment_intents/{intent}");
        Assert.Equal((await shop.Look(order)).Total.Minor, (long)atStripe["amount_received"]!);
    }
}
