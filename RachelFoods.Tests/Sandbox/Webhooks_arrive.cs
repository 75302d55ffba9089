using System.Text;
using RachelFoods.Tests.Sandbox.Contract;
using Stripe;

namespace RachelFoods.Tests.Sandbox;

[Collection("sandbox")]
public sealed class Webhooks_arrive(SandboxProcess sandbox)
{
    private readonly SandboxShop shop = new(sandbox);

    [Fact]
    public async Task signed_so_that_the_client_accepts_them()
    {
        var (catcher, secret) = await WebhookCatcher.ForAsync(shop);
        await using var _ = catcher;

        var paid = await shop.APaidIntent();

        var caught = await catcher.FirstAsync("payment_intent.succeeded");
        var read = EventUtility.ConstructEvent(Encoding.UTF8.GetString(caught.Raw), caught.Signature, secret);
        Assert.Equal(paid["id"], ((PaymentIntent)read.Data.Object).Id);
        Assert.Throws<StripeException>(() => EventUtility.ConstructEvent(Encoding.UTF8.GetString(caught.Raw), caught.Signature, secret + "x"));
    }

    [Fact]
    public async Task under_the_stores_own_host()
    {
        var (catcher, _) = await WebhookCatcher.ForAsync(shop, host: "second.localhost");
        await using var __ = catcher;

        await shop.AnIntent();

        Assert.Equal("second.localhost", (await catcher.FirstAsync("payment_intent.created")).Host);
    }

    [Fact]
    public async Task again_until_they_are_taken()
    {
        var (catcher, _) = await WebhookCatcher.ForAsync(shop);
        await using var __ = catcher;
        catcher.Refuse(next: 2);

        await shop.AnIntent();

        var tries = await catcher.UntilAsync(seen => seen.Count == 3);
        Assert.Single(tries.Select(t => t.Event.At("id")!.GetValue<string>()).Distinct(StringComparer.Ordinal));
        await UntilDelivered(await EventId("payment_intent.created"));
    }

    [Fact]
    public async Task never_when_dropped_but_are_listed()
    {
        var (catcher, _) = await WebhookCatcher.ForAsync(shop);
        await using var __ = catcher;
        await shop.Break("webhook_drop", "payment_intent.succeeded");

        await shop.APaidIntent();

        await catcher.FirstAsync("charge.succeeded");
        var missed = await shop.Get("/v1/events", ("delivery_success", "false"), ("types[0]", "payment_intent.succeeded"));
        Assert.Equal("payment_intent.succeeded", missed["data.0.type"]);
        Assert.Equal("1", missed["data.0.pending_webhooks"]);
        Assert.DoesNotContain(catcher.All, c => WebhookCatcher.Is(c, "payment_intent.succeeded"));
    }

    [Fact]
    public async Task and_count_as_missed_until_every_endpoint_has_them()
    {
        await shop.AnIntent();
        var unheard = await Missed();
        var (catcher, _) = await WebhookCatcher.ForAsync(shop);
        await using var __ = catcher;
        catcher.Refuse(next: 1000);
        await shop.AnIntent();
        await catcher.UntilAsync(seen => seen.Count == 3);
        var refused = await Missed();
        catcher.Refuse(next: 0);

        foreach (var id in refused)
            await shop.Redeliver(id, times: 1, parallel: false);

        Assert.Single(unheard);
        Assert.Equal(2, refused.Length);
        Assert.Empty(await Missed());
    }

    [Fact]
    public async Task several_times_when_doubled()
    {
        var (catcher, _) = await WebhookCatcher.ForAsync(shop);
        await using var __ = catcher;
        await shop.Break("webhook_duplicate", "payment_intent.created", count: 3);

        await shop.AnIntent();

        Assert.Equal(3, (await catcher.UntilAsync(seen => seen.Count == 3)).Count);
    }

    [Fact]
    public async Task side_by_side_by_hand()
    {
        var (catcher, _) = await WebhookCatcher.ForAsync(shop);
        await using var __ = catcher;
        await shop.AnIntent();
        await catcher.FirstAsync("payment_intent.created");

        var statuses = await shop.Redeliver(await EventId("payment_intent.created"), times: 20, parallel: true);

        Assert.Equal(Enumerable.Repeat(200, 20), statuses);
        Assert.Equal(21, catcher.All.Count);
    }

    [Theory]
    [InlineData("webhook_wrong_secret")]
    [InlineData("webhook_old_timestamp")]
    [InlineData("webhook_other_version")]
    public async Task so_that_the_client_refuses_them(string fault)
    {
        var (catcher, secret) = await WebhookCatcher.ForAsync(shop);
        await using var _ = catcher;
        await shop.Break(fault, "payment_intent.created");

        await shop.AnIntent();

        var caught = await catcher.FirstAsync("payment_intent.created");
        Assert.Throws<StripeException>(() => EventUtility.ConstructEvent(Encoding.UTF8.GetString(caught.Raw), caught.Signature, secret));
    }

    [Fact]
    public async Task with_two_signatures_while_the_secret_changes()
    {
        var (catcher, secret) = await WebhookCatcher.ForAsync(shop);
        await using var _ = catcher;
        await shop.Break("webhook_two_signatures", "payment_intent.created");

        await shop.AnIntent();

        var caught = await catcher.FirstAsync("payment_intent.created");
        Assert.Equal(2, caught.Signature.Split("v1=").Length - 1);
        EventUtility.ConstructEvent(Encoding.UTF8.GetString(caught.Raw), caught.Signature, secret);
    }

    [Fact]
    public async Task after_a_later_one_when_reordered()
    {
        var (catcher, _) = await WebhookCatcher.ForAsync(shop);
        await using var __ = catcher;
        await shop.Break("webhook_reorder", "payment_intent.created");

        await shop.APaidIntent();

        await catcher.FirstAsync("payment_intent.created");
        Assert.False(WebhookCatcher.Is(catcher.All[0], "payment_intent.created"));
    }

    [Fact]
    public async Task for_every_step_of_a_payment()
    {
        var (catcher, _) = await WebhookCatcher.ForAsync(shop);
        await using var __ = catcher;
        var intent = await shop.AnIntent();
        await shop.Pay(intent, "pm_card_chargeDeclined");
        await shop.Pay(intent, "pm_card_authenticationRequired");
        await shop.AnswerChallenge(intent, "complete");
        await shop.Post("/v1/refunds", ("payment_intent", intent["id"]), ("amount", "500"));
        await shop.Post((await shop.AnIntent()).Path + "/cancel");

        var caught = await catcher.UntilAsync(seen => seen.Count == 10);

        Assert.Equal(
            ["charge.failed", "charge.refunded", "charge.succeeded", "payment_intent.canceled", "payment_intent.created",
                "payment_intent.created", "payment_intent.payment_failed", "payment_intent.requires_action", "payment_intent.succeeded",
                "refund.created"],
            caught.Select(c => c.Event.At("type")!.GetValue<string>()).Order(StringComparer.Ordinal));
        Assert.All(caught, c => Assert.Empty(StripeContract.Current?.FaultsOfEvent(c.Event) ?? []));
    }

    private async Task<string[]> Missed() =>
        [.. (await shop.Get("/v1/events", ("delivery_success", "false"), ("types[0]", "payment_intent.created"), ("types[1]", "charge.failed")))
            .Body["data"]!.AsArray().Select(e => e.At("id")!.GetValue<string>())];

    private async Task<string> EventId(string type) => (await shop.Get("/v1/events", ("type", type)))["data.0.id"];

    private async Task UntilDelivered(string eventId)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        while ((await shop.Get($"/v1/events/{eventId}"))["pending_webhooks"] != "0")
            limit.Token.ThrowIfCancellationRequested();
    }
}
