namespace RachelFoods.Tests.Sandbox;

[Collection("sandbox")]
public sealed class A_test_card(SandboxProcess sandbox)
{
    private readonly SandboxShop shop = new(sandbox);

    [Theory]
    [InlineData("4242424242424242", "pm_card_visa", "visa")]
    [InlineData("5555555555554444", "pm_card_mastercard", "mastercard")]
    [InlineData("378282246310005", "pm_card_amex", "amex")]
    [InlineData("4000000000009235", "pm_card_riskLevelElevated", "visa")]
    [InlineData("4000000000000101", "pm_card_cvcCheckFail", "visa")]
    [InlineData("4000000000000036", "pm_card_avsZipFail", "visa")]
    [InlineData("4000000000007726", "pm_card_pendingRefund", "visa")]
    [InlineData("4000000000005126", "pm_card_refundFail", "visa")]
    [InlineData("4000000000000077", "pm_card_bypassPending", "visa")]
    public async Task that_is_good_pays(string number, string name, string brand)
    {
        var byNumber = await PayByNumber(number);
        var byName = await shop.Pay(await shop.AnIntent(), name);

        Assert.Equal(("succeeded", "succeeded"), (byNumber["status"], byName["status"]));
        var charge = await shop.Get($"/v1/charges/{byNumber["latest_charge"]}");
        Assert.Equal((brand, number[^4..]), (charge["payment_method_details.card.brand"], charge["payment_method_details.card.last4"]));
    }

    [Theory]
    [InlineData("4000000000000002", "pm_card_visa_chargeDeclined", "card_declined", "generic_decline")]
    [InlineData("4000000000000002", "pm_card_chargeDeclined", "card_declined", "generic_decline")]
    [InlineData("4000000000009995", "pm_card_chargeDeclinedInsufficientFunds", "card_declined", "insufficient_funds")]
    [InlineData("4000000000009987", "pm_card_visa_chargeDeclinedLostCard", "card_declined", "lost_card")]
    [InlineData("4000000000009979", "pm_card_visa_chargeDeclinedStolenCard", "card_declined", "stolen_card")]
    [InlineData("4000000000000069", "pm_card_chargeDeclinedExpiredCard", "expired_card", "")]
    [InlineData("4000000000000127", "pm_card_chargeDeclinedIncorrectCvc", "incorrect_cvc", "")]
    [InlineData("4000000000000119", "pm_card_chargeDeclinedProcessingError", "processing_error", "")]
    [InlineData("4000000000000341", "pm_card_chargeCustomerFail", "card_declined", "generic_decline")]
    [InlineData("4000008400001280", "pm_card_threeDSecureRequiredProcessingError", "card_declined", "generic_decline")]
    [InlineData("4100000000000019", "pm_card_radarBlock", "card_declined", "fraudulent")]
    [InlineData("4000000000004954", "pm_card_riskLevelHighest", "card_declined", "fraudulent")]
    public async Task that_is_bad_is_declined_and_another_can_pay(string number, string name, string code, string declineCode)
    {
        var byNumber = await PayByNumber(number);
        var intent = await shop.AnIntent();
        var byName = await shop.Pay(intent, name);

        foreach (var declined in new[] { byNumber, byName })
        {
            Assert.Equal((402, "card_error"), (declined.Status, declined["error.type"]));
            Assert.Equal((code, declineCode), (declined["error.code"], declined["error.decline_code"]));
            Assert.Equal("requires_payment_method", declined["error.payment_intent.status"]);
            Assert.Equal(code, declined["error.payment_intent.last_payment_error.code"]);
            Assert.Equal("failed", (await shop.Get($"/v1/charges/{declined["error.charge"]}"))["status"]);
        }
        Assert.Equal("succeeded", (await shop.Pay(intent, "pm_card_visa"))["status"]);
    }

    [Fact]
    public async Task that_Radar_blocks_never_reaches_the_bank()
    {
        var blocked = await shop.Pay(await shop.AnIntent(), "pm_card_radarBlock");

        var charge = await shop.Get($"/v1/charges/{blocked["error.charge"]}");

        Assert.Equal(("blocked", "not_sent_to_network", "highest"),
            (charge["outcome.type"], charge["outcome.network_status"], charge["outcome.risk_level"]));
    }

    [Theory]
    [InlineData("4242424242424241", "incorrect_number", "")]
    [InlineData("4111111111111111", "card_declined", "test_mode_live_card")]
    public async Task that_is_none_is_refused(string number, string code, string declineCode)
    {
        var refused = await NewMethod(number);

        Assert.Equal((402, code, declineCode), (refused.Status, refused["error.code"], refused["error.decline_code"]));
    }

    [Fact]
    public async Task whose_checks_fail_says_so()
    {
        var paid = await PayByNumber("4000000000000036");

        var charge = await shop.Get($"/v1/charges/{paid["latest_charge"]}");

        Assert.Equal("fail", charge["payment_method_details.card.checks.address_postal_code_check"]);
    }

    private async Task<Reply> PayByNumber(string number)
    {
        var intent = await shop.AnIntent();
        var method = await NewMethod(number);
        Assert.Equal(200, method.Status);
        return await shop.FromBrowser(HttpMethod.Post, intent.Path + "/confirm", ("client_secret", intent["client_secret"]),
            ("payment_method", method["id"]), ("use_stripe_sdk", "true"), ("return_url", "https://shop.test/return"));
    }

    private Task<Reply> NewMethod(string number) => shop.FromBrowser(HttpMethod.Post, "/v1/payment_methods",
        ("type", "card"), ("card[number]", number), ("card[exp_month]", "12"), ("card[exp_year]", "2034"), ("card[cvc]", "123"),
        ("billing_details[address][country]", "US"), ("billing_details[address][postal_code]", "10001"));
}
