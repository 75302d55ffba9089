using System.Net;
using RachelFoods.E2E.Faults.Stage;
using RachelFoods.E2E.Stage;

namespace RachelFoods.E2E.Faults;

/// <summary>Killed at once, before it hears the answer; the other process is left, and the buyer does what buyers do.</summary>
[Collection(Turns.OfMachines)]
public sealed class A_process_killed(Reconciled reconciled) : FaultTest(reconciled)
{
    [Fact]
    public async Task right_after_the_order_was_committed_leaves_an_order_that_the_same_form_finds()
    {
        var buyer = NewBuyer();
        await buyer.AddAsync(await Shop.VariantAsync("egusi"));
        var form = await buyer.FillCheckoutAsync();
        var killed = Shop.KillAfter(n => n.Database, x => x.Asks("INSERT INTO orders"));

        await Assert.ThrowsAsync<HttpRequestException>(() => buyer.PostAsync(form));
        var survivor = await SurvivorOfAsync(killed, buyer);
        var again = await survivor.PostAsync(form);

        Assert.Equal(HttpStatusCode.SeeOther, again.Status);
        await survivor.ConfirmAsync(await survivor.PrepareAsync(again.Location!));
        await UntilPaidOnceAsync(buyer);
    }

    [Fact]
    public async Task right_after_the_intent_was_made_leaves_an_intent_that_the_same_key_finds()
    {
        var buyer = NewBuyer();
        var payPage = await buyer.PlaceAsync("egusi");
        var killed = Shop.KillAfter(n => n.Stripe, x => x.Asks("POST /v1/payment_intents "));

        await Assert.ThrowsAsync<HttpRequestException>(() => buyer.PrepareAsync(payPage));
        var survivor = await SurvivorOfAsync(killed, buyer);
        await survivor.ConfirmAsync(await survivor.PrepareAsync(payPage));

        await UntilPaidOnceAsync(buyer);
    }

    [Fact]
    public async Task right_after_the_intent_was_made_leaves_an_intent_that_is_found_without_the_buyer()
    {
        var buyer = NewBuyer();
        var payPage = await buyer.PlaceAsync("egusi");
        var killed = Shop.KillAfter(n => n.Stripe, x => x.Asks("POST /v1/payment_intents "));

        await Assert.ThrowsAsync<HttpRequestException>(() => buyer.PrepareAsync(payPage));
        await killed;

        var order = (await Shop.OrdersOfAsync(buyer.Email)).Single();
        var intent = Assert.Single(await Shop.IntentsOfAsync(order.Id))["id"]!.GetValue<string>();
        await Eventually.TrueAsync(
            async () => await Shop.CountAsync("select count(*) from payments where stripe_id = $1", intent) == 1, FaultyShop.TenLeases);
    }

    // The other process has another address, so that its question is not the same as that of the one that died.
    [Fact]
    public async Task right_after_stripes_page_was_made_leaves_a_page_that_is_found()
    {
        var buyer = NewBuyer();
        var payPage = await buyer.PlaceAsync("egusi");
        var form = await buyer.OpenPageFormAsync(payPage);
        var killed = Shop.KillAfter(n => n.Stripe, x => x.Asks("POST /v1/checkout/sessions "));

        await Assert.ThrowsAsync<HttpRequestException>(() => buyer.PostAsync(form));
        var survivor = await SurvivorOfAsync(killed, buyer);
        Assert.True(await survivor.PayOnPageAsync(await survivor.PreparePageAsync(payPage)));

        await UntilPaidOnceAsync(buyer);
        var order = (await Shop.OrdersOfAsync(buyer.Email)).Single();
        Assert.Single(await Shop.BooksAsync("sessions"), s => s["metadata"]!["order_id"]!.GetValue<string>() == order.Id.ToString());
    }

    [Fact]
    public async Task right_after_the_intents_id_was_saved_leaves_a_page_that_pays()
    {
        var buyer = NewBuyer();
        var payPage = await buyer.PlaceAsync("egusi");
        var killed = Shop.KillAfter(n => n.Database, x => x.Asks("UPDATE payments SET", "stripe_id ="));

        await Assert.ThrowsAsync<HttpRequestException>(() => buyer.PrepareAsync(payPage));
        var survivor = await SurvivorOfAsync(killed, buyer);
        await survivor.ConfirmAsync(await survivor.PrepareAsync(payPage));

        await UntilPaidOnceAsync(buyer);
    }

    [Fact]
    public Task right_after_an_event_was_stored_forgets_no_payment() =>
        PayWhileKilledAsync(x => x.Asks("INSERT INTO stripe_events"));

    [Fact]
    public Task right_after_a_message_was_claimed_leaves_it_to_the_other_when_its_lease_ends() =>
        PayWhileKilledAsync(x => x.Asks("set leased_until") && x.Told.Any(tag => tag.StartsWith("UPDATE ", StringComparison.Ordinal) && tag != "UPDATE 0"));

    [Fact]
    public async Task right_after_the_payment_was_booked_books_it_no_second_time()
    {
        var buyer = await PayWhileKilledAsync(x => x.Asks("INSERT INTO order_moves") && x.Asks("UPDATE orders SET"));

        var order = (await Shop.OrdersOfAsync(buyer.Email)).Single();
        await Eventually.TrueAsync(
            async () => await Shop.CountAsync("select count(*) from orders where id = $1 and sales_counted", order.Id) == 1, FaultyShop.TenLeases);
    }

    private async Task<Buyer> PayWhileKilledAsync(Func<Exchange, bool> fits)
    {
        var buyer = NewBuyer();
        var intent = await buyer.PrepareAsync(await buyer.PlaceAsync("egusi"));
        await UntilHeardAsync(intent);
        var killed = Shop.KillAfter(n => n.Database, fits);

        await buyer.ConfirmAsync(intent);
        await killed;

        await UntilPaidOnceAsync(buyer);
        return buyer;
    }

    private async Task<Buyer> SurvivorOfAsync(Task<WebNode> killed, Buyer buyer) =>
        Elsewhere(buyer, await killed == Shop.First ? 1 : 0);
}
