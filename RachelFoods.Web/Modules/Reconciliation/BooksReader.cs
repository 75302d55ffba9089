using Npgsql;
using RachelFoods.Web.Data;
using RachelFoods.Web.Kernel;

namespace RachelFoods.Web.Modules.Reconciliation;

/// <summary>Reads our rows, all at one moment.</summary>
public sealed class BooksReader(ShopDataSources sources, StoreContext stores, TimeProvider clock)
{
    /// <param name="named">What Stripe's objects of the period name: it belongs to it as well.</param>
    internal async Task<OurBooks> ReadAsync(
        DateTimeOffset from, DateTimeOffset to, (string[] Intents, Guid[] Payments, Guid[] Orders) named, CancellationToken ct)
    {
        await using var connection = await sources.For(stores.Current.Id).OpenConnectionAsync(ct);
        await using var moment = await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, ct);
        await using var looks = new NpgsqlBatch(connection, moment) { Timeout = sources.LongStatement };
        looks.BatchCommands.Add(new NpgsqlBatchCommand(Invariants.WithoutCompiling));
        foreach (var sql in new[] { BooksSql.Orders, BooksSql.Payments, BooksSql.Refunds, BooksSql.Disputes, BooksSql.Strays })
        {
            looks.BatchCommands.Add(new NpgsqlBatchCommand(BooksSql.Touched + sql)
            {
                Parameters = { P(from.UtcDateTime), P(to.UtcDateTime), P(named.Intents), P(named.Payments), P(named.Orders) },
            });
        }
        Invariants.AddTo(looks, clock.GetUtcNow());
        await using var rows = await looks.ExecuteReaderAsync(ct);
        return new OurBooks(
            await AllAsync(rows, Order, ct),
            await AllAsync(rows, Payment, ct),
            await AllAsync(rows, Refund, ct),
            await AllAsync(rows, Dispute, ct),
            await AllAsync(rows, r => new StrayPosting(r.GetString(0), Text(r, 1), r.GetInt64(2)), ct),
            await Invariants.ReadAsync(rows, ct));
    }

    private static NpgsqlParameter P(object value) => new() { Value = value };

    private static async Task<List<T>> AllAsync<T>(NpgsqlDataReader rows, Func<NpgsqlDataReader, T> read, CancellationToken ct)
    {
        var all = new List<T>();
        while (await rows.ReadAsync(ct))
        {
            all.Add(read(rows));
        }
        await rows.NextResultAsync(ct);
        return all;
    }

    private static OrderInBooks Order(NpgsqlDataReader r)
    {
        var currency = r.GetString(5);
        return new OrderInBooks(
            r.GetGuid(0),
            r.GetString(1),
            r.GetString(2),
            r.GetBoolean(3),
            new Money(r.GetInt64(4), currency),
            r.GetBoolean(6),
            r.GetInt64(7),
            MoneyAt(r, 8),
            MoneyAt(r, 10),
            r.GetInt64(12),
            r.GetString(13),
            r.GetString(14),
            r.GetFieldValue<string[]>(15),
            new Money(r.GetInt64(16), currency));
    }

    private static PaymentInBooks Payment(NpgsqlDataReader r) => new(
        r.GetGuid(0), r.GetGuid(1), r.GetBoolean(2), r.GetString(3), MoneyAt(r, 4)!.Value, Text(r, 6), Text(r, 7), r.GetBoolean(8), MoneyAt(r, 9));

    private static RefundRow Refund(NpgsqlDataReader r) => new(
        r.GetGuid(0),
        r.GetGuid(1),
        r.GetGuid(2),
        Text(r, 3),
        Text(r, 4),
        r.GetString(5),
        MoneyAt(r, 6)!.Value,
        r.GetBoolean(8),
        r.GetBoolean(9),
        MoneyAt(r, 10),
        MoneyAt(r, 12),
        r.GetBoolean(14));

    private static DisputeRow Dispute(NpgsqlDataReader r) =>
        new(r.GetString(0), r.GetGuid(1), Text(r, 2), r.GetString(3), MoneyAt(r, 4)!.Value);

    private static string? Text(NpgsqlDataReader r, int at) => r.IsDBNull(at) ? null : r.GetString(at);

    /// <summary>An amount, with its currency in the next column.</summary>
    private static Money? MoneyAt(NpgsqlDataReader r, int at) => r.IsDBNull(at) ? null : new Money(r.GetInt64(at), r.GetString(at + 1));
}
