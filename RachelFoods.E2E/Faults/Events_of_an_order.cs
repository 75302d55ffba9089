using System.Net;
using System.Text.Json.Nodes;
using RachelFoods.E2E.Faults.Stage;
using RachelFoods.E2E.Stage;

namespace RachelFoods.E2E.Faults;

/// <summary>Whatever Stripe says of an order, however often and in whatever order, at both processes at once.</summary>
[Collection(Turns.OfStripe)]
public sealed class Events_of_an_order(Reconciled reconciled) : FaultTest(reconciled)
{
    private const int Orders = 6;
    private const int Seed = 20261122;

    // What the object is by now is read at Stripe, so an event may claim whatever it likes.
    private static readonly string[] Claims =
    [
        "payment_intent.processing", "payment_intent.requires_action", "payment_intent.payment_failed", "payment_intent.canceled",
        "payment_intent.succeeded", "payment_intent.amount_capturable_updated",
    ];

    private const string Rows =
        """
        select jsonb_build_object(
            'order', (select jsonb_build_object('status', status, 'payment', payment_status, 'version', version, 'paid', paid_at is not null,
                'closing', closing_since is not null, 'why', cancel_reason, 'counted', sales_counted) from orders where id = $1),
            'payments', (select jsonb_agg(jsonb_build_object('version', version, 'state', state, 'kind', kind, 'due', due_minor,
                'known', stripe_id is not null, 'charged', charge_id is not null, 'settled', settled_at is not null) order by version)
                from payments where order_id = $1),
            'held', (select jsonb_agg(jsonb_build_object('state', state, 'quantity', quantity)) from stock_reservations where order_id = $1),
            'moved', (select jsonb_agg(jsonb_build_object('delta', delta, 'reason', reason)) from stock_movements where order_id = $1),
            'history', (select jsonb_agg(jsonb_build_object('from', from_status, 'to', to_status, 'by', actor_kind, 'why', reason) order by at)
                from order_moves where order_id = $1),
            'books', (select jsonb_agg(jsonb_build_object('kind', t.kind, 'account', e.account, 'amount', e.amount_minor) order by t.kind, e.account)
                from ledger_transactions t join ledger_entries e on e.transaction_id = t.id where t.order_id = $1),
            'told', (select jsonb_object_agg(type, times) from (select type, count(*) as times from outbox_messages
                where payload::text like '%' || $1::text || '%' and type like '%Order%' and type <> 'ExpireOrder' group by type) m))::text
        """;

    // Seen to fail without "for update" on the order's and the payment's row: the rows end the same, but events collide on the way.
    [Fact]
    public Task that_was_paid_end_in_the_rows_that_each_event_once_and_in_order_makes() => CompareAsync(async (_, intent, _) =>
        await Shop.Sandbox.PayAsync(intent));

    [Fact]
    public Task that_was_paid_by_a_second_card_end_in_the_same_rows() => CompareAsync(async (_, intent, _) =>
    {
        await Shop.Sandbox.PayAsync(intent, "pm_card_visa_chargeDeclined");
        await Shop.Sandbox.PayAsync(intent);
    });

    [Fact]
    public Task that_was_given_up_end_in_the_same_rows() => CompareAsync(async (buyer, _, payPage) => await buyer.CancelAsync(payPage));

    [Fact]
    public async Task are_heard_again_when_signed_anew_and_not_with_an_old_signature()
    {
        var (order, intent) = await MakeAsync((_, paid, _) => Shop.Sandbox.PayAsync(paid));
        var events = await GenuineAsync(order, intent);
        await TellInTurnAsync(events);
        var before = await RowsAsync(order);

        foreach (var told in events)
        {
            Assert.Equal(HttpStatusCode.BadRequest, await Webhook.SendAsync(Shop.First.Address, told, FaultyShop.WebhookSecret, age: TimeSpan.FromMinutes(10)));
            Assert.Equal(HttpStatusCode.OK, await Webhook.SendAsync(Shop.Second.Address, told, FaultyShop.WebhookSecret));
        }

        await UntilHeardAsync(intent);
        Assert.Equal(before, await RowsAsync(order));
    }

    private async Task CompareAsync(Func<Buyer, string, string, Task> make)
    {
        var written = Shop.Nodes.Select(n => n.Output.Count).ToList();
        await Shop.Sandbox.FailAsync("webhook_drop");
        var orders = await Task.WhenAll(Enumerable.Range(0, Orders + 1).Select(_ => MakeAsync(make)));
        var (reference, itsIntent) = orders[0];
        await TellInTurnAsync(await GenuineAsync(reference, itsIntent));
        var random = new Random(Seed);
        foreach (var (order, intent) in orders.Skip(1))
        {
            await TellAtOnceAsync(Shuffled(await GenuineAsync(order, intent), random));
        }

        foreach (var (order, intent) in orders)
        {
            await UntilHeardAsync(intent);
            await Eventually.TrueAsync(async () => await RowsAsync(order) == await RowsAsync(reference));
        }
        AssertNothingCollided(written);
    }

    private async Task<(Guid Order, string Intent)> MakeAsync(Func<Buyer, string, string, Task> make)
    {
        var buyer = NewBuyer();
        var payPage = await buyer.PlaceAsync("egusi");
        var intent = await buyer.PrepareAsync(payPage);
        await make(buyer, intent, payPage);
        return ((await Shop.OrdersOfAsync(buyer.Email)).Single().Id, intent);
    }

    /// <summary>What Stripe has to say of the order, in its order.</summary>
    private async Task<IReadOnlyList<JsonNode>> GenuineAsync(Guid order, string intent)
    {
        var events = (await Shop.BooksAsync("events")).Where(e =>
            e["data"]!["object"] is { } about
            && (about["id"]!.GetValue<string>() == intent || about["metadata"]?["order_id"]?.GetValue<string>() == order.ToString())).ToList();
        Assert.NotEmpty(events);
        return events;
    }

    /// <summary>Each event twice, a twin of each under another id, and false claims, shuffled.</summary>
    private static List<JsonNode> Shuffled(IReadOnlyList<JsonNode> genuine, Random random)
    {
        var aboutIntent = genuine.Last(e => e["data"]!["object"]!["object"]!.GetValue<string>() == "payment_intent");
        List<JsonNode> all = [.. genuine, .. genuine, .. genuine.Select(e => Under(e, e["type"]!.GetValue<string>())), .. Claims.Select(c => Under(aboutIntent, c))];
        var shuffled = all.ToArray();
        random.Shuffle(shuffled);
        return [.. shuffled];
    }

    private static JsonNode Under(JsonNode told, string type)
    {
        var other = told.DeepClone();
        (other["id"], other["type"]) = ($"evt_{Guid.NewGuid():N}", type);
        return other;
    }

    private async Task TellInTurnAsync(IReadOnlyList<JsonNode> events)
    {
        foreach (var told in events)
        {
            Assert.Equal(HttpStatusCode.OK, await Webhook.SendAsync(Shop.First.Address, told, FaultyShop.WebhookSecret));
            await UntilHeardAsync(told["data"]!["object"]!["id"]!.GetValue<string>());
        }
    }

    private async Task TellAtOnceAsync(IReadOnlyList<JsonNode> events)
    {
        var answers = await Task.WhenAll(events.Select((told, i) => Webhook.SendAsync(Shop.WebAddress(i), told, FaultyShop.WebhookSecret)));
        Assert.All(answers, status => Assert.Equal(HttpStatusCode.OK, status));
    }

    private async Task<string> RowsAsync(Guid order) => (string)(await Shop.AskAsync(Rows, order)).Single()[0];

    // Collisions are survived, since messages are tried again; but under the order's lock there are none.
    private void AssertNothingCollided(IReadOnlyList<int> written)
    {
        var failed = Shop.Nodes.SelectMany((n, i) => n.Output.Skip(written[i])).Where(line =>
            line.Contains("could not be handled", StringComparison.Ordinal)
            && (line.Contains("DbUpdate", StringComparison.Ordinal) || line.Contains("IllegalTransition", StringComparison.Ordinal)));
        Assert.Empty(failed);
    }
}
