using System.Diagnostics;
using System.Text.Json.Nodes;
using RachelFoods.E2E.Stage;
using RachelFoods.Tests.Stage.Processes;
using RachelFoods.Web.Data;

namespace RachelFoods.E2E.Faults.Stage;

/// <summary>What must be true whenever the shop has come to rest: our books in themselves, and against the sandbox's.</summary>
internal static class AtRest
{
    // What is put aside because nobody listens to its kind waits for nobody.
    private const string Unfinished =
        """
        select 'message ' || type || ' was put aside: ' || reason from outbox_messages where due_at is null and done_at is null
            and reason not like 'Nobody listens%'
        union all
        select 'message ' || type || ' waits since ' || due_at || ': ' || coalesce(reason, '') from outbox_messages where due_at < now() - interval '1 second'
        union all
        select 'event ' || event_id || ' (' || type || ') was not processed: ' || coalesce(parked_because, '') from stripe_events where processed_at is null
        """;

    /// <summary>What Stripe should hold for each order: its total less what is given back of it; of one that ended, what could not be given back.</summary>
    private const string Worth =
        """
        select o.id, o.number, o.status, case when o.paid_at is null or o.status = 'CANCELLED' then r.owed else o.total_minor - r.given end
        from orders o cross join lateral (
            select coalesce(sum(r.amount_minor) filter (where r.state in ('PENDING', 'SUCCEEDED')), 0)::bigint as given,
                coalesce(sum(r.amount_minor) filter (where r.state in ('FAILED', 'CANCELED')
                    and not exists (select from refunds other where other.replaces_id = r.id)), 0)::bigint as owed
            from refunds r where r.order_id = o.id) r
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

    // The invariants cost much more than the look whether there is work left, so they are asked when there is none.
    private static async Task<IReadOnlyList<string>> FindAsync(FaultyShop shop)
    {
        IReadOnlyList<string> found = [.. (await shop.AskAsync(Unfinished)).Select(row => (string)row[0])];
        if (found.Count == 0)
        {
            // Not from a pool: the test may have ended what is in it.
            var broken = await Oracle.ViolationsAsync(shop.Postgres.ConnectionString(ShopRoles.App, FaultyShop.Database) + ";Pooling=false");
            found = [.. broken.Select(b => $"{b.Found}")];
        }
        return found.Count > 0 ? found : await CompareAsync(shop);
    }

    /// <summary>Each order against what was paid for it and what can still be paid.</summary>
    private static async Task<IReadOnlyList<string>> CompareAsync(FaultyShop shop)
    {
        var orders = (await shop.AskAsync(Worth))
            .ToDictionary(row => ((Guid)row[0]).ToString(), row => (Number: (string)row[1], Status: (string)row[2], Worth: (long)row[3]));
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
            if (taken != known.Worth)
            {
                findings.Add($"order {known.Number} ({known.Status}) should have {known.Worth} at Stripe, and has {taken}");
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
