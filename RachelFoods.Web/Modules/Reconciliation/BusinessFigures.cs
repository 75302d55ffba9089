using System.Diagnostics.Metrics;
using Microsoft.Extensions.Options;
using Npgsql;
using RachelFoods.Web.Data;
using RachelFoods.Web.Kernel;

namespace RachelFoods.Web.Modules.Reconciliation;

/// <summary>
/// What the shop has done, read from its rows, so that no restart, rollback or second instance makes it wrong. One instance at a time
/// tells: the one that holds the lock, as long as its connection lasts.
/// </summary>
internal sealed class BusinessFigures : BackgroundService
{
    private const long Lock = 7306_0002;

    private readonly ShopDataSources _sources;
    private readonly IStoreDirectory _directory;
    private readonly OtlpOptions _options;
    private readonly TimeProvider _clock;
    private readonly ILogger<BusinessFigures> _log;
    private readonly Meter _meter = new(ShopTrace.Name);

    public BusinessFigures(
        ShopDataSources sources, IStoreDirectory directory, IOptions<OtlpOptions> options, TimeProvider clock, ILogger<BusinessFigures> log)
    {
        (_sources, _directory, _options, _clock, _log) = (sources, directory, options.Value, clock, log);
        for (var i = 0; i < Figure.All.Count; i++)
        {
            var (at, figure) = (i, Figure.All[i]);
            IEnumerable<Measurement<long>> Measure() => Told.Select(
                store => new Measurement<long>(store.Values[at], new KeyValuePair<string, object?>("shop.store.id", $"{store.Store}")));
            if (figure.OnlyGrows)
            {
                _meter.CreateObservableCounter(figure.Name, Measure, figure.Unit, figure.What);
                continue;
            }
            _meter.CreateObservableGauge(figure.Name, Measure, figure.Unit, figure.What);
        }
    }

    /// <summary>Of each store, in the order of the figures; of none while another instance tells.</summary>
    internal IReadOnlyList<(Guid Store, long[] Values)> Told { get; private set; } = [];

    public override void Dispose()
    {
        _meter.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (_options.Endpoint is not null && !stoppingToken.IsCancellationRequested)
        {
            try
            {
                await TellAsync(stoppingToken);
            }
            catch (Exception e) when (e is NpgsqlException or TimeoutException && !stoppingToken.IsCancellationRequested)
            {
                _log.LogWarning(e, "The business figures could not be read; it is tried again.");
            }
            Told = [];
            await Task.Delay(_options.Every, _clock, stoppingToken);
        }
    }

    private async Task TellAsync(CancellationToken ct)
    {
        await using var connection = await _sources.OpenApartAsync(ct);
        while (await HoldsTheLockAsync(connection, ct))
        {
            var read = new List<(Guid, long[])>();
            foreach (var store in await _directory.ListAsync(ct))
            {
                read.Add((store.Id, await ReadAsync(store.Id, ct)));
            }
            Told = read;
            await Task.Delay(_options.Every / 2, _clock, ct);
        }
    }

    // Asked again each time: it tells whether the connection, and the lock with it, is still there.
    private static async Task<bool> HoldsTheLockAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var take = new NpgsqlCommand(
            """
            select exists (select from pg_locks where locktype = 'advisory' and objid = $1::bigint and pid = pg_backend_pid())
                or pg_try_advisory_lock($1)
            """, connection);
        take.Parameters.Add(new NpgsqlParameter { Value = Lock });
        return await take.ExecuteScalarAsync(ct) is true;
    }

    private async Task<long[]> ReadAsync(Guid storeId, CancellationToken ct)
    {
        await using var read = _sources.For(storeId).CreateCommand($"select {string.Join(", ", Figure.All.Select(f => $"({f.Sql})::bigint"))}");
        read.Parameters.Add(new NpgsqlParameter { Value = _clock.GetUtcNow() });
        await using var rows = await read.ExecuteReaderAsync(ct);
        await rows.ReadAsync(ct);
        return [.. Figure.All.Select((_, i) => rows.GetInt64(i))];
    }
}

/// <param name="OnlyGrows">A counter; otherwise it is how things stand.</param>
/// <param name="Sql">Its one value; <c>$1</c> is the time now, which the outbox's worker goes by too.</param>
internal sealed record Figure(string Name, bool OnlyGrows, string Unit, string What, string Sql)
{
    public static readonly IReadOnlyList<Figure> All =
    [
        new("shop.orders.placed", true, "{order}", "Orders placed", "select count(*) from orders"),
        new("shop.orders.paid", true, "{order}", "Orders whose money came, also if it went back later", "select count(*) from orders where paid_at is not null"),
        new("shop.orders.cancelled", true, "{order}", "Orders cancelled", "select count(*) from orders where status = 'CANCELLED'"),
        new("shop.payments.declined", true, "{payment}", "Chains of attempts with a decline", "select count(*) from payments where last_error is not null"),
        new("shop.refunds.requested", true, "{refund}", "Refunds written", "select count(*) from refunds"),
        new("shop.refunds.pending", false, "{refund}", "Refunds that Stripe has not decided", "select count(*) from refunds where state = 'PENDING'"),
        new("shop.refunds.failed", false, "{refund}", "Refunds that came to nothing", "select count(*) from refunds where state = 'FAILED'"),
        new("shop.outbox.waiting", false, "{message}", "Messages whose time has come",
            "select count(*) from outbox_messages where due_at <= $1"),
        new("shop.outbox.oldest", false, "s", "How long the oldest of them waits",
            "select coalesce(extract(epoch from $1 - min(due_at)), 0) from outbox_messages where due_at <= $1"),
        new("shop.outbox.put_aside", false, "{message}", "Messages that were given up",
            "select count(*) from outbox_messages where due_at is null and done_at is null and coalesce(reason, '') not like 'Nobody listens%'"),
        new("shop.mails.sent", true, "{mail}", "Mails that a mail server took", "select count(*) from mails where sent_at is not null"),
        new("shop.mails.waiting", false, "{mail}", "Mails that are to be sent", "select count(*) from mails where state = 'WAITING'"),
        new("shop.mails.failed", false, "{mail}", "Mails that came to nothing", "select count(*) from mails where state in ('FAILED', 'UNDELIVERABLE')"),
        new("shop.events.parked", false, "{event}", "Stripe's events that fit nothing",
            "select count(*) from stripe_events where processed_at is null and parked_because is not null"),
    ];
}
