using Npgsql;
using RachelFoods.Web.Data;

namespace RachelFoods.Tests.Stage;

/// <summary>Makes several acts meet at one table: all have read what they decide by before any of them writes.</summary>
public static class Races
{
    /// <summary>Holds back writes to the table until this many wait, then lets all of them go on at once.</summary>
    public static Task<T> WhileWritesTo<T>(this Shop shop, string table, int waiting, Func<Task<T>> acts) =>
        WhileWritesTo(shop.Stage.ConnectionString(ShopRoles.Owner), table, waiting, acts);

    public static async Task<T> WhileWritesTo<T>(string ownerConnection, string table, int waiting, Func<Task<T>> acts)
    {
        await using var source = NpgsqlDataSource.Create(ownerConnection);
        await using var connection = await source.OpenConnectionAsync();
        await using var gate = await connection.BeginTransactionAsync();
        await using var close = new NpgsqlCommand($"lock table {table} in share row exclusive mode", connection, gate);
        await close.ExecuteNonQueryAsync();

        var running = acts();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        await using var count = new NpgsqlCommand($"select count(*) from pg_locks where relation = '{table}'::regclass and not granted", connection, gate);
        while ((long)(await count.ExecuteScalarAsync(patience.Token))! < waiting)
        {
            patience.Token.ThrowIfCancellationRequested();
        }
        await gate.CommitAsync();
        return await running;
    }
}
