using System.Net;
using System.Text;
using RachelFoods.Tests.Orders;
using RachelFoods.Tests.Stage;
using RachelFoods.Web.Kernel;
using RachelFoods.Web.Modules.Orders;
using RachelFoods.Web.Modules.Stores;
using Stripe;
using static RachelFoods.Tests.Payments.PaymentStage;

namespace RachelFoods.Tests.Payments;

/// <summary>Whose an event is: the host, the secret that signed it, and what its object says of stores.</summary>
[Collection("stripe")]
public sealed class A_webhook_among_several_stores(Shop shop) : IClassFixture<Shop>
{
    private readonly string _id = $"evt_{Guid.NewGuid():N}";

    [Fact]
    public async Task signed_by_a_stores_own_secret_is_kept_there()
    {
        var store = await AStoreWithKeys();

        Assert.Equal(HttpStatusCode.OK, await SendAsync(store.CanonicalHost, "whsec_own", Event()));

        Assert.NotNull(await shop.EventAt(store.Id, _id));
    }

    [Fact]
    public async Task signed_by_another_stores_secret_is_refused()
    {
        await AStoreWithKeys();

        Assert.Equal(HttpStatusCode.BadRequest, await SendAsync("localhost", "whsec_own", Event()));
    }

    // Seen to fail where the object's store is believed whoever signed.
    [Fact]
    public async Task signed_by_a_stores_own_secret_says_nothing_about_others()
    {
        var store = await AStoreWithKeys();
        var order = await shop.AnOrderAtTheTill();
        var payment = Assert.Single(await shop.PaymentsOf(order));

        var answer = await SendAsync(store.CanonicalHost, "whsec_own", Event(StoreSeed.RachelFoods, payment.Id));

        Assert.Equal(HttpStatusCode.OK, answer);
        Assert.Null((await shop.EventAt(store.Id, _id))!.PaymentId);
        Assert.Null(await shop.EventAt(StoreSeed.RachelFoods, _id));
        Assert.Contains("that is ignored", await TestStage.Log.FindAsync(_id), StringComparison.Ordinal);
    }

    [Fact]
    public async Task signed_by_the_environments_goes_to_the_store_that_the_object_names()
    {
        var (host, named) = (await AStoreWithKeys(), await shop.AStore());

        Assert.Equal(HttpStatusCode.OK, await SendAsync(host.CanonicalHost, TestStage.WebhookSecret, Event(named.Id)));

        Assert.NotNull(await shop.EventAt(named.Id, _id));
        Assert.Null(await shop.EventAt(host.Id, _id));
    }

    // Seen to fail without the question whether the store has an account of its own.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task signed_by_the_environments_does_not_count_for_a_store_with_its_own(bool named)
    {
        var store = await AStoreWithKeys();

        var answer = await SendAsync(named ? "localhost" : store.CanonicalHost, TestStage.WebhookSecret, Event(named ? store.Id : null));

        Assert.Equal(HttpStatusCode.BadRequest, answer);
        Assert.Null(await shop.EventAt(store.Id, _id));
        Assert.Contains("it was refused", await TestStage.Log.FindAsync(_id), StringComparison.Ordinal);
    }

    [Fact]
    public async Task about_a_payment_made_before_the_store_had_an_account_of_its_own_counts()
    {
        var store = await shop.AStore();
        var order = await shop.AnOrderAtTheTill(store: store.Id);
        var intent = await shop.PreparedIntent(order, store.Id);
        await shop.UseOwnKeys(store.Id);
        await shop.PayAtStripe(intent);

        var answer = await SendAsync("localhost", TestStage.WebhookSecret, Event(store.Id, intent: intent));

        Assert.Equal(HttpStatusCode.OK, answer);
        await Until(async () => (await shop.Look(order, store.Id)).Status == OrderStatus.Paid, "the order is paid");
    }

    [Fact]
    public async Task that_names_no_store_is_kept_for_the_hosts()
    {
        var host = await shop.AStore();

        Assert.Equal(HttpStatusCode.OK, await SendAsync(host.CanonicalHost, TestStage.WebhookSecret, Event()));

        Assert.NotNull(await shop.EventAt(host.Id, _id));
    }

    [Fact]
    public async Task that_names_no_store_is_passed_on_to_whose_payment_it_is()
    {
        var (host, owner) = (await shop.AStore(), await shop.AStore());
        var intent = await shop.PreparedIntent(await shop.AnOrderAtTheTill(store: owner.Id), owner.Id);

        Assert.Equal(HttpStatusCode.OK, await SendAsync(host.CanonicalHost, TestStage.WebhookSecret, Event(intent: intent)));

        await Until(async () => await shop.EventAt(owner.Id, _id) is { ProcessedAt: not null }, "the owner has handled it");
        await Until(async () => await shop.EventAt(host.Id, _id) is { ProcessedAt: not null }, "the host's store is done with it");
        Assert.Equal($"Passed on to store {owner.Id}.", (await shop.EventAt(host.Id, _id))!.ParkedBecause);
    }

    [Fact]
    public async Task is_taken_with_both_of_a_stores_secrets_while_they_are_rotated()
    {
        var store = await shop.AStore();
        await shop.UseOwnKeys(store.Id, "whsec_before, whsec_after");
        var body = Event();

        Assert.Equal(HttpStatusCode.OK, await SendAsync(store.CanonicalHost, "whsec_before", body));
        Assert.Equal(HttpStatusCode.OK, await SendAsync(store.CanonicalHost, "whsec_after", body));
    }

    [Fact]
    public async Task is_taken_with_two_signatures_of_which_one_is_ours()
    {
        var body = Event();
        var (ours, other) = (Sign(body, TestStage.WebhookSecret), Sign(body, "whsec_new"));

        Assert.Equal(HttpStatusCode.OK, await PostAsync("localhost", $"{other},{ours.Split(',')[1]}", body));
    }

    [Fact]
    public async Task sent_again_counts_only_with_a_signature_of_today()
    {
        var body = Event();
        var captured = Sign(body, TestStage.WebhookSecret, TimeProvider.System.GetUtcNow().AddMinutes(-10).ToUnixTimeSeconds());

        Assert.Equal(HttpStatusCode.BadRequest, await PostAsync("localhost", captured, body));
        Assert.Equal(HttpStatusCode.OK, await SendAsync("localhost", TestStage.WebhookSecret, body));
        Assert.Equal(HttpStatusCode.OK, await SendAsync("localhost", TestStage.WebhookSecret, body));
        Assert.NotNull(await shop.EventAt(StoreSeed.RachelFoods, _id));
    }

    [Fact]
    public async Task of_more_than_a_megabyte_is_refused_unread() =>
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await PostAsync("localhost", "t=1,v1=00", new string(' ', 5_000_000)));

    private async Task<Store> AStoreWithKeys()
    {
        var store = await shop.AStore();
        await shop.UseOwnKeys(store.Id);
        return store;
    }

    private string Event(Guid? store = null, Guid? payment = null, string? intent = null)
    {
        var named = store is null ? "" : $"\"store_id\":\"{store}\",\"payment_id\":\"{payment ?? Guid.NewGuid()}\"";
        return $$$"""
            {"id":"{{{_id}}}","object":"event","api_version":"2026-07-29.dahlia","created":1,"livemode":false,
            "type":"review.opened","data":{"object":{"id":"prv_{{{_id}}}","object":"review",
            {{{(intent is null ? "" : $"\"payment_intent\":\"{intent}\",")}}}"metadata":{ {{{named}}} } } } }
            """;
    }

    private static string Sign(string body, string secret, long? at = null) =>
        EventUtility.GenerateSignatureHeader(body, secret, at ?? TimeProvider.System.GetUtcNow().ToUnixTimeSeconds());

    private Task<HttpStatusCode> SendAsync(string host, string secret, string body) => PostAsync(host, Sign(body, secret), body);

    private async Task<HttpStatusCode> PostAsync(string host, string signature, string body)
    {
        using var browser = shop.Browser(host);
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/webhooks/stripe") { Content = content };
        request.Headers.TryAddWithoutValidation("Stripe-Signature", signature);
        request.Headers.ExpectContinue = body.Length > 1_000_000; // What is too long is refused before it is sent.
        using var answer = await browser.SendAsync(request);
        return answer.StatusCode;
    }
}
