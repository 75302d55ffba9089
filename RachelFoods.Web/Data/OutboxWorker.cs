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
    TimeProvider clock,
    ILogger<OutboxWorker> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var claimed = await ClaimAsync(stoppingToken);
                // All at once: a message that waits for Stripe must not keep the others from their lease.
                await Task.WhenAll(claimed.Select(message => HandleAsync(message, stoppingToken)));
                if (claimed.Count < options.Value.Batch)
                {
                    await bell.WaitAsync(options.Value.Poll, clock, stoppingToken);
                }
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogError(e, "The outbox could not be read; it is tried again.");
                await Task.Delay(options.Value.Poll, clock, stoppingToken);
            }
        }
    }

    private async Task<List<(Guid StoreId, Guid Id)>> ClaimAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var claim = sources.Worker.CreateCommand(
            """
            update outbox_messages set leased_until = $1
            where (store_id, id) in (
                select store_id, id from outbox_messages
                where due_at <= $2 and (leased_until is null or leased_until < $2)
                order by due_at limit $3 for update skip locked)
            returning store_id, id
            """);
        claim.Parameters.Add(new NpgsqlParameter { Value = now + options.Value.Lease });
        claim.Parameters.Add(new NpgsqlParameter { Value = now });
        claim.Parameters.Add(new NpgsqlParameter { Value = options.Value.Batch });
        var claimed = new List<(Guid, Guid)>();
        await using var rows = await claim.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct))
        {
            claimed.Add((rows.GetGuid(0), rows.GetGuid(1)));
        }
        return claimed;
    }

    private async Task HandleAsync((Guid StoreId, Guid Id) claimed, CancellationToken ct)
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
            await DispatchOrPutOffAsync(claimed.Id, ct);
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            log.LogError(e, "Message {MessageId} could not even be put off; it is claimed again when its lease ends.", claimed.Id);
        }
    }

    private async Task DispatchOrPutOffAsync(Guid id, CancellationToken ct)
    {
        try
        {
            await DispatchAsync(id, ct);
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            log.LogWarning(e, "Message {MessageId} could not be handled.", id);
            await PutOffAsync(id, e, ct);
        }
    }

    private async Task DispatchAsync(Guid id, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ShopDb>();
        var message = await db.Set<OutboxMessage>().AsNoTracking().SingleAsync(m => m.Id == id, ct);
        var known = handlers.Find(message.Type);
        if (known is var (type, known_) && known_.Count > 0)
        {
            var content = JsonSerializer.Deserialize(message.Payload, type)!;
            foreach (var handler in known_)
            {
                await using var own = scopes.CreateAsyncScope();
                var instance = own.ServiceProvider.GetRequiredService(handler);
                await (Task)typeof(IHandle<>).MakeGenericType(type).GetMethod("HandleAsync")!
                    .Invoke(instance, BindingFlags.DoNotWrapExceptions, binder: null, [content, ct], culture: null)!;
            }
            await FinishAsync(db, id, m => m.Done(clock.GetUtcNow()), ct);
            return;
        }
        await FinishAsync(db, id, m => End(m, "Nobody listens to this message."), ct);
    }

    private async Task PutOffAsync(Guid id, Exception why, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ShopDb>();
        var reason = $"{why.GetType().Name}: {why.Message}";
        await FinishAsync(
            db,
            id,
            message =>
            {
                if (message.Attempts + 1 >= options.Value.Attempts || message.RepeatsEvery is not null)
                {
                    End(message, reason);
                    return;
                }
                var wait = options.Value.Backoff * Math.Pow(2, message.Attempts);
                message.TryAgain(clock.GetUtcNow() + (wait < TimeSpan.FromHours(1) ? wait : TimeSpan.FromHours(1)), reason);
            },
            ct);
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

    private static async Task FinishAsync(ShopDb db, Guid id, Action<OutboxMessage> end, CancellationToken ct)
    {
        var message = await db.Set<OutboxMessage>().SingleAsync(m => m.Id == id, ct);
        end(message);
        await db.SaveChangesAsync(ct);
    }
}
