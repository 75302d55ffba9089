using System.Collections.Concurrent;
using System.Diagnostics;
using Npgsql;
using RachelFoods.Web.Modules.Reconciliation;

namespace RachelFoods.Tests.Stage.Processes;

/// <summary>
/// Looks after every test case whether all that must be true of a store's rows still is, in each database that is watched. Cases share
/// a database, and one look serves all that have ended before it, so a row may be another's; it is told once, by one of them.
/// </summary>
public static class Oracle
{
    private static readonly ConcurrentDictionary<string, Watched> Databases = new(StringComparer.Ordinal);
    private static readonly ConcurrentDictionary<Guid, bool> Excused = new();

    /// <param name="appConnection">As the role that the shop runs as, so that row security holds for the oracle as well.</param>
    public static void Watch(string appConnection) => Databases.TryAdd(appConnection, new Watched(appConnection));

    public static void Unwatch(string appConnection) => Databases.TryRemove(appConnection, out _);

    /// <summary>This store is broken on purpose.</summary>
    public static void Excuse(Guid storeId) => Excused[storeId] = true;

    /// <summary>Somebody waits: the next look begins at once.</summary>
    public static void Hurry()
    {
        foreach (var database in Databases.Values)
        {
            database.Hurry();
        }
    }

    /// <returns>What a look that begins after this call found broken, unless another case tells it.</returns>
    public static async Task<IReadOnlyList<string>> NewViolationsAsync()
    {
        var found = new List<string>();
        foreach (var database in Databases.Values)
        {
            found.AddRange(await database.NewViolationsAsync());
        }
        return found;
    }

    /// <summary>All that is broken now, in every store but the excused ones.</summary>
    public static async Task<IReadOnlyList<(Guid Store, Violation Found)>> ViolationsAsync(string appConnection)
    {
        while (true)
        {
            try
            {
                return await LookAsync(appConnection);
            }
            catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.DeadlockDetected)
            {
                // Another case was changing a table itself, for which it waits until nobody reads it.
            }
        }
    }

    private static async Task<IReadOnlyList<(Guid Store, Violation Found)>> LookAsync(string appConnection)
    {
        var stores = await StoresAsync(appConnection);
        await using var connection = new NpgsqlConnection(Prepared(appConnection));
        await connection.OpenAsync();
        await using var looks = new NpgsqlBatch(connection);
        foreach (var store in stores)
        {
            looks.BatchCommands.Add(new NpgsqlBatchCommand($"set app.store_id = '{store}'"));
            Invariants.AddTo(looks, TimeProvider.System.GetUtcNow());
        }
        var found = new List<(Guid, Violation)>();
        await using var rows = await looks.ExecuteReaderAsync();
        foreach (var store in stores)
        {
            found.AddRange((await Invariants.ReadAsync(rows, CancellationToken.None)).Select(v => (store, v)));
            await rows.NextResultAsync();
        }
        return found;
    }

    // To plan so long a statement takes longer than to run it.
    private static string Prepared(string connection) => new NpgsqlConnectionStringBuilder(connection)
    {
        MaxAutoPrepare = 10,
        AutoPrepareMinUsages = 2,
        Options = "-c plan_cache_mode=force_generic_plan",
    }.ConnectionString;

    private static async Task<List<Guid>> StoresAsync(string appConnection)
    {
        await using var connection = new NpgsqlConnection(appConnection);
        await connection.OpenAsync();
        await using var list = new NpgsqlCommand("select id from stores order by id", connection);
        await using var rows = await list.ExecuteReaderAsync();
        var stores = new List<Guid>();
        while (await rows.ReadAsync())
        {
            stores.Add(rows.GetGuid(0));
        }
        stores.RemoveAll(Excused.ContainsKey);
        return stores;
    }

    /// <summary>One look serves all cases that have ended before it begins.</summary>
    private sealed class Watched(string appConnection)
    {
        // A look at all rows takes longer than many a case.
        private static readonly TimeSpan Pace = TimeSpan.FromSeconds(2);

        private readonly HashSet<(Guid Store, string Name, string Subject)> _told = [];
        private readonly SemaphoreSlim _looking = new(1, 1);
        private TaskCompletionSource _hurry = NewHurry();
        private long _begun;
        private long _lastBegan;

        public void Hurry() => Volatile.Read(ref _hurry).TrySetResult();

        public async Task<IReadOnlyList<string>> NewViolationsAsync()
        {
            var before = Interlocked.Read(ref _begun);
            await _looking.WaitAsync();
            try
            {
                if (Interlocked.Read(ref _begun) > before)
                {
                    return []; // A look that began after this case had ended has told already.
                }
                if (Pace - Stopwatch.GetElapsedTime(_lastBegan) is { Ticks: > 0 } rest)
                {
                    await Task.WhenAny(Volatile.Read(ref _hurry).Task, Task.Delay(rest));
                }
                // In this order: who hurries from now on may come too late for this look.
                Volatile.Write(ref _hurry, NewHurry());
                Interlocked.Increment(ref _begun);
                _lastBegan = Stopwatch.GetTimestamp();
                return [.. (await ViolationsAsync(appConnection)).Where(v => _told.Add((v.Store, v.Found.Broken.Name, v.Found.Subject)))
                    .Select(v => $"{v.Found} (store {v.Store})")];
            }
            finally
            {
                _looking.Release();
            }
        }

        private static TaskCompletionSource NewHurry() => new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
