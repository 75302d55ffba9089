using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Npgsql;
using RachelFoods.Web.Kernel;

namespace RachelFoods.Web.Data;

/// <summary>Work that every store's worker does again and again.</summary>
/// <param name="Message">Carries nothing: its store is all that it needs.</param>
internal sealed record RepeatingMessage(object Message, Func<IServiceProvider, TimeSpan> Every)
{
    /// <summary>The same for every process, so that a store has each of them once.</summary>
    public Guid Id => new(SHA256.HashData(Encoding.UTF8.GetBytes(Name)).AsSpan(0, 16));

    public string Name => Message.GetType().Name;

    public string Payload => JsonSerializer.Serialize(Message, Message.GetType());
}

/// <summary>Sees to it that each store has its repeating messages, also one that was added while the shop runs.</summary>
internal sealed class RepeatingMessages(
    IEnumerable<RepeatingMessage> messages,
    IServiceProvider services,
    ShopDataSources sources,
    IStoreDirectory directory,
    IOptions<OutboxOptions> options,
    Outage outage,
    TimeProvider clock) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await EnsureAsync(stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                outage.Begin(e);
            }
            await Task.Delay(options.Value.Ensure, clock, stoppingToken);
        }
    }

    private async Task EnsureAsync(CancellationToken ct)
    {
        foreach (var store in await directory.ListAsync(ct))
        {
            foreach (var message in messages)
            {
                await EnsureAsync(store.Id, message, ct);
            }
        }
    }

    // Another process may do the same now; a changed setting counts from the next time on, at the latest.
    private async Task EnsureAsync(Guid storeId, RepeatingMessage message, CancellationToken ct)
    {
        var (now, every) = (clock.GetUtcNow(), message.Every(services));
        await using var ensure = sources.For(storeId).CreateCommand(
            """
            insert into outbox_messages as known (store_id, id, type, payload, raised_at, due_at, attempts, repeats_every)
            values ($1, $2, $3, $4::jsonb, $5, $6, 0, $7)
            on conflict (store_id, id) do update set repeats_every = excluded.repeats_every, due_at = least(known.due_at, excluded.due_at)
                where known.repeats_every is distinct from excluded.repeats_every or known.due_at is null
            """);
        object[] values = [storeId, message.Id, message.Name, message.Payload, now, now + every, every];
        ensure.Parameters.AddRange(values.Select(value => new NpgsqlParameter { Value = value }).ToArray());
        await ensure.ExecuteNonQueryAsync(ct);
    }
}
