namespace RachelFoods.Tests.Sandbox.Contract;

/// <summary>Every other test's calls are checked too, by <see cref="SandboxShop"/>; here is each endpoint once, and the checker itself.</summary>
[Collection("sandbox")]
public sealed class The_sandbox_keeps_Stripes_contract(SandboxProcess sandbox)
{
    private readonly SandboxShop shop = new(sandbox);

    [StripeContractFact]
    public async Task at_every_endpoint()
    {
        var intent = await shop.AnIntent(2500, ("metadata[order]", "7"), ("shipping[name]", "Ada"), ("shipping[address][line1]", "1 Main St"),
            ("description", "Egusi"), ("receipt_email", "ada@example.com"), ("transfer_group", "g"), ("expand[0]", "latest_charge"));
        await shop.Post(intent.Path, ("amount", "2600"), ("metadata[order]", ""));
        await shop.Pay(intent, "pm_card_chargeDeclined");
        await shop.Post(intent.Path + "/confirm", ("payment_method", "pm_card_authenticationRequired"), ("return_url", "https://shop.test/"));
        await shop.AnswerChallenge(intent, "fail");
        var failed = await shop.Get(intent.Path, ("expand[0]", "latest_charge"));
        var paid = await shop.Pay(intent, "pm_card_visa");
        var refund = await shop.Post("/v1/refunds", ("payment_intent", intent["id"]), ("amount", "100"), ("metadata[why]", "cold"));
        var held = await shop.Pay(await shop.AnIntent(900, ("capture_method", "manual")), "pm_card_visa");
        await shop.Post(held.Path + "/capture", ("amount_to_capture", "800"));
        await shop.Post((await shop.AnIntent()).Path + "/cancel", ("cancellation_reason", "abandoned"));
        var endpoint = await shop.Post("/v1/webhook_endpoints", ("url", "https://shop.test/webhooks/stripe"), ("enabled_events[0]", "*"),
            ("api_version", "2026-07-29.dahlia"));
        await shop.Post(endpoint.Path, ("disabled", "true"));
        var page = await shop.ASession();
        await page.Pay("4000000000000002");
        await page.Pay();
        await shop.Post((await shop.ASession()).Session.Path + "/expire", ("expand[0]", "payment_intent"));
        await shop.APaidIntent(card: "pm_card_createDispute");
        var dispute = (await shop.Get("/v1/disputes"))["data.0.id"];
        await shop.Post($"/v1/disputes/{dispute}", ("evidence[product_description]", "Egusi"), ("submit", "false"), ("metadata[by]", "Ada"));
        await shop.Post($"/v1/disputes/{dispute}/close");
        foreach (var path in new[]
                 {
                     "/v1/payment_intents", "/v1/charges", $"/v1/charges/{paid["latest_charge"]}", "/v1/refunds", refund.Path,
                     "/v1/balance", "/v1/balance_transactions", $"/v1/balance_transactions/{refund["balance_transaction"]}", "/v1/events",
                     "/v1/webhook_endpoints", endpoint.Path, "/v1/checkout/sessions", page.Session.Path,
                     $"/v1/disputes/{dispute}", $"/v1/payment_methods/{paid["payment_method"]}",
                 })
            Assert.Equal(200, (await shop.Get(path)).Status);

        Assert.Equal("payment_intent_authentication_failure", failed["last_payment_error.code"]);
    }

    [StripeContractFact]
    public void and_the_checker_sees_a_wrong_request()
    {
        var contract = StripeContract.Current!;

        Assert.Empty(contract.FaultsOfRequest("POST", "/v1/refunds", Fields("payment_intent=pi_1", "amount=5", "expand[0]=charge")));
        Assert.NotEmpty(contract.FaultsOfRequest("POST", "/v1/refunds", Fields("payment_intnt=pi_1")));
        Assert.NotEmpty(contract.FaultsOfRequest("POST", "/v1/refunds", Fields("amount=5.0")));
        Assert.NotEmpty(contract.FaultsOfRequest("POST", "/v1/refunds", Fields("reason=cold")));
        Assert.NotEmpty(contract.FaultsOfRequest("GET", "/v1/events", Fields("types[x]=a")));
        Assert.NotEmpty(contract.FaultsOfRequest("GET", "/v1/nothing", []));
    }

    [StripeContractFact]
    public async Task and_the_checker_sees_a_wrong_answer()
    {
        var good = await shop.AnIntent();
        var lacking = good.Body.DeepClone().AsObject();
        lacking.Remove("client_secret");
        var surplus = good.Body.DeepClone().AsObject();
        surplus["colour"] = "red";
        var mistyped = good.Body.DeepClone().AsObject();
        mistyped["amount"] = "2500";

        foreach (var wrong in new[] { lacking, surplus, mistyped })
            Assert.NotEmpty(StripeContract.Current!.FaultsOfAnswer("GET", "/v1/payment_intents/pi_1", 200, wrong));
    }

    private static IEnumerable<KeyValuePair<string, string>> Fields(params string[] fields) =>
        fields.Select(f => f.Split('=')).Select(f => KeyValuePair.Create(f[0], f[1]));
}
