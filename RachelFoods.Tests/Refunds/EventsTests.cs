using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RachelFoods.Web.Data;
using RachelFoods.Web.Modules.Reconciliation;

namespace RachelFoods.Tests.Refunds;

/// <summary>
/// Told while it happens and afterwards, in any order and number, beside each other at two instances, under other ids and with false
/// claims, and between them we ask by ourselves.
/// </summary>
public sealed class What_Stripe_tells(SilentShop silent) : IClassFixture<SilentShop>
{
    private const int Seed = 20261122;
    private const int Rounds = 3;

    // What the object is by now is read at Stripe, so an event may claim whatever it likes.
    private static readonly Dictionary<string, string[]> Claims = new(StringComparer.Ordinal)
    {
        ["payment_intent"] = ["payment_intent.succeeded", "payment_intent.canceled", "payment_intent.payment_failed", "payment_intent.processing"],
        ["checkout.session"] = ["checkout.session.completed", "checkout.session.expired"],
        ["refund"] = ["refund.created", "refund.updated", "refund.failed", "charge.refund.updated"],
        ["charge"] = ["charge.refunded"],
        ["dispute"] =
        [
            "charge.dispute.created", "charge.dispute.updated", "charge.dispute.closed", "charge.dispute.funds_withdrawn",
            "charge.dispute.funds_reinstated",
        ],
    };

    private const string Rows =
        """
        select jsonb_build_object(
            'order', (select jsonb_build_object('status', status, 'payment', payment_status, 'paid', paid_at is not null, 'why', cancel_reason,
                'counted', sales_counted) from orders where id = {0}),
            'payments', (select jsonb_agg(jsonb_build_object('version', version, 'kind', kind, 'state', state, 'due', due_minor, 'refunded', refunded_minor,
                'charged', charge_id is not null, 'settled', settled_at is not null, 'warned', fraud_warned_at is not null) order by version)
                from payments where order_id = {0}),
            'refunds', (select jsonb_agg(jsonb_build_object('amount', amount_minor, 'cause', cause, 'state', state, 'known', stripe_id is not null,
                'why', failure_reason, 'settled', settled_at is not null, 'replaces', replaces_id is not null) order by amount_minor, cause, state)
                from refunds where order_id = {0}),
            'disputes', (select jsonb_agg(jsonb_build_object('amount', amount_minor, 'reason', reason, 'state', state, 'due', due_by is not null,
                'closed', closed_at is not null)) from disputes where order_id = {0}),
            'held', (select jsonb_agg(jsonb_build_object('state', state, 'quantity', quantity)) from stock_reservations where order_id = {0}),
            'moved', (select jsonb_agg(jsonb_build_object('delta', delta, 'reason', reason) order by delta) from stock_movements where order_id = {0}),
            'history', (select jsonb_agg(jsonb_build_object('from', from_status, 'to', to_status, 'by', actor_kind, 'why', reason) order by at)
                from order_moves where order_id = {0}),
            'books', (select jsonb_object_agg(account, total) from (select e.account, sum(e.amount_minor) as total from ledger_transactions t
                join ledger_entries e on e.transaction_id = t.id where t.order_id = {0} group by e.account having sum(e.amount_minor) <> 0) b))::text as "Value"
        """;

    public static TheoryData<string> Histories => [.. MoneyHistories.All.Keys];

    // Seen to fail without the order's lock: a refund that failed was posted as returned and had never been posted as paid.
    [Theory]
    [MemberData(nameof(Histories))]
    public async Task ends_in_the_rows_of_the_plain_order_after(string history)
    {
        var steps = MoneyHistories.All[history];
        var plain = await RowsAsync(await ToldInTurnAsync(steps));

        var rounds = await Task.WhenAll(Enumerable.Range(Seed, Rounds).Select(async seed => (Seed: seed, Life: await ToldAnyhowAsync(steps, seed))));

        foreach (var (seed, life) in rounds)
        {
            await UntilRowsAsync(plain, life, $"seed {seed}");
        }
        Assert.Empty(await ComparedAsync());
    }

    private async Task<Life> ToldInTurnAsync(MoneyHistories.Step[] steps)
    {
        var life = await silent.BeginAsync();
        var told = new HashSet<string>(StringComparer.Ordinal);
        foreach (var step in steps)
        {
            await step(silent, life);
            foreach (var happened in (await silent.EventsOf(life)).Where(e => told.Add(IdOf(e))))
            {
                await silent.Tell(happened);
                await silent.UntilLookedAt([IdOf(happened)]);
            }
        }
        await silent.UntilProcessed(told);
        await silent.Poll(life);
        return life;
    }

    private async Task<Life> ToldAnyhowAsync(MoneyHistories.Step[] steps, int seed)
    {
        var random = new Random(seed);
        var life = await silent.BeginAsync();
        var (told, underWay) = (new HashSet<string>(StringComparer.Ordinal), new List<Task>());
        foreach (var step in steps)
        {
            await step(silent, life);
            var some = (await silent.EventsOf(life)).Where(_ => random.Next(2) == 0).SelectMany(e => Twins(e, random)).ToArray();
            TellShuffled(some);
        }
        var events = await silent.EventsOf(life);
        TellShuffled([.. events.SelectMany(e => Twins(e, random))]);
        await Task.WhenAll(underWay);
        await silent.Poll(life);
        await silent.UntilProcessed(told);
        return life;

        void TellShuffled(JsonNode[] some)
        {
            random.Shuffle(some);
            told.UnionWith(some.Select(IdOf));
            underWay.AddRange(some.Select(silent.TellBoth));
            underWay.Add(silent.Poll(life));
        }
    }

    /// <summary>The event, and the same under another id and by another name.</summary>
    private static JsonNode[] Twins(JsonNode told, Random random)
    {
        var other = told.DeepClone();
        other["id"] = $"evt_{random.NextInt64():x}{random.NextInt64():x}";
        if (Claims.TryGetValue((string)told["data"]!["object"]!["object"]!, out var claims))
        {
            other["type"] = claims[random.Next(claims.Length)];
        }
        return [told, other];
    }

    private async Task UntilRowsAsync(string plain, Life life, string told)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        for (string rows; (rows = await RowsAsync(life)) != plain; await Task.Delay(50))
        {
            Assert.False(patience.IsCancellationRequested, $"With {told} it ended in\n{rows}\nand not in\n{plain}");
        }
    }

    private async Task<string> RowsAsync(Life life) => (await silent.Shop.Run(services =>
        services.GetRequiredService<ShopDb>().Database.SqlQueryRaw<string>(Rows, life.Order).ToListAsync())).Single();

    private Task<IReadOnlyList<Finding>> ComparedAsync() => silent.Shop.Run(services =>
    {
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        return services.GetRequiredService<ReconciliationService>().CompareAsync(now.AddDays(-1), now.AddMinutes(1), default);
    });

    private static string IdOf(JsonNode told) => (string)told["id"]!;
}
