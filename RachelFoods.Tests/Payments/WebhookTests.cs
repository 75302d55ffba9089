using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using RachelFoods.Tests.Orders;
using RachelFoods.Tests.Stage;
using RachelFoods.Web.Modules.Orders;
using RachelFoods.Web.Modules.Payments;
using Stripe;
using static RachelFoods.Tests.Payments.PaymentStage;

namespace RachelFoods.Tests.Payments;

[Collection("stripe")]
public sealed class A_webhook(Shop shop) : IClassFixture<Shop>
{
    private static long Now => TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();

    // Seen to fail without the unique key of stripe_events: then the event was kept twenty times.
    [Fact]
    public async Task sent_twenty_times_at_once_has_one_effect()
    {
        var order = await shop.AnOrderAtTheTill();
        var intent = await shop.PreparedIntent(order);
        await shop.Fault(new { kind = "webhook_drop", match = "payment_intent.succeeded", times = 1 });
        await shop.PayAtStripe(intent);
        var body = Event($"evt_{Guid.NewGuid():N}", "payment_intent.succeeded", intent);

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => SendAsync(body, Sign(body))));

        Assert.All(answers, status => Assert.Equal(HttpStatusCode.OK, status));
        await shop.UntilPaid(order);
        Assert.Single(await shop.EventsAbout(intent, "payment_intent.succeeded"));
        Assert.Single((await shop.Look(order)).History, move => move.To == OrderStatus.Paid);
    }

    [Fact]
    public async Task about_an_older_state_moves_nothing_back()
    {
        var order = await shop.AnOrderAtTheTill();
        var intent = await shop.PreparedIntent(order);
        await shop.PayAtStripe(intent);
        await shop.UntilPaid(order);

        foreach (var type in new[] { "payment_intent.payment_failed", "payment_intent.canceled", "payment_intent.succeeded" })
        {
            var body = Event($"evt_{Guid.NewGuid():N}", type, intent);
            Assert.Equal(HttpStatusCode.OK, await SendAsync(body, Sign(body)));
        }

        await Until(async () => (await shop.EventsAbout(intent)).TrueForAll(e => e.ProcessedAt is not null), "all events are processed");
        Assert.Equal(OrderStatus.Paid, (await shop.Look(order)).Status);
    }

    [Fact]
    public async Task about_nothing_of_ours_is_parked_with_its_reason()
    {
        var intent = $"pi_{Guid.NewGuid():N}";
        var body = Event($"evt_{Guid.NewGuid():N}", "payment_intent.succeeded", intent);

        Assert.Equal(HttpStatusCode.OK, await SendAsync(body, Sign(body)));

        await Until(async () => (await shop.EventsAbout(intent)).Single().ParkedBecause is not null, "the event is parked");
    }

    // Seen to be neither done nor parked.
    [Fact]
    public async Task about_a_payment_that_was_never_asked_for_is_parked()
    {
        var order = await shop.AnOrderAtTheTill();
        var (intent, payment) = ($"pi_{Guid.NewGuid():N}", Assert.Single(await shop.PaymentsOf(order)));
        var body = Event($"evt_{Guid.NewGuid():N}", "payment_intent.succeeded", intent, $$"""{"payment_id":"{{payment.Id}}"}""");

        Assert.Equal(HttpStatusCode.OK, await SendAsync(body, Sign(body)));

        await Until(async () => (await shop.EventsAbout(intent)).Single().ParkedBecause is not null, "the event is parked");
        Assert.Equal(OrderStatus.Pending, (await shop.Look(order)).Status);
    }

    [Fact]
    public async Task met_again_does_not_keep_the_next_one_out()
    {
        var (first, second) = ($"evt_{Guid.NewGuid():N}", $"evt_{Guid.NewGuid():N}");

        await shop.Run(async services =>
        {
            foreach (var id in new[] { first, first, second })
            {
                await services.GetRequiredService<StripeInbox>().KeepAsync(new StripeHint(id, "customer.created", null, null, null, null, null), default);
            }
            return true;
        });

        Assert.Equal(second, (await shop.EventNamed(second)).EventId);
    }

    [Fact]
    public async Task of_a_kind_that_needs_nothing_is_kept_and_done()
    {
        var intent = $"pi_{Guid.NewGuid():N}";
        var body = Event($"evt_{Guid.NewGuid():N}", "customer.created", intent);

        Assert.Equal(HttpStatusCode.OK, await SendAsync(body, Sign(body)));

        await Until(async () => (await shop.EventsAbout(intent)).Single().ProcessedAt is not null, "the event is done");
    }

    // Of an event only ids are read, and those have no version.
    [Fact]
    public async Task of_another_version_of_the_API_counts_and_is_noted()
    {
        var (id, order) = ($"evt_{Guid.NewGuid():N}", await shop.AnOrderAtTheTill());
        var intent = await shop.PreparedIntent(order);
        var body = Event(id, "payment_intent.created", intent).Replace("2026-07-29.dahlia", "2020-08-27", StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.OK, await SendAsync(body, Sign(body)));

        Assert.Contains("is of API version", await TestStage.Log.FindAsync($"\"StripeEventId\":\"{id}\",\"ApiVersion\":\"2020-08-27\""), StringComparison.Ordinal);
        await Until(async () => (await shop.EventNamed(id)).ProcessedAt is not null, "the event is done");
    }

    [Fact]
    public async Task about_something_without_an_id_is_kept_and_done()
    {
        await shop.AnOrderAtTheTill(); // Its payment has no id at Stripe yet either.
        await shop.AnOrderAtTheTill();
        var id = $"evt_{Guid.NewGuid():N}";
        var body = Event(id, "balance.available", "none").Replace("\"id\":\"none\",", "", StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.OK, await SendAsync(body, Sign(body)));

        await Until(async () => (await shop.EventNamed(id)).ProcessedAt is not null, "the event is done");
    }

    [Theory]
    [InlineData("no header")]
    [InlineData("junk")]
    [InlineData("t=soon,v1=00")]
    [InlineData("t=99999999999999999999,v1=00")]
    [InlineData("wrong secret")]
    [InlineData("one byte changed")]
    [InlineData("301 seconds old")]
    [InlineData("301 seconds early")]
    [InlineData("only v0")]
    public async Task without_a_valid_signature_is_refused_and_forgotten(string fault)
    {
        var intent = $"pi_{Guid.NewGuid():N}";
        var body = Event($"evt_{Guid.NewGuid():N}", "payment_intent.succeeded", intent);
        var (sent, header) = fault switch
        {
            "no header" => (body, null),
            "wrong secret" => (body, EventUtility.GenerateSignatureHeader(body, "whsec_other", Now)),
            "one byte changed" => (body.Replace("succeeded", "succeedeD", StringComparison.Ordinal), Sign(body)),
            "301 seconds old" => (body, Sign(body, Now - 302)),
            "301 seconds early" => (body, Sign(body, Now + 310)),
            "only v0" => (body, Sign(body).Replace("v1=", "v0=", StringComparison.Ordinal)),
            _ => (body, fault),
        };

        Assert.Equal(HttpStatusCode.BadRequest, await SendAsync(sent, header));
        Assert.Empty(await shop.EventsAbout(intent));
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"id":"evt_1","type":7,"data":{"object":3}}""")]
    public async Task that_is_signed_but_cannot_be_read_is_refused(string body) =>
        Assert.Equal(HttpStatusCode.BadRequest, await SendAsync(body, Sign(body)));

    [Fact]
    public async Task signed_with_the_older_of_two_secrets_counts_while_they_are_rotated()
    {
        var body = Event($"evt_{Guid.NewGuid():N}", "customer.created", $"pi_{Guid.NewGuid():N}");

        Assert.Equal(HttpStatusCode.OK, await SendAsync(body, EventUtility.GenerateSignatureHeader(body, TestStage.OlderWebhookSecret, Now)));
    }

    private static string Event(string id, string type, string objectId, string metadata = "{}") =>
        $$$"""
        {"id":"{{{id}}}","object":"event","api_version":"2026-07-29.dahlia","created":{{{Now}}},"livemode":false,"pending_webhooks":1,
        "type":"{{{type}}}","data":{"object":{"id":"{{{objectId}}}","object":"payment_intent","metadata":{{{metadata}}} } } }
        """;

    private static string Sign(string body, long? at = null) =>
        EventUtility.GenerateSignatureHeader(body, TestStage.WebhookSecret, at ?? Now);

    private async Task<HttpStatusCode> SendAsync(string body, string? signature)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(shop.Stage.Address, "/webhooks/stripe"))
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        if (signature is not null)
        {
            request.Headers.TryAddWithoutValidation("Stripe-Signature", signature);
        }
        using var answer = await http.SendAsync(request);
        return answer.StatusCode;
    }
}
