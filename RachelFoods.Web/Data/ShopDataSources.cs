using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using Npgsql;

namespace RachelFoods.Web.Data;

/// <summary>One pool per store, whose connections carry the store's id from their start; one without a store; the worker's.</summary>
public sealed class ShopDataSources(IConfiguration configuration, IOptions<DatabaseOptions> options) : IAsyncDisposable
{
    // Milliseconds for the last word on a statement whose time is over. A server that answers has it at once.
    private const int GivenUpAfter = 500;

    private readonly ConcurrentDictionary<Guid, Lazy<NpgsqlDataSource>> _stores = new();
    private readonly Lazy<NpgsqlDataSource> _directory = new(() => Build(configuration, "Shop", null, options.Value, options.Value.Timeout));
    private readonly Lazy<NpgsqlDataSource> _worker = new(
        () => Build(configuration, "ShopWorker", null, options.Value, options.Value.BackgroundTimeout));

    /// <summary>For the few tables that belong to no store. Sees no store's rows.</summary>
    public NpgsqlDataSource Directory => _directory.Value;

    public NpgsqlDataSource Worker => _worker.Value;

    /// <summary>Seconds for a statement that looks at very much, whoever waits for it.</summary>
    public int LongStatement => DatabaseOptions.Seconds(options.Value.BackgroundTimeout);

    public NpgsqlDataSource For(Guid storeId) => _stores.GetOrAdd(
        storeId, id => new Lazy<NpgsqlDataSource>(() => Build(configuration, "Shop", id, options.Value, options.Value.Timeout))).Value;

    /// <summary>Outside the pools, for what holds as long as the session does, such as a lock. Sees no store's rows.</summary>
    public async Task<NpgsqlConnection> OpenApartAsync(CancellationToken ct)
    {
        var settings = new NpgsqlConnectionStringBuilder(Directory.ConnectionString)
        {
            Password = new NpgsqlConnectionStringBuilder(configuration.GetConnectionString("Shop")).Password,
            Pooling = false,
        };
        var connection = new NpgsqlConnection(settings.ConnectionString);
        await connection.OpenAsync(ct);
        return connection;
    }

    public async ValueTask DisposeAsync()
    {
        var built = _stores.Values.Append(_directory).Append(_worker).Where(s => s.IsValueCreated);
        foreach (var source in built)
        {
            await source.Value.DisposeAsync();
        }
    }

    private static NpgsqlDataSource Build(
        IConfiguration configuration, string name, Guid? storeId, DatabaseOptions limits, TimeSpan statement)
    {
        var connection = new NpgsqlConnectionStringBuilder(
            configuration.GetConnectionString(name) ?? throw new InvalidOperationException($"ConnectionStrings__{name} is not set."))
        {
            MaxPoolSize = storeId is null ? 5 : configuration.GetValue("Shop:PoolSize", 10),
            MaxAutoPrepare = 100,
            NoResetOnClose = true, // Nothing changes a session's state, so nothing must be put back each time a connection is.
            Timeout = DatabaseOptions.Seconds(limits.Connect),
            CommandTimeout = DatabaseOptions.Seconds(statement),
            CancellationTimeout = GivenUpAfter,
            ApplicationName = storeId is null ? "rachelfoods" : $"rachelfoods {storeId}",
        };
        if (storeId is not null)
        {
            connection.Options = $"-c app.store_id={storeId}";
        }
        // The name stands at the pool's figures.
        return new NpgsqlDataSourceBuilder(connection.ConnectionString) { Name = storeId is null ? name : $"{name} {storeId}" }.Build();
    }
}
