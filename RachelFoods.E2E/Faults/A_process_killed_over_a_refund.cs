using RachelFoods.E2E.Faults.Stage;
using RachelFoods.E2E.Stage;

namespace RachelFoods.E2E.Faults;

/// <summary>Killed at once, while the money of a cancelled order goes back; the other process is left.</summary>
[Collection(Turns.OfMachines)]
public sealed class A_process_killed_over_a_refund(Reconciled reconciled) : FaultTest(reconciled)
{
    private const string Pending = "pm_card_pendingRefund";

    [Fact]
    public async Task right_after_it_was_committed_leaves_it_to_the_other()
    {
        var paid = await Shop.APaidOrderAsync(NewBuyer());
        var killed = Shop.KillAfter(n => n.Database, x => x.Asks("INSERT INTO refunds"));

        await Assert.ThrowsAsync<HttpRequestException>(() => paid.Buyer.CancelAsync(paid.PayPage));
        await killed;

        await Shop.UntilGivenBackOnceAsync(paid);
    }

    // Nothing but the other's own question can find it: no event tells.
    [Fact]
    public async Task right_after_stripe_made_it_leaves_one_that_is_found_and_not_made_again()
    {
        var paid = await Shop.APaidOrderAsync(NewBuyer());
        await Shop.Sandbox.FailAsync("webhook_drop");
        var killed = Shop.KillAfter(n => n.Stripe, x => x.Asks("POST /v1/refunds "));

        await CancelAsync(paid);
        await killed;

        await Shop.UntilGivenBackOnceAsync(paid);
    }

    [Fact]
    public Task right_after_its_event_was_stored_follows_it_to_its_end() => GiveBackWhileKilledAsync(x => x.Asks("INSERT INTO stripe_events"));

    [Fact]
    public async Task right_after_its_end_was_booked_books_it_no_second_time_and_tells_of_it_once()
    {
        var paid = await GiveBackWhileKilledAsync(x => x.Asks("UPDATE refunds SET") && x.Asks("INSERT INTO outbox_messages"));

        await Eventually.TrueAsync(async () => await Shop.CountAsync(
            "select count(*) from outbox_messages where type = 'RefundSucceeded' and payload ->> 'OrderId' = $1 and due_at is null", $"{paid.Id}") == 1);
    }

    private async Task<PaidOrder> GiveBackWhileKilledAsync(Func<Exchange, bool> fits)
    {
        var paid = await Shop.APaidOrderAsync(NewBuyer(), Pending);
        var killed = Shop.KillAfter(n => n.Database, fits);

        await CancelAsync(paid);
        await killed;

        await Shop.UntilGivenBackOnceAsync(paid);
        return paid;
    }

    private static async Task CancelAsync(PaidOrder paid)
    {
        try
        {
            await paid.Buyer.CancelAsync(paid.PayPage);
        }
        catch (HttpRequestException)
        {
            // The one that answers may be the one that dies; what was asked of it is committed.
        }
    }
}
