namespace RachelFoods.Tests.Sandbox;

[Collection("sandbox")]
public sealed class Three_d_secure(SandboxProcess sandbox)
{
    private readonly SandboxShop shop = new(sandbox);

    [Theory]
    [InlineData("pm_card_authenticationRequired")]
    [InlineData("pm_card_authenticationRequiredOnSetup")]
    [InlineData("pm_card_threeDSecure2Required")]
    public async Task that_is_passed_pays(string card)
    {
        var asked = await Ask(card);

        await shop.AnswerChallenge(asked, "complete");

        var paid = await shop.Get(asked.Path, ("expand[0]", "latest_charge"));
        Assert.Equal("succeeded", paid["status"]);
        Assert.Equal("authenticated", paid["latest_charge.payment_method_details.card.three_d_secure.result"]);
    }

    [Theory]
    [InlineData("fail")]
    [InlineData("close")]
    public async Task that_fails_or_is_closed_leaves_the_intent_payable(string outcome)
    {
        var asked = await Ask("pm_card_authenticationRequired");

        await shop.AnswerChallenge(asked, outcome);

        var failed = await shop.Get(asked.Path);
        Assert.Equal("requires_payment_method", failed["status"]);
        Assert.Equal("payment_intent_authentication_failure", failed["last_payment_error.code"]);
        Assert.Empty((await shop.Books())["charges"]!.AsArray());
        Assert.Equal("succeeded", (await shop.Pay(asked, "pm_card_visa"))["status"]);
    }

    [Theory]
    [InlineData("pm_card_authenticationRequiredChargeDeclinedInsufficientFunds", "insufficient_funds")]
    [InlineData("pm_card_threeDSecureRequiredChargeDeclined", "generic_decline")]
    public async Task that_is_passed_can_still_be_declined(string card, string declineCode)
    {
        var asked = await Ask(card);

        await shop.AnswerChallenge(asked, "complete");

        var declined = await shop.Get(asked.Path);
        Assert.Equal(("requires_payment_method", declineCode), (declined["status"], declined["last_payment_error.decline_code"]));
    }

    [Fact]
    public async Task answered_twice_charges_once()
    {
        var asked = await Ask("pm_card_authenticationRequired");

        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => shop.AnswerChallenge(asked, "complete")));

        Assert.Single((await shop.Books())["charges"]!.AsArray());
    }

    [Fact]
    public async Task without_the_buyer_is_a_decline()
    {
        var intent = await shop.AnIntent();

        var declined = await shop.Post(intent.Path + "/confirm", ("payment_method", "pm_card_authenticationRequired"), ("off_session", "true"));

        Assert.Equal((402, "authentication_required"), (declined.Status, declined["error.code"]));
    }

    [Fact]
    public async Task with_an_own_page_leads_back_to_the_shop()
    {
        var intent = await shop.AnIntent();
        var asked = await shop.Post(intent.Path + "/confirm", ("payment_method", "pm_card_authenticationRequired"),
            ("return_url", "https://shop.test/return?order=7"));
        using var browser = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false });
        using var form = new FormUrlEncodedContent(
            [KeyValuePair.Create("client_secret", intent["client_secret"]), KeyValuePair.Create("outcome", "complete")]);

        var page = await browser.GetStringAsync(new Uri(asked["next_action.redirect_to_url.url"]));
        var back = await browser.PostAsync(new Uri(asked["next_action.redirect_to_url.url"].Split('?')[0]), form);

        Assert.Contains("USD 25.00", page, StringComparison.Ordinal);
        Assert.Equal(303, (int)back.StatusCode);
        var address = back.Headers.Location!.ToString();
        Assert.StartsWith($"https://shop.test/return?order=7&payment_intent={intent["id"]}", address, StringComparison.Ordinal);
        Assert.EndsWith("&redirect_status=succeeded", address, StringComparison.Ordinal);
    }

    private async Task<Reply> Ask(string card)
    {
        var asked = await shop.Pay(await shop.AnIntent(), card);
        Assert.Equal("requires_action", asked["status"]);
        return asked;
    }
}
