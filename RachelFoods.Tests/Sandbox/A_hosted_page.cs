using System.Globalization;
using RachelFoods.Tests.Sandbox.Contract;
using RachelFoods.Tests.Stage;

namespace RachelFoods.Tests.Sandbox;

[Collection("sandbox")]
public sealed class A_hosted_page(SandboxProcess sandbox)
{
    private readonly SandboxShop shop = new(sandbox);

    [Fact]
    public async Task is_paid_without_JavaScript_and_leads_back_to_the_shop()
    {
        var page = await shop.ASession(amount: 2599);

        var shown = await page.Show();
        var paid = await page.Pay();

        Assert.Contains("USD 25.99", shown.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", shown.Html, StringComparison.Ordinal);
        Assert.Equal((303, $"https://shop.test/return?session={page.Session["id"]}"), (paid.Status, paid.Location));
        var session = await shop.Get(page.Session.Path, ("expand[0]", "payment_intent"));
        Assert.Equal(("complete", "paid", ""), (session["status"], session["payment_status"], session["url"]));
        Assert.Equal(("succeeded", "2599", "7"), (session["payment_intent.status"], session["payment_intent.amount_received"],
            session["payment_intent.metadata.order_id"]));
    }

    [Fact]
    public async Task makes_its_intent_when_the_buyer_pays()
    {
        var page = await shop.ASession();

        await page.Show();

        Assert.Equal(("open", "unpaid", ""),
            (page.Session["status"], page.Session["payment_status"], (await shop.Get(page.Session.Path))["payment_intent"]));
        Assert.Empty((await shop.Books())["intents"]!.AsArray());
    }

    [Fact]
    public async Task shows_a_decline_and_takes_another_card()
    {
        var page = await shop.ASession();

        var declined = await page.Pay("4000000000009995");
        var open = await shop.Get(page.Session.Path);
        var paid = await page.Pay();

        Assert.Equal(402, declined.Status);
        Assert.Contains("Your card has insufficient funds.", declined.Html, StringComparison.Ordinal);
        Assert.Equal("open", open["status"]);
        Assert.Equal(303, paid.Status);
        var books = await shop.Books();
        Assert.Single(books["intents"]!.AsArray());
        Assert.Equal(["failed", "succeeded"], books["charges"]!.AsArray().Select(c => c.At("status")!.GetValue<string>()));
    }

    [Theory]
    [InlineData("", "12/34", "123", "number is incomplete")]
    [InlineData("4242424242424241", "12/34", "123", "number is incorrect")]
    [InlineData("4242424242424242", "soon", "123", "date is incomplete")]
    [InlineData("4242424242424242", "13/34", "123", "date is invalid")]
    [InlineData("4242424242424242", "01/24", "123", "date is in the past")]
    [InlineData("4242424242424242", "12/34", "1", "code is incomplete")]
    public async Task says_what_is_wrong_with_the_card(string number, string expiry, string cvc, string says)
    {
        var page = await shop.ASession();

        var refused = await page.Pay(number, expiry, cvc);

        Assert.Equal(402, refused.Status);
        Assert.Contains(says, refused.Html, StringComparison.Ordinal);
        Assert.Empty((await shop.Books())["charges"]!.AsArray());
    }

    [Fact]
    public async Task asks_the_bank_on_a_page_of_its_own()
    {
        var page = await shop.ASession();

        var led = await page.Pay("4000000000003220");
        var bank = await page.Open(led.Location);
        var failed = await page.AnswerChallenge(led, "fail");
        var shown = await page.Open(failed.Location);
        var passed = await page.AnswerChallenge(await page.Pay("4000000000003220"), "complete");

        Assert.Equal(303, led.Status);
        Assert.Contains("Is this payment yours?", bank.Html, StringComparison.Ordinal);
        Assert.Contains("failed authentication", shown.Html, StringComparison.Ordinal);
        Assert.Equal($"https://shop.test/return?session={page.Session["id"]}", passed.Location);
        Assert.Single((await shop.Books())["charges"]!.AsArray());
    }

    [Theory]
    [InlineData("by the shop")]
    [InlineData("by its time")]
    public async Task that_has_expired_cannot_be_paid(string how)
    {
        var page = await shop.ASession();
        await page.Pay("4000000000000002");

        if (how == "by the shop")
            Assert.Equal("expired", (await shop.Post(page.Session.Path + "/expire"))["status"]);
        else
            await shop.Ask(HttpMethod.Post, $"/_sandbox/sessions/{page.Session["id"]}/expire");
        var late = await page.Pay();

        Assert.Contains("This page has expired", late.Html, StringComparison.Ordinal);
        var session = await shop.Get(page.Session.Path, ("expand[0]", "payment_intent"));
        Assert.Equal(("expired", "unpaid", "canceled"), (session["status"], session["payment_status"], session["payment_intent.status"]));
        Assert.DoesNotContain((await shop.Books())["charges"]!.AsArray(), c => c.At("paid")!.GetValue<bool>());
        Assert.Single((await shop.Get("/v1/events", ("type", "checkout.session.expired"))).Body["data"]!.AsArray());
    }

    [Fact]
    public async Task that_has_expired_makes_no_intent_any_more()
    {
        var page = await shop.ASession();
        await shop.Post(page.Session.Path + "/expire");

        await page.Pay();

        Assert.Empty((await shop.Books())["intents"]!.AsArray());
    }

    [Fact]
    public async Task that_is_paid_cannot_expire()
    {
        var page = await shop.ASession();
        await page.Pay();

        var late = await shop.Post(page.Session.Path + "/expire");

        Assert.Equal((400, "invalid_request_error"), (late.Status, late["error.type"]));
        Assert.Equal("complete", (await shop.Get(page.Session.Path))["status"]);
    }

    [Fact]
    public async Task paid_twice_at_once_charges_once()
    {
        var page = await shop.ASession();

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => page.Pay()));

        Assert.All(answers, a => Assert.Equal(303, a.Status));
        Assert.Single((await shop.Books())["charges"]!.AsArray());
    }

    [Fact]
    public async Task keeps_its_intent_from_being_cancelled_behind_its_back()
    {
        var page = await shop.ASession();
        await page.Pay("4000000000000002");
        var session = await shop.Get(page.Session.Path);

        var refused = await shop.Post($"/v1/payment_intents/{session["payment_intent"]}/cancel");

        Assert.Equal(400, refused.Status);
        Assert.Equal(303, (await page.Pay()).Status);
    }

    [Fact]
    public async Task tells_the_shop_what_happened()
    {
        var (catcher, _) = await WebhookCatcher.ForAsync(shop);
        await using var __ = catcher;
        var page = await shop.ASession();

        await page.Pay();

        var caught = await catcher.UntilAsync(seen => seen.Count == 4);
        Assert.Equal(["charge.succeeded", "checkout.session.completed", "payment_intent.created", "payment_intent.succeeded"],
            caught.Select(c => c.Event.At("type")!.GetValue<string>()).Order(StringComparer.Ordinal));
        var completed = (await catcher.FirstAsync("checkout.session.completed")).Event;
        Assert.Equal("7", completed.At("data.object.metadata.order_id")!.GetValue<string>());
        Assert.All(caught, c => Assert.Empty(StripeContract.Current?.FaultsOfEvent(c.Event) ?? []));
    }

    [Fact]
    public async Task is_complete_before_a_slow_bank_has_paid()
    {
        var page = await shop.ASession();
        await shop.Break("processing", $"POST /c/pay/{page.Session["id"]}", ms: 500);

        var back = await page.Pay();
        var meanwhile = await shop.Get(page.Session.Path);

        Assert.Equal(303, back.Status);
        Assert.Equal(("complete", "unpaid"), (meanwhile["status"], meanwhile["payment_status"]));
        await Wait.Until(async () => (await shop.Get(page.Session.Path))["payment_status"] == "paid", "the bank paid");
        Assert.Single((await shop.Get("/v1/events", ("type", "checkout.session.async_payment_succeeded"))).Body["data"]!.AsArray());
    }

    [Theory]
    [InlineData("line_items[0][price_data][unit_amount]", "49", "amount")]
    [InlineData("line_items[0][price_data][unit_amount]", "10.5", "line_items[0][price_data][unit_amount]")]
    [InlineData("line_items[0][price_data][currency]", "xxx", "currency")]
    [InlineData("payment_method_types[0]", "ideal", "payment_method_types")]
    [InlineData("success_url", "shop", "success_url")]
    [InlineData("mode", "", "mode")]
    [InlineData("colour", "red", "colour")]
    public async Task is_not_made_of_bad_parameters(string name, string value, string param)
    {
        var refused = await shop.TryASession(2500, (name, value));

        Assert.Equal((400, "invalid_request_error", param), (refused.Status, refused["error.type"], refused["error.param"]));
    }

    [Theory]
    [InlineData(29, 400)]
    [InlineData(31, 200)]
    [InlineData(23 * 60, 200)]
    [InlineData(24 * 60 + 1, 400)]
    public async Task is_open_from_half_an_hour_to_a_day(int minutes, int status)
    {
        var until = TimeProvider.System.GetUtcNow().AddMinutes(minutes).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

        var made = await shop.TryASession(2500, ("expires_at", until));

        Assert.Equal(status, made.Status);
        Assert.Equal(status == 200 ? until : "", made["expires_at"]);
    }

    [Fact]
    public async Task is_listed_by_its_intent_and_its_time()
    {
        var paid = await shop.ASession();
        await paid.Pay();
        await shop.ASession();
        var intent = (await shop.Get(paid.Session.Path))["payment_intent"];

        var byIntent = await shop.Get("/v1/checkout/sessions", ("payment_intent", intent));
        var open = await shop.Get("/v1/checkout/sessions", ("status", "open"));
        var later = await shop.Get("/v1/checkout/sessions",
            ("created[gt]", TimeProvider.System.GetUtcNow().AddMinutes(1).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)));

        Assert.Equal(paid.Session["id"], Assert.Single(byIntent.Body["data"]!.AsArray()).At("id")!.GetValue<string>());
        Assert.Single(open.Body["data"]!.AsArray());
        Assert.Empty(later.Body["data"]!.AsArray());
        Assert.Equal(2, (await shop.Books())["sessions"]!.AsArray().Count);
    }
}
