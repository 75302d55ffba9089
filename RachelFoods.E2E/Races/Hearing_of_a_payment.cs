using System.Net;
using RachelFoods.E2E.Stage;

namespace RachelFoods.E2E.Races;

public sealed class Hearing_of_a_payment : IAsyncLifetime
{
    private const int Copies = 20;

    private LiveShop _shop = null!;

    public async Task InitializeAsync() => _shop = await LiveShop.GetAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task twenty_times_at_once_has_one_effect()
    {
        using var buyer = new Buyer(_shop);
        var intent = await buyer.PrepareAsync(await buyer.PlaceAsync("pomo"));
        await buyer.ConfirmAsync(intent);
        var told = (await _shop.BooksAsync("events")).Single(e =>
            e["type"]!.GetValue<string>() == "payment_intent.succeeded" && e["data"]!["object"]!["id"]!.GetValue<string>() == intent);
        // Not the sandbox's own event, which may have been heard by now: these twenty are one more.
        told["id"] = $"evt_{Guid.NewGuid():N}";

        var answers = await Task.WhenAll(Enumerable.Range(0, Copies).Select(i => Webhook.SendAsync(_shop.WebAddress(i), told, LiveShop.WebhookSecret)));

        Assert.All(answers, status => Assert.Equal(HttpStatusCode.OK, status));
        var eventId = told["id"]!.GetValue<string>();
        await Eventually.TrueAsync(async () => await _shop.CountAsync(
            "select count(*) from stripe_events where event_id = $1 and processed_at is not null", eventId) == 1);
        await _shop.AssertPaidOnceAsync(buyer.Email, 25_00);
        var order = (await _shop.OrdersOfAsync(buyer.Email)).Single();
        Assert.Equal(1, await _shop.CountAsync("select count(*) from order_moves where order_id = $1 and to_status = 'PAID'", order.Id));
        Assert.Equal(1, await _shop.CountAsync("select count(*) from stock_movements where order_id = $1", order.Id));
    }
}
