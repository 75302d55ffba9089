using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RachelFoods.Tests.Orders;
using RachelFoods.Tests.Stage;
using RachelFoods.Web.Data;
using RachelFoods.Web.Modules.Orders;
using RachelFoods.Web.Modules.Payments;
using RachelFoods.Web.Modules.Stores;

namespace RachelFoods.Tests.Payments;

/// <summary>With no webhook at all. That the buyer's coming back is enough is shown by Paying_by_card.</summary>
[Collection("stripe")]
public sealed class A_payment_of_which_no_webhook_tells(Shop shop) : IClassFixture<Shop>
{
    [Fact]
    public async Task is_found_among_the_events_that_did_not_arrive()
    {
        var (order, intent) = await AnOrderPaidInSilence();
        Assert.Equal(OrderStatus.Pending, (await shop.Look(order)).Status);

        await PaymentStage.Until(async () => await TheLook() is not null, "the store has its repeating message");
        await MakeDue(nameof(LookForMissedEvents));

        await PaymentStage.Until(
            async () => (await TheLook())!.DueAt > TimeProvider.System.GetUtcNow().AddMinutes(4), "the next look is due in five minutes");
        Assert.Null((await TheLook())!.Reason);
        await shop.UntilPaid(order);
        Assert.Single(await shop.EventsAbout(intent, "payment_intent.succeeded"));
    }

    [Fact]
    public async Task is_asked_about_when_it_has_been_open_for_long()
    {
        var (order, intent) = await AnOrderPaidInSilence();

        await MakeDue(nameof(SettlePayment), (await shop.PaymentsOf(order)).Single().Id);

        await shop.UntilPaid(order);
        Assert.Empty(await shop.EventsAbout(intent, "payment_intent.succeeded"));
    }

    // Seen to be kept by the first store too when the store in the metadata was not looked at.
    [Fact]
    public async Task is_left_to_the_store_of_the_same_account_that_it_belongs_to()
    {
        await shop.Fault(new { kind = "webhook_drop", match = "payment_intent.canceled", times = 1 });
        var intent = (string)(await shop.Stripe(
            HttpMethod.Post,
            "/v1/payment_intents",
            ("amount", "500000"),
            ("currency", "ngn"),
            ("payment_method_types[0]", "card"),
            ("metadata[store_id]", $"{StoreSeed.SecondStore}")))["id"]!;
        await shop.Stripe(HttpMethod.Post, $"/v1/payment_intents/{intent}/cancel", ("cancellation_reason", "abandoned"));

        await LookIn(StoreSeed.RachelFoods);
        Assert.Empty(await EventsIn(StoreSeed.RachelFoods, intent));
        await LookIn(StoreSeed.SecondStore);
        await LookIn(StoreSeed.SecondStore);
        Assert.Single(await EventsIn(StoreSeed.SecondStore, intent));
    }

    private async Task<(Guid Order, string Intent)> AnOrderPaidInSilence()
    {
        var order = await shop.AnOrderAtTheTill();
        var intent = await shop.PreparedIntent(order);
        await shop.Fault(new { kind = "webhook_drop", match = "payment_intent.succeeded", times = 1 });
        await shop.PayAtStripe(intent);
        return (order, intent);
    }

    private Task MakeDue(string type, Guid? about = null) => shop.Run(services =>
    {
        var payload = about is { } id ? $$"""{"PaymentId":"{{id}}"}""" : "{}";
        return services.GetRequiredService<ShopDb>().Database.ExecuteSqlAsync(
            $"update outbox_messages set due_at = now() where type = {type} and due_at is not null and payload @> {payload}::jsonb");
    });

    private Task<OutboxMessage?> TheLook() => shop.Run(services => services.GetRequiredService<ShopDb>().Set<OutboxMessage>().AsNoTracking()
        .SingleOrDefaultAsync(m => m.Type == nameof(LookForMissedEvents)));

    private Task LookIn(Guid store) => shop.In(store, async services =>
    {
        await services.GetRequiredService<KeepMissedEvents>().HandleAsync(new LookForMissedEvents(), default);
        return true;
    });

    private Task<List<StripeEvent>> EventsIn(Guid store, string intent) => shop.In(store, services =>
        services.GetRequiredService<ShopDb>().Set<StripeEvent>().AsNoTracking().Where(e => e.ObjectId == intent && e.Type == "payment_intent.canceled").ToListAsync());
}
