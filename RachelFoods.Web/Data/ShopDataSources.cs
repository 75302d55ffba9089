using System.Collections.Concurrent;
using Npgsql;

namespace RachelFoods.Web.Data;

/// <summary>One pool per store, whose connections carry the store's id from their start; one without a store; the worker's.</summary>
public sealed class ShopDataSources(IConfiguration configuration) : IAsyncDisposable
{
    private readonly ConcurrentDictionary<Guid, Lazy<NpgsqlDataSource>> _stores = new();
    private readonly Lazy<NpgsqlDataSource> _directory = new(() => Build(configuration, "Shop", null));
    private readonly Lazy<NpgsqlDataSource> _worker = new(() => Build(configuration, "ShopWorker", null));

    /// <summary>For the few tables that belong to no store. Sees no store's rows.</summary>
    public NpgsqlDataSource Directory => _directory.Value;

    public NpgsqlDataSource Worker => _worker.Value;

    public NpgsqlDataSource For(Guid storeId) =>
        _stores.GetOrAdd(storeId, id => new Lazy<NpgsqlDataSource>(() => Build(configuration, "Shop", id))).Value;

    public async ValueTask DisposeAsync()
    {
        var built = _stores.Values.Append(_directory).Append(_worker).Where(s => s.IsValueCreated);
        foreach (var source in built)
        {
            await source.Value.DisposeAsync();
        }
    }

    private static NpgsqlDataSource Build(IConfiguration configuration, string name, Guid? storeId)
    {
        var connection = new NpgsqlConnectionStringBuilder(
            configuration.GetConnectionString(name) ?? throw new InvalidOperationException($"ConnectionStrings__{name} is not set."))
        {
            MaxPoolSize = storeId is null ? 5 : configuration.GetValue("Shop:PoolSize", 10),
            MaxAutoPrepare = 100,
            NoResetOnClose = true, // Nothing changes a session's state, so nothing must be put back each time a connection is.
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
