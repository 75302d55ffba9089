namespace RachelFoods.Tests.Sandbox;

[Collection("sandbox")]
public sealed class Tampering_with_the_books(SandboxProcess sandbox)
{
    private readonly SandboxShop shop = new(sandbox);

    [Fact]
    public async Task pays_an_intent_that_was_cancelled()
    {
        var intent = await shop.AnIntent();
        await shop.Post(intent.Path + "/cancel");

        await shop.Ask(HttpMethod.Post, $"/_sandbox/intents/{intent["id"]}/pay_anyway");

        var paid = await shop.Get(intent.Path);
        Assert.Equal(("succeeded", "2500"), (paid["status"], paid["amount_received"]));
        Assert.Equal(2500, (await shop.Books()).At("balance.usd.charged")!.GetValue<long>());
        Assert.Single((await shop.Get("/v1/events", ("type", "payment_intent.succeeded"))).Body["data"]!.AsArray());
    }

    [Fact]
    public async Task pays_a_hosted_page_that_has_expired()
    {
        var page = await shop.ASession();
        await shop.Post(page.Session.Path + "/expire");

        await shop.Ask(HttpMethod.Post, $"/_sandbox/intents/{page.Session["id"]}/pay_anyway", new { card = "pm_card_mastercard" });

        var paid = await shop.Get(page.Session.Path, ("expand[0]", "payment_intent"));
        Assert.Equal(("complete", "paid", "7"), (paid["status"], paid["payment_status"], paid["payment_intent.metadata.order_id"]));
        Assert.Single((await shop.Get("/v1/events", ("type", "checkout.session.completed"))).Body["data"]!.AsArray());
    }

    [Fact]
    public async Task changes_what_is_read_and_tells_nobody()
    {
        var paid = await shop.APaidIntent();
        var refund = await shop.Post("/v1/refunds", ("payment_intent", paid["id"]), ("amount", "100"), ("metadata[order_id]", "7"));
        var events = (await shop.Books())["events"]!.AsArray().Count;

        await Change(paid["id"], new { amount_received = 2400, metadata = new { order_id = "8" } });
        await Change(paid["latest_charge"], new { currency = "eur", status = "failed" });
        await Change(refund["id"], new { status = "failed", metadata = new { order_id = (string?)null } });

        var read = await shop.Get(paid.Path, ("expand[0]", "latest_charge"));
        Assert.Equal(("2400", "8", "eur", "failed"),
            (read["amount_received"], read["metadata.order_id"], read["latest_charge.currency"], read["latest_charge.status"]));
        Assert.Equal(("failed", ""), ((await shop.Get("/v1/refunds"))["data.0.status"], (await shop.Get(refund.Path))["metadata.order_id"]));
        var books = await shop.Books();
        Assert.Equal(2400, books.At("intents.0.amount_received")!.GetValue<long>());
        Assert.Equal(events, books["events"]!.AsArray().Count);
        Assert.Equal(2500, (await shop.Get("/v1/events", ("type", "payment_intent.succeeded"))).Body.At("data.0.data.object.amount_received")!.GetValue<long>());
    }

    [Fact]
    public async Task makes_an_object_disappear()
    {
        var paid = await shop.APaidIntent();

        await shop.Ask(HttpMethod.Delete, $"/_sandbox/objects/{paid["id"]}");

        Assert.Equal(404, (await shop.Get(paid.Path)).Status);
        Assert.Empty((await shop.Get("/v1/payment_intents")).Body["data"]!.AsArray());
    }

    [Theory]
    [InlineData("/v1/payment_intents", 1)]
    [InlineData("/v1/charges", 1)]
    [InlineData("/v1/refunds", 1)]
    [InlineData("/v1/balance_transactions", 2)]
    [InlineData("/v1/events", 5)]
    public async Task leaves_every_list_its_range_of_times(string list, int entries)
    {
        var paid = await shop.APaidIntent();
        await shop.Post("/v1/refunds", ("payment_intent", paid["id"]), ("amount", "100"));
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();

        var all = await shop.Get(list, ("created[gte]", $"{now - 60}"), ("created[lte]", $"{now + 60}"));

        Assert.Equal(entries, all.Body["data"]!.AsArray().Count);
        Assert.Empty((await shop.Get(list, ("created[gt]", $"{now + 60}"))).Body["data"]!.AsArray());
        Assert.Empty((await shop.Get(list, ("created[lt]", $"{now - 60}"))).Body["data"]!.AsArray());
    }

    private Task Change(string id, object patch) => shop.Ask(HttpMethod.Post, $"/_sandbox/objects/{id}", patch);
}
