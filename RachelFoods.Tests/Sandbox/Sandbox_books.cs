namespace RachelFoods.Tests.Sandbox;

[Collection("sandbox")]
public sealed class Sandbox_books(SandboxProcess sandbox)
{
    private readonly SandboxShop shop = new(sandbox);

    [Fact]
    public async Task add_up_to_what_was_charged_and_refunded()
    {
        var first = await shop.APaidIntent(amount: 10_000);
        await shop.APaidIntent(amount: 2_599);
        await shop.Pay(await shop.AnIntent(), "pm_card_chargeDeclined");
        await shop.Post("/v1/refunds", ("payment_intent", first["id"]), ("amount", "4000"));

        var usd = (await shop.Books()).At("balance.usd")!;

        // 2.9 % and 30 of each charge, rounded to the cent.
        Assert.Equal("""{"charged":12599,"refunded":4000,"disputed":0,"fees":425,"net":8174}""", usd.ToJsonString());
        Assert.Equal("8174", (await shop.Get("/v1/balance"))["pending.0.amount"]);
    }

    [Fact]
    public async Task refund_a_charge_only_once()
    {
        var paid = await shop.APaidIntent(amount: 2500);
        await shop.Post("/v1/refunds", ("payment_intent", paid["id"]), ("amount", "2000"), ("reason", "requested_by_customer"));

        var beyond = await shop.Post("/v1/refunds", ("payment_intent", paid["id"]), ("amount", "501"));
        var rest = await shop.Post("/v1/refunds", ("payment_intent", paid["id"]));
        var more = await shop.Post("/v1/refunds", ("payment_intent", paid["id"]));

        Assert.Equal(400, beyond.Status);
        Assert.Equal(("500", "succeeded"), (rest["amount"], rest["status"]));
        Assert.Equal("charge_already_refunded", more["error.code"]);
        Assert.Equal("true", (await shop.Get($"/v1/charges/{paid["latest_charge"]}"))["refunded"]);
    }

    [Fact]
    public async Task miss_none_of_many_payments_at_once()
    {
        await Task.WhenAll(Enumerable.Range(0, 400).Select(_ =>
            shop.Post("/v1/payment_intents", ("amount", "100"), ("currency", "usd"), ("payment_method_types[0]", "card"),
                ("payment_method", "pm_card_visa"), ("confirm", "true"))));

        var books = await shop.Books();

        Assert.Equal((400, 400), (books["intents"]!.AsArray().Count, books["charges"]!.AsArray().Count));
        Assert.Equal(40_000, books.At("balance.usd.charged")!.GetValue<long>());
    }

    [Fact]
    public async Task refuse_parallel_refunds_beyond_the_charge()
    {
        var paid = await shop.APaidIntent(amount: 1000);

        var refunds = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ =>
            shop.Post("/v1/refunds", ("payment_intent", paid["id"]), ("amount", "300"))));

        Assert.Equal(3, refunds.Count(r => r.Status == 200));
        Assert.Equal(900, (await shop.Books()).At("balance.usd.refunded")!.GetValue<long>());
    }

    [Fact]
    public async Task let_a_pending_refund_succeed_later()
    {
        var (catcher, _) = await WebhookCatcher.ForAsync(shop);
        await using var __ = catcher;
        var paid = await shop.APaidIntent(card: "pm_card_pendingRefund");

        var refund = await shop.Post("/v1/refunds", ("payment_intent", paid["id"]));

        Assert.Equal(("pending", "processing"), (refund["status"], refund["pending_reason"]));
        await catcher.FirstAsync("refund.updated");
        Assert.Equal("succeeded", (await shop.Get(refund.Path))["status"]);
    }

    [Fact]
    public async Task take_the_money_back_when_a_refund_fails_later()
    {
        var (catcher, _) = await WebhookCatcher.ForAsync(shop);
        await using var __ = catcher;
        var paid = await shop.APaidIntent(card: "pm_card_refundFail");

        var refund = await shop.Post("/v1/refunds", ("payment_intent", paid["id"]));

        Assert.Equal("succeeded", refund["status"]);
        await catcher.FirstAsync("refund.failed");
        Assert.Equal("failed", (await shop.Get(refund.Path))["status"]);
        Assert.Equal(0, (await shop.Books()).At("balance.usd.refunded")!.GetValue<long>());
        Assert.Equal("0", (await shop.Get($"/v1/charges/{paid["latest_charge"]}"))["amount_refunded"]);
    }

    [Fact]
    public async Task never_show_a_card_number_in_the_log_of_requests()
    {
        await shop.FromBrowser(HttpMethod.Post, "/v1/payment_methods", ("type", "card"), ("card[number]", "4242424242424242"),
            ("card[exp_month]", "12"), ("card[exp_year]", "2034"), ("card[cvc]", "987"));

        var log = (await shop.Requests()).ToJsonString();

        Assert.Contains("card[exp_year]", log, StringComparison.Ordinal);
        Assert.DoesNotContain("4242424242424242", log, StringComparison.Ordinal);
        Assert.DoesNotContain("987", log, StringComparison.Ordinal);
    }
}
