using Microsoft.EntityFrameworkCore;
using Npgsql;
using RachelFoods.Web.Data;
using RachelFoods.Web.Kernel;

namespace RachelFoods.Web.Modules.Reconciliation;

/// <summary>A message that the worker has given up.</summary>
public sealed record DeadLetterView(Guid Id, string Type, DateTimeOffset RaisedAt, int Attempts, string Reason);

/// <summary>An event of Stripe's that fits nothing of ours.</summary>
/// <param name="Waiting">It is tried again by itself; otherwise only if somebody asks.</param>
public sealed record ParkedEventView(Guid Id, string EventId, string Type, string? ObjectId, DateTimeOffset ReceivedAt, string Reason, bool Waiting);

/// <param name="OldestDueAt">Of the messages whose time has come; null when none waits.</param>
public sealed record PutAsideView(
    IReadOnlyList<DeadLetterView> DeadLetters, IReadOnlyList<ParkedEventView> ParkedEvents, DateTimeOffset? OldestDueAt);

/// <param name="DeadLetters">Without those of a kind that nobody listens to.</param>
public sealed record PutAsideCounts(int DeadLetters, int ParkedEvents);

public enum RunAgainResult
{
    /// <summary>The worker takes it up now.</summary>
    Due,

    /// <summary>It is not put aside, or no longer; nothing was changed.</summary>
    Already,
    NotFound,
}

/// <summary>What was put aside and waits for somebody to look at it.</summary>
public sealed class PutAsideService(ShopDb db, ShopDataSources sources, StoreContext stores, OutboxBell bell, TimeProvider clock)
{
    private const int Most = 100;

    private const string Dead = "due_at is null and done_at is null and coalesce(reason, '') not like 'Nobody listens%'";
    private const string Parked = "processed_at is null and parked_because is not null";

    private const string Again =
        """
        update outbox_messages set due_at = $2, attempts = 0, leased_until = null, done_at = null
        where id = (
            select m.id from outbox_messages m where m.type = 'StripeEventArrived' and m.payload ->> 'StripeEventId' = $1::text
                and exists (select from stripe_events e where e.id = $1 and e.processed_at is null and e.parked_because is not null)
            order by m.raised_at desc limit 1)
        """;

    public async Task<PutAsideCounts> CountAsync(CancellationToken ct)
    {
        await using var count = sources.For(stores.Current.Id).CreateCommand(
            $"select (select count(*) from outbox_messages where {Dead})::int, (select count(*) from stripe_events where {Parked})::int");
        await using var rows = await count.ExecuteReaderAsync(ct);
        await rows.ReadAsync(ct);
        return new PutAsideCounts(rows.GetInt32(0), rows.GetInt32(1));
    }

    /// <summary>The oldest first, as far as a page holds them.</summary>
    public async Task<PutAsideView> ListAsync(CancellationToken ct)
    {
        var dead = await db.Database.SqlQueryRaw<DeadLetterView>(
            $"""
            select id as "Id", type as "Type", raised_at as "RaisedAt", attempts as "Attempts", coalesce(reason, '') as "Reason"
            from outbox_messages where {Dead} order by raised_at limit {Most}
            """).ToListAsync(ct);
        var parked = await db.Database.SqlQueryRaw<ParkedEventView>(
            $"""
            select id as "Id", event_id as "EventId", type as "Type", object_id as "ObjectId", received_at as "ReceivedAt",
                parked_because as "Reason", exists (
                select from outbox_messages m where m.type = 'StripeEventArrived' and m.due_at is not null
                    and m.payload ->> 'StripeEventId' = stripe_events.id::text) as "Waiting"
            from stripe_events where {Parked} order by received_at limit {Most}
            """).ToListAsync(ct);
        var now = clock.GetUtcNow();
        var oldest = await db.Set<OutboxMessage>().Where(m => m.DueAt <= now).MinAsync(m => m.DueAt, ct);
        return new PutAsideView(dead, parked, oldest);
    }

    /// <summary>Lets the worker try once more. Asked again it does nothing.</summary>
    public Task<RunAgainResult> RunAgainAsync(Guid messageId, CancellationToken ct) => SetDueAsync(
        $"update outbox_messages set due_at = $2, attempts = 0 where id = $1 and {Dead}", "outbox_messages", messageId, ct);

    /// <summary>Has a parked event looked at now. Asked again it is looked at once more, to the same end.</summary>
    public Task<RunAgainResult> TryEventAgainAsync(Guid eventId, CancellationToken ct) => SetDueAsync(Again, "stripe_events", eventId, ct);

    private async Task<RunAgainResult> SetDueAsync(string sql, string table, Guid id, CancellationToken ct)
    {
        await using var change = sources.For(stores.Current.Id).CreateCommand(sql);
        change.Parameters.Add(new NpgsqlParameter { Value = id });
        change.Parameters.Add(new NpgsqlParameter { Value = clock.GetUtcNow() });
        if (await change.ExecuteNonQueryAsync(ct) > 0)
        {
            bell.Ring();
            return RunAgainResult.Due;
        }
        await using var exists = sources.For(stores.Current.Id).CreateCommand($"select exists (select from {table} where id = $1)");
        exists.Parameters.Add(new NpgsqlParameter { Value = id });
        return await exists.ExecuteScalarAsync(ct) is true ? RunAgainResult.Already : RunAgainResult.NotFound;
    }
}
