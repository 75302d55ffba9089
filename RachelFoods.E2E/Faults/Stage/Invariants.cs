using System.Diagnostics;
using System.Text.Json.Nodes;
using RachelFoods.E2E.Stage;

namespace RachelFoods.E2E.Faults.Stage;

/// <summary>What must be true whenever the shop has come to rest: our books in themselves, and against the sandbox's.</summary>
internal static class Invariants
{
    private const string OurBooks =
        """
        select 'stock on hand is not the sum of its movements: ' || i.variant_id from stock_items i
        where i.on_hand <> (select coalesce(sum(delta), 0) from stock_movements m where m.variant_id = i.variant_id)
        union all
        select 'stock reserved is not what orders hold: ' || i.variant_id from stock_items i
        where i.reserved <> (select coalesce(sum(quantity), 0) from stock_reservations r where r.variant_id = i.variant_id and r.state = 'HELD')
        union all
        select 'the ledger does not add up: ' || transaction_id from ledger_entries group by transaction_id, amount_currency having sum(amount_minor) <> 0
        union all
        select 'order ' || o.number || ' is ' || o.status || ' and its stock is ' || r.state from orders o join stock_reservations r on r.order_id = o.id
        where r.state <> case o.status when 'PENDING' then 'HELD' when 'CANCELLED' then 'RELEASED' else 'SOLD' end and o.paid_at is null
        union all
        select 'order ' || o.number || ' is ' || o.status || ' and its payments are ' || coalesce(p.states, 'none') from orders o
        left join lateral (select string_agg(state, ',' order by state) as states from payments where order_id = o.id and state <> 'CANCELED') p on true
        where o.method = 'CARD' and coalesce(p.states, '') <> case when o.paid_at is not null then 'SUCCEEDED' when o.status = 'PENDING' then 'OPEN' else '' end
            and not (o.status = 'PENDING' and p.states is null)
        union all
        select 'order ' || o.number || ' was moved twice to ' || m.to_status from orders o join order_moves m on m.order_id = o.id
        where m.to_status in ('PAID', 'CANCELLED') group by o.number, m.to_status having count(*) > 1
        union all
        select 'message ' || type || ' was put aside: ' || reason from outbox_messages where due_at is null and done_at is null
            and reason not like 'Nobody listens%'
        union all
        select 'message ' || type || ' waits since ' || due_at || ': ' || coalesce(reason, '') from outbox_messages where due_at < now() - interval '1 second'
        union all
        select 'event ' || event_id || ' (' || type || ') was not processed: ' || coalesce(parked_because, '') from stripe_events where processed_at is null
        """;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    public static async Task AssertAsync(FaultyShop shop)
    {
        for (var waited = Stopwatch.StartNew(); ; await Task.Delay(100))
        {
            var findings = await FindAsync(shop);
            if (findings.Count == 0)
            {
                return;
            }
            Assert.True(waited.Elapsed < Limit, string.Join('\n', findings));
        }
    }

    private static async Task<IReadOnlyList<string>> FindAsync(FaultyShop shop)
    {
        var ours = (await shop.AskAsync(OurBooks)).Select(row => (string)row[0]).ToList();
        return ours.Count > 0 ? ours : await CompareAsync(shop);
    }

    /// <summary>Each order against what was paid for it and what can still be paid.</summary>
    private static async Task<IReadOnlyList<string>> CompareAsync(FaultyShop shop)
    {
        var orders = (await shop.AskAsync("select id, number, status, total_minor, paid_at is not null from orders"))
            .ToDictionary(row => ((Guid)row[0]).ToString(), row => (Number: (string)row[1], Status: (string)row[2], Owes: (bool)row[4] ? (long)row[3] : 0));
        var books = await shop.Sandbox.BooksAsync();
        var refunded = books["refunds"]!.AsArray().Where(r => Text(r, "status") is "succeeded" or "pending")
            .GroupBy(r => Text(r, "payment_intent")).ToDictionary(g => g.Key, g => g.Sum(r => r!["amount"]!.GetValue<long>()));
        var findings = new List<string>();
        foreach (var (order, intents) in books["intents"]!.AsArray().GroupBy(i => Text(i!["metadata"], "order_id")).Select(g => (g.Key, g.ToList())))
        {
            if (!orders.TryGetValue(order, out var known))
            {
                findings.Add($"an intent is for order {order}, which is not there");
                continue;
            }
            var taken = intents.Sum(i => i!["amount_received"]!.GetValue<long>() - refunded.GetValueOrDefault(Text(i, "id")));
            if (taken != known.Owes)
            {
                findings.Add($"order {known.Number} ({known.Status}) owes {known.Owes}, and {taken} was taken");
            }
            if (known.Status != "PENDING" && intents.Find(i => Text(i, "status").StartsWith("requires_", StringComparison.Ordinal)) is { } payable)
            {
                findings.Add($"order {known.Number} is {known.Status}, and {Text(payable, "id")} can still be paid");
            }
        }
        return findings;
    }

    private static string Text(JsonNode? node, string name) => node?[name]?.GetValue<string>() ?? "";
}
