using System.Net;
using RachelFoods.E2E.Faults.Stage;
using RachelFoods.E2E.Stage;

namespace RachelFoods.E2E.Faults;

[Collection(Turns.OfStripe)]
public sealed class Stripe_in_trouble(Reconciled reconciled) : FaultTest(reconciled)
{
    [Theory]
    [InlineData("status_502")]
    [InlineData("status_503")]
    [InlineData("drop_before")]
    [InlineData("execute_then_disconnect")]
    [InlineData("execute_then_500")]
    [InlineData("status_500")]
    public async Task for_a_moment_is_noticed_by_nobody(string fault)
    {
        var buyer = NewBuyer();
        var payPage = await buyer.PlaceAsync("egusi");
        await Shop.Sandbox.FailAsync(fault, "POST /v1/payment_intents$", times: 1);

        var intent = await buyer.PrepareAsync(payPage);
        await Shop.Sandbox.FailAsync(fault, $"GET /v1/payment_intents/{intent}", times: 1);
        await buyer.ConfirmAsync(intent);

        await UntilPaidOnceAsync(buyer);
    }

    [Theory]
    [InlineData("status_429", "rate_limit")]
    [InlineData("status_429", "lock_timeout")]
    [InlineData("status_503", null)]
    [InlineData("status_500", null)]
    [InlineData("hang", null)]
    public async Task for_longer_is_a_payment_to_be_tried_again(string fault, string? code)
    {
        var buyer = NewBuyer();
        var payPage = await buyer.PlaceAsync("egusi");
        await Shop.Sandbox.FailAsync(fault, "POST /v1/payment_intents$", code: code);

        var busy = await buyer.PostAsync(await buyer.OpenFormAsync(payPage));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, busy.Status);
        await Shop.Sandbox.ClearAsync();
        await buyer.ConfirmAsync(await buyer.PrepareAsync(payPage));
        await UntilPaidOnceAsync(buyer);
    }

    [Theory]
    [InlineData("status_429")]
    [InlineData("status_503")]
    [InlineData("status_500")]
    public async Task when_the_buyer_comes_back_or_gives_up_is_made_good_afterwards(string fault)
    {
        await Shop.Sandbox.FailAsync("webhook_drop");
        var (payer, quitter) = (NewBuyer(0), NewBuyer(1));
        var (paidPage, givenUp) = (await payer.PlaceAsync("egusi"), await quitter.PlaceAsync("egusi"));
        var intent = await payer.PrepareAsync(paidPage);
        await quitter.PrepareAsync(givenUp);
        await Shop.Sandbox.FailAsync(fault, "GET /v1/payment_intents");
        await payer.ConfirmAsync(intent);

        var (back, gone) = (await payer.ReturnAsync(paidPage), await quitter.CancelAsync(givenUp));

        Assert.Equal((HttpStatusCode.Redirect, HttpStatusCode.Redirect), (back.Status, gone.Status));
        Assert.Equal("PENDING", (await Shop.OrdersOfAsync(payer.Email)).Single().Status);
        Assert.Equal("PENDING", (await Shop.OrdersOfAsync(quitter.Email)).Single().Status);
        await Shop.Sandbox.ClearAsync();
        await UntilPaidOnceAsync(payer);
        await Eventually.TrueAsync(async () => (await Shop.OrdersOfAsync(quitter.Email)).Single().Status == "CANCELLED", FaultyShop.TenLeases);
    }

    // Where a handler that was slower than its lease wrote the message anew, thousands were seen on a busy machine.
    [Fact]
    public async Task for_longer_than_a_lease_lets_no_messages_grow_in_number()
    {
        var buyer = NewBuyer();
        var intent = await buyer.PrepareAsync(await buyer.PlaceAsync("egusi"));
        var payment = (Guid)(await Shop.AskAsync("select id from payments where stripe_id = $1", intent)).Single()[0];
        await Shop.Sandbox.FailAsync("hang", $"GET /v1/payment_intents/{intent}");

        await Eventually.TrueAsync(
            async () => (await Shop.Sandbox.RequestsAsync()).Count(r => $"{r["method"]} {r["path"]}" == $"GET /v1/payment_intents/{intent}") >= 12,
            TimeSpan.FromMinutes(1)); // Each of them hangs.

        Assert.Equal(1, await Shop.CountAsync("select count(*) from outbox_messages where type = 'SettlePayment' and payload ->> 'PaymentId' = $1", $"{payment}"));
    }

    [Fact]
    public async Task that_cannot_be_reached_at_all_leaves_cart_order_and_catalogue()
    {
        var buyer = NewBuyer();
        var payPage = await buyer.PlaceAsync("egusi");
        Shop.Nodes.ForEach(n => n.Stripe.Be(Line.Refused));

        var refused = await buyer.PostAsync(await buyer.OpenFormAsync(payPage));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.Status);
        Assert.Contains("Egusi", (await buyer.GetAsync("/cart")).Body, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await buyer.GetAsync("/catalog")).Status);
        Assert.Equal("PENDING", (await Shop.OrdersOfAsync(buyer.Email)).Single().Status);
        Shop.Nodes.ForEach(n => n.Heal());
        await buyer.ConfirmAsync(await buyer.PrepareAsync(payPage));
        await UntilPaidOnceAsync(buyer);
    }

    [Fact]
    public async Task when_the_cart_has_changed_places_nothing_and_keeps_what_was_typed()
    {
        var buyer = NewBuyer();
        await buyer.PrepareAsync(await buyer.PlaceAsync("egusi"));
        await buyer.AddAsync(await Shop.VariantAsync("pomo"));
        var form = await buyer.FillCheckoutAsync();
        Shop.Nodes.ForEach(n => n.Stripe.Be(Line.Refused));

        var refused = await buyer.PostAsync(form);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains("Nothing was charged", refused.Body, StringComparison.Ordinal);
        Assert.Contains(buyer.Email, refused.Body, StringComparison.Ordinal);
        Assert.Single(await Shop.OrdersOfAsync(buyer.Email));
        Shop.Nodes.ForEach(n => n.Heal());
        var placed = await buyer.PostAsync(await buyer.FillCheckoutAsync());
        await buyer.ConfirmAsync(await buyer.PrepareAsync(placed.Location!));
        await Eventually.TrueAsync(async () => (await Shop.OrdersOfAsync(buyer.Email)).Select(o => o.Status) is var s && s.SequenceEqual(["CANCELLED", "PAID"]));
    }
}
