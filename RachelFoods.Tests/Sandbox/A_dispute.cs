using System.Globalization;
using RachelFoods.Tests.Sandbox.Contract;
using RachelFoods.Tests.Stage;

namespace RachelFoods.Tests.Sandbox;

[Collection("sandbox")]
public sealed class A_dispute(SandboxProcess sandbox)
{
    private readonly SandboxShop shop = new(sandbox);

    [Theory]
    [InlineData("pm_card_createDispute", "fraudulent")]
    [InlineData("pm_card_createDisputeProductNotReceived", "product_not_received")]
    public async Task takes_the_money_and_a_fee_at_once(string card, string reason)
    {
        var paid = await shop.APaidIntent(amount: 10_000, card);

        var dispute = await TheDisputeOf(paid);

        Assert.Equal(("needs_response", reason, "10000", "false"),
            (dispute["status"], dispute["reason"], dispute["amount"], dispute["is_charge_refundable"]));
        Assert.Equal(("-10000", "1500", "dispute"), (dispute["balance_transactions.0.amount"], dispute["balance_transactions.0.fee"],
            dispute["balance_transactions.0.reporting_category"]));
        Assert.True(long.Parse(dispute["evidence_details.due_by"], CultureInfo.InvariantCulture) > Now());
        Assert.Equal("true", (await shop.Get($"/v1/charges/{paid["latest_charge"]}"))["disputed"]);
        Assert.Equal("""{"charged":10000,"refunded":0,"disputed":10000,"fees":1820,"net":-1820}""", await Sums());
        Assert.Equal(["charge.dispute.created", "charge.dispute.funds_withdrawn"], await Told());
    }

    [Fact]
    public async Task that_is_won_gives_the_money_back()
    {
        var dispute = await TheDisputeOf(await shop.APaidIntent(amount: 10_000, "pm_card_createDispute"));

        var answered = await shop.Post(dispute.Path, ("evidence[uncategorized_text]", "winning_evidence"));
        var won = await Until(dispute, "won");

        Assert.Equal(("under_review", "1"), (answered["status"], answered["evidence_details.submission_count"]));
        Assert.Equal(("10000", "0"), (won["balance_transactions.1.amount"], won["balance_transactions.1.fee"]));
        Assert.Equal("""{"charged":10000,"refunded":0,"disputed":0,"fees":1820,"net":8180}""", await Sums());
        Assert.Equal(["charge.dispute.closed", "charge.dispute.created", "charge.dispute.funds_reinstated", "charge.dispute.funds_withdrawn",
            "charge.dispute.updated"], await Told());
    }

    [Fact]
    public async Task that_is_lost_moves_no_more_money()
    {
        var dispute = await TheDisputeOf(await shop.APaidIntent(card: "pm_card_createDispute"));

        await shop.Post(dispute.Path, ("evidence[uncategorized_text]", "losing_evidence"), ("submit", "true"));
        var lost = await Until(dispute, "lost");

        Assert.Single(lost.Body["balance_transactions"]!.AsArray());
        Assert.DoesNotContain("charge.dispute.funds_reinstated", await Told());
    }

    [Fact]
    public async Task that_only_inquires_moves_no_money()
    {
        var paid = await shop.APaidIntent(amount: 10_000, "pm_card_createDisputeInquiry");
        var dispute = await TheDisputeOf(paid);

        await shop.Post(dispute.Path, ("evidence[uncategorized_text]", "winning_evidence"));
        var closed = await Until(dispute, "warning_closed");

        Assert.Equal(("warning_needs_response", "true"), (dispute["status"], dispute["is_charge_refundable"]));
        Assert.Empty(closed.Body["balance_transactions"]!.AsArray());
        Assert.Equal(["charge.dispute.closed", "charge.dispute.created", "charge.dispute.updated"], await Told());
        Assert.Equal(200, (await shop.Post("/v1/refunds", ("payment_intent", paid["id"]))).Status);
    }

    [Fact]
    public async Task that_escalates_takes_the_money_later()
    {
        var dispute = await TheDisputeOf(await shop.APaidIntent(amount: 10_000, "pm_card_createDisputeInquiry"));

        var asked = await shop.Post(dispute.Path, ("evidence[uncategorized_text]", "escalate_inquiry_evidence"));
        var escalated = await Until(dispute, "needs_response");

        Assert.Equal("warning_under_review", asked["status"]);
        Assert.Equal("-10000", escalated["balance_transactions.0.amount"]);
        Assert.Contains("charge.dispute.funds_withdrawn", await Told());
    }

    [Fact]
    public async Task is_accepted_by_closing_it()
    {
        var dispute = await TheDisputeOf(await shop.APaidIntent(card: "pm_card_createDispute"));

        var closed = await shop.Post(dispute.Path + "/close");
        var again = await shop.Post(dispute.Path + "/close");

        Assert.Equal(("lost", 400), (closed["status"], again.Status));
    }

    [Fact]
    public async Task keeps_evidence_that_is_not_submitted_yet()
    {
        var dispute = await TheDisputeOf(await shop.APaidIntent(card: "pm_card_createDispute"));

        var staged = await shop.Post(dispute.Path, ("evidence[product_description]", "Egusi"), ("submit", "false"));
        var submitted = await shop.Post(dispute.Path, ("submit", "true"));
        var more = await shop.Post(dispute.Path, ("evidence[product_description]", "Jollof"));

        Assert.Equal(("needs_response", "true", "0"),
            (staged["status"], staged["evidence_details.has_evidence"], staged["evidence_details.submission_count"]));
        Assert.Equal(("under_review", "Egusi"), (submitted["status"], submitted["evidence.product_description"]));
        Assert.Equal(400, more.Status);
    }

    [Fact]
    public async Task blocks_a_refund_until_it_is_won()
    {
        var paid = await shop.APaidIntent(card: "pm_card_createDispute");
        var dispute = await TheDisputeOf(paid);

        var refused = await shop.Post("/v1/refunds", ("payment_intent", paid["id"]));
        await Settle(dispute, "won");
        var refunded = await shop.Post("/v1/refunds", ("payment_intent", paid["id"]));

        Assert.Equal((400, "charge_disputed"), (refused.Status, refused["error.code"]));
        Assert.Equal("succeeded", refunded["status"]);
    }

    [Fact]
    public async Task opens_and_ends_at_a_tests_will()
    {
        var (paid, due) = (await shop.APaidIntent(amount: 10_000), Now() + 3600);
        await shop.Ask(HttpMethod.Post, $"/_sandbox/charges/{paid["latest_charge"]}/dispute",
            new { kind = "inquiry", amount = 4000, due_by = due });
        var inquiry = await TheDisputeOf(paid);

        await Settle(inquiry, "warning_under_review");
        await Settle(inquiry, "needs_response");
        await Settle(inquiry, "under_review");
        await Settle(inquiry, "lost");

        Assert.Equal(("4000", $"{due}"), (inquiry["amount"], inquiry["evidence_details.due_by"]));
        Assert.Equal("lost", (await shop.Get(inquiry.Path))["status"]);
        Assert.Equal(4000, (await shop.Books()).At("balance.usd.disputed")!.GetValue<long>());
    }

    [Fact]
    public async Task is_told_of_beforehand_by_a_warning()
    {
        var (catcher, _) = await WebhookCatcher.ForAsync(shop);
        await using var __ = catcher;

        var paid = await shop.APaidIntent(card: "pm_card_createIssuerFraudRecord");

        var told = await catcher.FirstAsync("radar.early_fraud_warning.created");
        Assert.Equal(paid["latest_charge"], told.Event.At("data.object.charge")!.GetValue<string>());
        Assert.Empty(StripeContract.Current?.FaultsOfEvent(told.Event) ?? []);
        Assert.Empty((await shop.Get("/v1/disputes")).Body["data"]!.AsArray());
    }

    [Fact]
    public async Task is_listed_by_its_charge_and_its_time()
    {
        var paid = await shop.APaidIntent(card: "pm_card_createDispute");
        await shop.APaidIntent(card: "pm_card_createDisputeInquiry");

        var byCharge = await shop.Get("/v1/disputes", ("charge", paid["latest_charge"]));
        var recent = await shop.Get("/v1/disputes", ("created[gte]", $"{Now() - 60}"));
        var older = await shop.Get("/v1/disputes", ("created[lt]", $"{Now() - 60}"));

        Assert.Equal("fraudulent", Assert.Single(byCharge.Body["data"]!.AsArray()).At("reason")!.GetValue<string>());
        Assert.Equal(2, recent.Body["data"]!.AsArray().Count);
        Assert.Empty(older.Body["data"]!.AsArray());
    }

    private async Task<Reply> TheDisputeOf(Reply paid)
    {
        var listed = await shop.Get("/v1/disputes", ("payment_intent", paid["id"]));
        return await shop.Get($"/v1/disputes/{listed["data.0.id"]}");
    }

    private async Task<Reply> Until(Reply dispute, string status)
    {
        await Wait.Until(async () => (await shop.Get(dispute.Path))["status"] == status, $"the dispute became {status}");
        return await shop.Get(dispute.Path);
    }

    private Task Settle(Reply dispute, string status) =>
        shop.Ask(HttpMethod.Post, $"/_sandbox/disputes/{dispute["id"]}/settle", new { status });

    private async Task<string> Sums() => (await shop.Books()).At("balance.usd")!.ToJsonString();

    private async Task<string[]> Told() => [.. (await shop.Get("/v1/events", ("type", "charge.dispute.*"))).Body["data"]!.AsArray()
        .Select(e => e.At("type")!.GetValue<string>()).Order(StringComparer.Ordinal)];

    private static long Now() => TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
}
