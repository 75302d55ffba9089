using Npgsql;
using RachelFoods.Web.Data;
using RachelFoods.Web.Kernel;
using RachelFoods.Web.Modules.Stores;

namespace RachelFoods.Web.Modules.Orders;

/// <summary>
/// With <c>seed --orders 1000</c> the first store has had so many orders: paid at the door and long since delivered, one in ten cancelled, all of it
/// in the books and in the record of stock.
/// </summary>
internal sealed class OrderSeed(
    ShopDataSources sources, StoreContext stores, StoreSettingsService settings, IConfiguration configuration, TimeProvider clock) : ISeed
{
    private const int AtOnce = 5000;
    private const int OrdersOfOne = 4;

    private static readonly TimeSpan Years = TimeSpan.FromDays(3 * 365);

    // None may still be on its way.
    private static readonly TimeSpan Since = TimeSpan.FromDays(9);

    private static readonly string[] FirstNames =
    [
        "Ada", "Amara", "Bola", "Chidi", "Chloé", "Damilola", "Ebele", "Efe", "Emeka", "Fatima", "Femi", "Folake", "Grace", "Halima", "Ifeoma", "Ike",
        "José", "Kemi", "Kunle", "Mary-Jane", "Ngozi", "Nneka", "Obinna", "Olúwaṣeun", "Patience", "René", "Sade", "Tunde", "Uche", "Yẹmí", "Zainab",
    ];

    private static readonly string[] LastNames =
    [
        "Abiola", "Adebayo", "Adeyemi", "Afolabi", "Balogun", "Bello", "Chukwu", "Danjuma", "Eze", "Ezenwa", "Falana", "Garba", "Ibrahim", "Igwe",
        "Johnson", "Kalu", "Lawal", "Mba", "Musa", "Njoku", "Nwosu", "Obi", "Odukoya", "Okafor", "Okeke", "Oladipo", "Onyeka", "Osei", "Salami", "Smith",
        "Soyinka", "Sule", "Taiwo", "Udo", "Umar", "Uzor", "Williams", "Yakubu", "Yusuf",
    ];

    public async Task SeedAsync(CancellationToken ct)
    {
        var wanted = stores.Current.Id == StoreSeed.RachelFoods ? configuration.GetValue("orders", 0) : 0;
        var source = sources.For(stores.Current.Id);
        var missing = wanted == 0 ? 0 : wanted - (int)await CountAsync(source, ct);
        if (missing <= 0)
        {
            return;
        }
        var last = clock.GetUtcNow() - Since;
        for (var written = 0; written < missing; written += AtOnce)
        {
            var count = Math.Min(AtOnce, missing - written);
            await WriteAsync(source, count, last - (Years * (1 - ((double)written / missing))), Years * ((double)count / missing), missing, ct);
        }
        await SearchWordsOfOld.FillAsync(source, stores.Current.Id, DateTimeOffset.UnixEpoch, ct);
    }

    private static async Task<long> CountAsync(NpgsqlDataSource source, CancellationToken ct)
    {
        await using var count = source.CreateCommand("select count(*) from orders");
        return (long)(await count.ExecuteScalarAsync(ct))!;
    }

    private async Task WriteAsync(NpgsqlDataSource source, int count, DateTimeOffset from, TimeSpan time, int all, CancellationToken ct)
    {
        var rules = await settings.GetAsync(ct);
        await using var connection = await source.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await using var statements = new NpgsqlBatch(connection, transaction) { Timeout = 0 };
        Add(statements, OrderSeedSql.Goods);
        Add(
            statements, OrderSeedSql.Draw, stores.Current.Id, TimeZoneInfo.ConvertTime(from, stores.Current.Zone).Year, count, from.UtcDateTime,
            time, FirstNames, LastNames, (all / OrdersOfOne) + 1);
        Add(statements, OrderSeedSql.DrawLines);
        Add(statements, OrderSeedSql.Price, stores.Current.Currency, rules.DeliveryFee.Minor, rules.FreeDeliveryFrom?.Minor ?? long.MaxValue);
        Add(statements, OrderSeedSql.Orders, rules.PricesIncludeTax, rules.Country);
        foreach (var sql in OrderSeedSql.WhatFollows)
        {
            Add(statements, sql);
        }
        await statements.ExecuteNonQueryAsync(ct);
        await transaction.CommitAsync(ct);
    }

    private static void Add(NpgsqlBatch statements, string sql, params object[] values)
    {
        var command = new NpgsqlBatchCommand(sql);
        command.Parameters.AddRange(values.Select(value => new NpgsqlParameter { Value = value }).ToArray());
        statements.BatchCommands.Add(command);
    }
}
