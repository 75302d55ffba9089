namespace RachelFoods.Tests.Sandbox;

[Collection("sandbox")]
public sealed class An_intent_moves(SandboxProcess sandbox)
{
    private const string Unexpected = "payment_intent_unexpected_state";
    private readonly SandboxShop shop = new(sandbox);

    [Theory]
    [InlineData("requires_payment_method", "confirm", Unexpected)]
    [InlineData("requires_payment_method", "confirm with a card", "succeeded")]
    [InlineData("requires_payment_method", "change", "requires_payment_method")]
    [InlineData("requires_payment_method", "capture", Unexpected)]
    [InlineData("requires_payment_method", "cancel", "canceled")]
    [InlineData("requires_confirmation", "confirm", "succeeded")]
    [InlineData("requires_confirmation", "cancel", "canceled")]
    [InlineData("requires_action", "confirm with a card", "succeeded")]
    [InlineData("requires_action", "change", "requires_action")]
    [InlineData("requires_action", "cancel", "canceled")]
    [InlineData("requires_capture", "confirm with a card", Unexpected)]
    [InlineData("requires_capture", "change", Unexpected)]
    [InlineData("requires_capture", "capture", "succeeded")]
    [InlineData("requires_capture", "cancel", "canceled")]
    [InlineData("succeeded", "confirm with a card", Unexpected)]
    [InlineData("succeeded", "change", Unexpected)]
    [InlineData("succeeded", "capture", Unexpected)]
    [InlineData("succeeded", "cancel", Unexpected)]
    [InlineData("canceled", "confirm with a card", Unexpected)]
    [InlineData("canceled", "change", Unexpected)]
    [InlineData("canceled", "capture", Unexpected)]
    [InlineData("canceled", "cancel", Unexpected)]
    public async Task as_Stripes_machine_does(string from, string act, string outcome)
    {
        var intent = await In(from);
        Assert.Equal(from, intent["status"]);

        var after = await Act(act, intent);

        Assert.Equal(outcome, after.Status == 200 ? after["status"] : after["error.code"]);
        if (outcome == Unexpected)
        {
            Assert.Equal(400, after.Status);
            Assert.Equal(from, after["error.payment_intent.status"]);
            Assert.Equal(from, (await shop.Get(intent.Path))["status"]);
        }
    }

    [Fact]
    public async Task to_the_exact_amount_received()
    {
        var paid = await shop.APaidIntent(amount: 1099);

        Assert.Equal("1099", paid["amount_received"]);
        var charge = await shop.Get($"/v1/charges/{paid["latest_charge"]}");
        Assert.Equal("true", charge["paid"]);
        Assert.Equal(paid["id"], charge["payment_intent"]);
    }

    [Fact]
    public async Task through_processing_when_the_bank_takes_its_time()
    {
        var (catcher, _) = await WebhookCatcher.ForAsync(shop);
        await using var __ = catcher;
        var intent = await shop.AnIntent();
        await shop.Break("processing", $"POST {intent.Path}/confirm", ms: 500);

        var confirmed = await shop.Pay(intent, "pm_card_visa");
        var cancelled = await shop.Post(intent.Path + "/cancel");

        Assert.Equal(("processing", Unexpected), (confirmed["status"], cancelled["error.code"]));
        await catcher.FirstAsync("payment_intent.processing");
        await catcher.FirstAsync("payment_intent.succeeded");
        Assert.Equal("2500", (await shop.Get(intent.Path))["amount_received"]);
    }

    [Fact]
    public async Task back_from_processing_when_the_bank_refuses_in_the_end()
    {
        var (catcher, _) = await WebhookCatcher.ForAsync(shop);
        await using var __ = catcher;
        var intent = await shop.AnIntent();
        await shop.Break("processing", $"POST {intent.Path}/confirm", ms: 500, code: "insufficient_funds");

        var confirmed = await shop.Pay(intent, "pm_card_visa");
        await catcher.FirstAsync("payment_intent.payment_failed");

        Assert.Equal("processing", confirmed["status"]);
        var refused = await shop.Get(intent.Path);
        Assert.Equal(("requires_payment_method", "insufficient_funds"), (refused["status"], refused["last_payment_error.decline_code"]));
    }

    [Fact]
    public async Task only_for_who_knows_its_client_secret_in_the_browser()
    {
        var intent = await shop.AnIntent();

        var shown = await shop.FromBrowser(HttpMethod.Get, intent.Path, ("client_secret", intent["client_secret"]));
        var guessed = await shop.FromBrowser(HttpMethod.Get, intent.Path, ("client_secret", intent["id"] + "_secret_guessed"));
        var created = await shop.FromBrowser(HttpMethod.Post, "/v1/payment_intents", ("amount", "100"), ("currency", "usd"));

        Assert.Equal(200, shown.Status);
        Assert.Equal(400, guessed.Status);
        Assert.Equal("secret_key_required", created["error.code"]);
    }

    [Fact]
    public async Task in_no_other_account()
    {
        var intent = await shop.AnIntent();

        var elsewhere = await new SandboxShop(sandbox).Get(intent.Path);

        Assert.Equal(404, elsewhere.Status);
        Assert.Equal("resource_missing", elsewhere["error.code"]);
    }

    [Theory]
    [InlineData("amount=49&currency=usd", "amount_too_small", "amount")]
    [InlineData("amount=100000000&currency=usd", "amount_too_large", "amount")]
    [InlineData("amount=10.99&currency=usd", "parameter_invalid_integer", "amount")]
    [InlineData("amount=0&currency=usd", "parameter_invalid_integer", "amount")]
    [InlineData("currency=usd", "parameter_missing", "amount")]
    [InlineData("amount=1099", "parameter_missing", "currency")]
    [InlineData("amount=1099&currency=usd&amout=1", "parameter_unknown", "amout")]
    [InlineData("amount=1099&currency=usd&automatic_payment_methods[on]=true", "parameter_unknown", "automatic_payment_methods[on]")]
    public async Task not_at_all_with_bad_parameters(string form, string code, string param)
    {
        var fields = form.Split('&').Select(f => f.Split('=')).Select(f => (f[0], f[1])).ToArray();

        var refused = await shop.Post("/v1/payment_intents", fields);

        Assert.Equal(400, refused.Status);
        Assert.Equal("invalid_request_error", refused["error.type"]);
        Assert.Equal((code, param), (refused["error.code"], refused["error.param"]));
        Assert.Empty((await shop.Books())["intents"]!.AsArray());
    }

    [Fact]
    public async Task through_lists_page_by_page()
    {
        for (var i = 0; i < 3; i++)
            await shop.AnIntent();

        var first = await shop.Get("/v1/payment_intents", ("limit", "2"));
        var second = await shop.Get("/v1/payment_intents", ("limit", "2"), ("starting_after", first["data.1.id"]));

        Assert.Equal("true", first["has_more"]);
        Assert.Equal("false", second["has_more"]);
        Assert.Single(second.Body["data"]!.AsArray());
    }

    [Fact]
    public async Task with_what_it_names_unfolded_on_demand()
    {
        var paid = await shop.APaidIntent();

        var seen = await shop.Get(paid.Path, ("expand[0]", "latest_charge.balance_transaction"), ("expand[1]", "payment_method"));

        Assert.Equal("charge", seen["latest_charge.balance_transaction.type"]);
        Assert.Equal("4242", seen["payment_method.card.last4"]);
    }

    private async Task<Reply> In(string status) => status switch
    {
        "requires_confirmation" => await shop.AnIntent(2500, ("payment_method", "pm_card_visa")),
        "requires_action" => await shop.Pay(await shop.AnIntent(), "pm_card_authenticationRequired"),
        "requires_capture" => await shop.Pay(await shop.AnIntent(2500, ("capture_method", "manual")), "pm_card_visa"),
        "succeeded" => await shop.APaidIntent(),
        "canceled" => await shop.Post((await shop.AnIntent()).Path + "/cancel", ("cancellation_reason", "abandoned")),
        _ => await shop.AnIntent(),
    };

    private Task<Reply> Act(string act, Reply intent) => act switch
    {
        "confirm with a card" => shop.Pay(intent, "pm_card_visa"),
        "change" => shop.Post(intent.Path, ("amount", "2600")),
        _ => shop.Post($"{intent.Path}/{act}"),
    };
}
