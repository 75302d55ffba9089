using System.Collections.Frozen;
using RachelFoods.Web.Data;
using RachelFoods.Web.Kernel;

namespace RachelFoods.Web.Modules.Stores;

/// <summary>Keeps the directory in memory and reads it again when it has grown old, or when a name is asked for that it lacks.</summary>
internal sealed class StoreDirectory(ShopDataSources sources, TimeProvider clock) : IStoreDirectory
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan FreshForTheUnknown = TimeSpan.FromSeconds(2);

    // A database that does not answer must not keep those waiting whose store has long been known.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private Task<Snapshot>? _reading;
    private volatile Snapshot _known = Snapshot.Nothing;

    public async ValueTask<Store?> FindAsync(string host, CancellationToken ct)
    {
        var known = await FreshAsync(Fresh, ct);
        if (known.ByHost.TryGetValue(host, out var store))
        {
            return store;
        }
        return (await FreshAsync(FreshForTheUnknown, ct)).ByHost.GetValueOrDefault(host);
    }

    public async ValueTask<Store?> FindAsync(Guid id, CancellationToken ct) =>
        (await FreshAsync(Fresh, ct)).ById.GetValueOrDefault(id) ?? (await FreshAsync(FreshForTheUnknown, ct)).ById.GetValueOrDefault(id);

    public Store? FindKnown(string host) => IsFresh(_known, Fresh) ? _known.ByHost.GetValueOrDefault(host) : null;

    public async ValueTask<IReadOnlyCollection<Store>> ListAsync(CancellationToken ct) => (await FreshAsync(Fresh, ct)).ById.Values;

    private async ValueTask<Snapshot> FreshAsync(TimeSpan age, CancellationToken ct)
    {
        var known = _known;
        if (IsFresh(known, age))
        {
            return known;
        }
        var reading = ReadOnce();
        if (known.ById.Count == 0 || age == FreshForTheUnknown)
        {
            return await reading.WaitAsync(ct);
        }
        await Task.WhenAny(reading, Task.Delay(Patience, clock, ct));
        ct.ThrowIfCancellationRequested();
        return reading.IsCompletedSuccessfully ? await reading : known;
    }

    // That there is no store at all is soon over.
    private bool IsFresh(Snapshot known, TimeSpan age) => known.ById.Count > 0 && clock.GetUtcNow() - known.ReadAt < age;

    /// <summary>One reading serves all who ask while it lasts, and ends with none of them.</summary>
    private Task<Snapshot> ReadOnce()
    {
        lock (_gate)
        {
            return _reading is { IsCompleted: false } ? _reading : _reading = ReadAsync(CancellationToken.None);
        }
    }

    private async Task<Snapshot> ReadAsync(CancellationToken ct)
    {
        await using var read = sources.Directory.CreateCommand(
            """
            select s.id, s.name, s.tagline, s.canonical_host, s.currency, s.time_zone, s.culture,
                s.contact_email, s.contact_phone, s.contact_address, h.host
            from stores s left join store_hosts h on h.store_id = s.id
            """);
        await using var rows = await read.ExecuteReaderAsync(ct);
        var byId = new Dictionary<Guid, Store>();
        var byHost = new Dictionary<string, Store>(StringComparer.OrdinalIgnoreCase);
        while (await rows.ReadAsync(ct))
        {
            var store = new Store(
                rows.GetGuid(0), rows.GetString(1), rows.GetString(2), rows.GetString(3), rows.GetString(4), rows.GetString(5), rows.GetString(6),
                new StoreContact(rows.GetString(7), rows.GetString(8), rows.GetString(9)));
            byId.TryAdd(store.Id, store);
            byHost[rows.IsDBNull(10) ? store.CanonicalHost : rows.GetString(10)] = byId[store.Id];
        }
        return _known = new Snapshot(clock.GetUtcNow(), byId.ToFrozenDictionary(), byHost.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase));
    }

    private sealed record Snapshot(DateTimeOffset ReadAt, FrozenDictionary<Guid, Store> ById, FrozenDictionary<string, Store> ByHost)
    {
        public static readonly Snapshot Nothing = new(
            DateTimeOffset.MinValue, FrozenDictionary<Guid, Store>.Empty, FrozenDictionary<string, Store>.Empty);
    }
}
