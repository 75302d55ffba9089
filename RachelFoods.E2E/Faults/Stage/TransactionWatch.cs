using System.Diagnostics;
using Npgsql;

namespace RachelFoods.E2E.Faults.Stage;

/// <summary>Asks the server which transactions of the shop are open.</summary>
internal static class TransactionWatch
{
    // Locks are held by transactions alone, so this finds them too.
    private const string Open =
        """
        select usename || ' ' || state || ' for ' || clock_timestamp() - xact_start || ': ' || left(query, 300) from pg_stat_activity
        where usename in ('shop_app', 'shop_worker') and xact_start < clock_timestamp() - interval '1 second'
        """;

    /// <returns>What was open for more than a second at some moment of the given time.</returns>
    public static async Task<IReadOnlyList<string>> WatchAsync(this FaultyShop shop, TimeSpan time)
    {
        await using var connection = new NpgsqlConnection(shop.SuperUserConnection + ";Pooling=false");
        await connection.OpenAsync();
        await using var look = new NpgsqlCommand(Open, connection);
        var seen = new List<string>();
        for (var watched = Stopwatch.StartNew(); watched.Elapsed < time; await Task.Delay(50))
        {
            await using var rows = await look.ExecuteReaderAsync();
            while (await rows.ReadAsync())
            {
                seen.Add(rows.GetString(0));
            }
        }
        return seen;
    }
}
