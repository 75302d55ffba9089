using System.Diagnostics;
using System.Reflection;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Npgsql;
using RachelFoods.Web.Kernel;

namespace RachelFoods.Web.Data;

/// <summary>Claims due messages of every store as the worker role, then handles each on its own store's data source.</summary>
internal sealed class OutboxWorker(
    ShopDataSources sources,
    IStoreDirectory directory,
    StoreContext stores,
    IServiceScopeFactory scopes,
    OutboxHandlers handlers,
    OutboxBell bell,
    IOptions<OutboxOptions> options,
    Outage outage,
    TimeProvider clock,
    ILogger<OutboxWorker> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var underWay = new HashSet<Task>();
        using var enough = new CancellationTokenSource();
        try
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                await WorkAsync(underWay, enough.Token, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Nothing new is begun.
        }
        enough.CancelAfter(options.Value.Grace);
        await Task.WhenAll(underWay);
    }

    // Those that wait for Stripe keep nobody else waiting, as long as there is room for more.
    private async Task WorkAsync(HashSet<Task> underWay, CancellationToken enough, CancellationToken ct)
    {
        try
        {
            underWay.RemoveWhere(handling => handling.IsCompleted);
            await TakeAsync(underWay, enough, ct);
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            outage.Begin(e);
            await Task.Delay(options.Value.Poll, clock, ct);
        }
    }

    private async Task TakeAsync(HashSet<Task> underWay, CancellationToken enough, CancellationToken ct)
    {
        var room = Math.Min(options.Value.Batch, options.Value.AtOnce - underWay.Count);
        if (room <= 0)
        {
            await Task.WhenAny(underWay).WaitAsync(ct);
            return;
        }
        var claimed = await ClaimAsync(room, ct);
        outage.End();
        underWay.UnionWith(claimed.Select(message => HandleAsync(message, enough)));
        if (claimed.Count < room)
        {
            await bell.WaitAsync(options.Value.Poll, clock, ct);
        }
    }

    private async Task<List<ClaimedMessage>> ClaimAsync(int most, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var claim = sources.Worker.CreateCommand(
            """
            update outbox_messages set leased_until = $1
            where (store_id, id) in (
                select store_id, id from outbox_messages
                where due_at <= $2 and (leased_until is null or leased_until < $2)
                order by due_at limit $3 for update skip locked)
            returning store_id, id, leased_until
            """);
        claim.Parameters.Add(new NpgsqlParameter { Value = now + options.Value.Lease });
        claim.Parameters.Add(new NpgsqlParameter { Value = now });
        claim.Parameters.Add(new NpgsqlParameter { Value = most });
        var claimed = new List<ClaimedMessage>();
        await using var rows = await claim.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct))
        {
            claimed.Add(new ClaimedMessage(rows.GetGuid(0), rows.GetGuid(1), await rows.GetFieldValueAsync<DateTimeOffset>(2, ct)));
        }
        return claimed;
    }

    private async Task HandleAsync(ClaimedMessage claimed, CancellationToken ct)
    {
        using var named = log.BeginScope(new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["StoreId"] = claimed.StoreId,
            ["MessageId"] = claimed.Id,
        });
        try
        {
            var store = await directory.FindAsync(claimed.StoreId, ct)
                ?? throw new InvalidOperationException($"Message {claimed.Id} belongs to an unknown store {claimed.StoreId}.");
            using var entered = stores.Enter(store);
            await DispatchOrPutOffAsync(claimed, await ReadAsync(claimed, ct), ct);
        }
        catch (Exception) when (ct.IsCancellationRequested)
        {
            await GiveUpAsync(claimed);
        }
        catch (Exception e)
        {
            outage.Begin(e);
            log.LogWarning(e, "Message {MessageId} could not even be put off; it is claimed again when its lease ends.", claimed.Id);
        }
    }

    private async Task<OutboxMessage> ReadAsync(ClaimedMessage claimed, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<ShopDb>().Set<OutboxMessage>().AsNoTracking().SingleAsync(m => m.Id == claimed.Id, ct);
    }

    private async Task DispatchOrPutOffAsync(ClaimedMessage claimed, OutboxMessage message, CancellationToken ct)
    {
        Cause.RequestId = message.RequestId;
        var subjects = message.Subjects();
        using var about = log.BeginScope(subjects);
        using var act = ShopTrace.Begin($"outbox {message.Type}", ActivityKind.Consumer);
        act?.SetTag("shop.store.id", $"{claimed.StoreId}");
        foreach (var (name, id) in subjects)
        {
            act?.SetTag(name, $"{id}");
        }
        try
        {
            await DispatchAsync(claimed, message, ct);
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            // Somebody must look when it is not tried again by itself soon; before that it may yet succeed.
            var level = IsLastTry(message) ? LogLevel.Error : LogLevel.Warning;
            log.Log(level, e, "Message {MessageId} could not be handled.", claimed.Id);
            act.Fail(e);
            await PutOffAsync(claimed, e, ct);
        }
    }

    private bool IsLastTry(OutboxMessage message) => message.Attempts + 1 >= options.Value.Attempts || message.RepeatsEvery is not null;

    private async Task DispatchAsync(ClaimedMessage claimed, OutboxMessage message, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ShopDb>();
        var known = handlers.Find(message.Type);
        if (known is var (type, known_) && known_.Count > 0)
        {
            var content = JsonSerializer.Deserialize(message.Payload, type)!;
            DateTimeOffset? again = null;
            await using (new OutboxLease(sources.Worker, claimed, options.Value.Lease, clock, log))
            {
                foreach (var handler in known_)
                {
                    var wanted = await RunAsync(handler, type, content, ct);
                    again ??= wanted;
                }
            }
            await FinishAsync(db, claimed, m => End(m, again), ct);
            return;
        }
        await FinishAsync(db, claimed, m => End(m, "Nobody listens to this message."), ct);
    }

    /// <returns>When the handler wants the message again; null where it is at its end.</returns>
    private async Task<DateTimeOffset?> RunAsync(Type handler, Type message, object content, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        await (Task)typeof(IHandle<>).MakeGenericType(message).GetMethod("HandleAsync")!
            .Invoke(scope.ServiceProvider.GetRequiredService(handler), BindingFlags.DoNotWrapExceptions, binder: null, [content, ct], culture: null)!;
        return scope.ServiceProvider.GetRequiredService<OutboxTurn>().Again;
    }

    private async Task PutOffAsync(ClaimedMessage claimed, Exception why, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ShopDb>();
        var reason = $"{why.GetType().Name}: {why.Message}";
        await FinishAsync(
            db,
            claimed,
            message =>
            {
                if (IsLastTry(message))
                {
                    End(message, reason);
                    return;
                }
                var wait = options.Value.Backoff * Math.Pow(2, message.Attempts);
                message.TryAgain(clock.GetUtcNow() + (wait < TimeSpan.FromHours(1) ? wait : TimeSpan.FromHours(1)), reason);
            },
            ct);
    }

    // The process stops: another takes the message at once, as if it had not been begun.
    private async Task GiveUpAsync(ClaimedMessage claimed)
    {
        await using var release = sources.Worker.CreateCommand(
            "update outbox_messages set leased_until = null where store_id = $1 and id = $2 and leased_until = $3");
        release.Parameters.Add(new NpgsqlParameter { Value = claimed.StoreId });
        release.Parameters.Add(new NpgsqlParameter { Value = claimed.Id });
        release.Parameters.Add(new NpgsqlParameter { Value = claimed.Until });
        try
        {
            await release.ExecuteNonQueryAsync();
        }
        catch (NpgsqlException e)
        {
            log.LogWarning(e, "Message {MessageId} could not be given up; it is claimed again when its lease ends.", claimed.Id);
        }
    }

    private void End(OutboxMessage message, DateTimeOffset? again)
    {
        if (again is { } due)
        {
            message.TakeUpAgain(due);
            return;
        }
        message.Done(clock.GetUtcNow());
    }

    // What repeats has its next time, whatever became of this one.
    private void End(OutboxMessage message, string reason)
    {
        if (message.RepeatsEvery is { } every)
        {
            message.TryAgain(clock.GetUtcNow() + every, reason);
            return;
        }
        message.PutAside(reason);
    }

    // Who has lost the lease, being slow, leaves the end to whoever has it now: it may be another one.
    private static async Task FinishAsync(ShopDb db, ClaimedMessage claimed, Action<OutboxMessage> end, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var mine = await db.Set<OutboxMessage>()
            .FromSql($"select * from outbox_messages where store_id = {claimed.StoreId} and id = {claimed.Id} and leased_until = {claimed.Until} for update")
            .ToListAsync(ct);
        mine.ForEach(end);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
    }
}
