using Npgsql;
using RachelFoods.Web.Data;
using RachelFoods.Web.Kernel;

namespace RachelFoods.Web.Modules.Orders;

/// <summary>Orders that an older version places while the versions change have no words yet.</summary>
internal sealed record GiveLateOrdersWords;

internal sealed class WordsOfLateOrders(ShopDataSources sources, StoreContext stores, TimeProvider clock) : IHandle<GiveLateOrdersWords>
{
    // Longer than any change of versions, and short enough to be nothing to look through.
    private static readonly TimeSpan Back = TimeSpan.FromDays(2);

    public Task HandleAsync(GiveLateOrdersWords message, CancellationToken ct) =>
        SearchWordsOfOld.FillAsync(sources.For(stores.Current.Id), stores.Current.Id, clock.GetUtcNow() - Back, ct);
}

/// <summary>
/// Words for the orders that have none: from before there were words, or placed by an older version after them. Done again, it finds none.
/// </summary>
internal static class SearchWordsOfOld
{
    private const int AtOnce = 2000;

    private const string Wordless =
        """
        select o.id, o.placed_at, o.number, o.email, o.name, o.phone,
            array(select l.sku from order_lines l where l.store_id = o.store_id and l.order_id = o.id)
        from orders o
        where o.store_id = $1 and (o.placed_at, o.id) > ($2, $3)
            and not exists (select from order_words w where w.store_id = o.store_id and w.order_id = o.id)
        order by o.placed_at, o.id limit $4
        """;

    private const string Add =
        """
        insert into order_words (store_id, word, placed_at, order_id)
        select $1, found.* from unnest($2::text[], $3::timestamptz[], $4::uuid[]) found on conflict do nothing
        """;

    /// <param name="since">Orders placed before are left alone.</param>
    public static async Task FillAsync(NpgsqlDataSource source, Guid storeId, DateTimeOffset since, CancellationToken ct)
    {
        var last = new OrderWord("", since, Guid.Empty);
        while (await ReadAsync(source, storeId, last, ct) is { Count: > 0 } words)
        {
            await using var add = Command(
                source, Add, storeId, words.Select(w => w.Word).ToArray(), words.Select(w => w.PlacedAt).ToArray(), words.Select(w => w.OrderId).ToArray());
            await add.ExecuteNonQueryAsync(ct);
            last = words[^1];
        }
    }

    private static async Task<IReadOnlyList<OrderWord>> ReadAsync(NpgsqlDataSource source, Guid storeId, OrderWord after, CancellationToken ct)
    {
        await using var read = Command(source, Wordless, storeId, after.PlacedAt, after.OrderId, AtOnce);
        await using var rows = await read.ExecuteReaderAsync(ct);
        var words = new List<OrderWord>();
        while (await rows.ReadAsync(ct))
        {
            var (id, placedAt) = (rows.GetGuid(0), rows.GetFieldValue<DateTimeOffset>(1));
            words.AddRange(SearchWords.Of(rows.GetString(2), rows.GetString(3), rows.GetString(4), rows.GetString(5), rows.GetFieldValue<string[]>(6))
                .Select(word => new OrderWord(word, placedAt, id)));
        }
        return words;
    }

    private static NpgsqlCommand Command(NpgsqlDataSource source, string sql, params object[] values)
    {
        var command = source.CreateCommand(sql);
        command.CommandTimeout = 0; // Among very many orders the last few without words are not found at once, and nobody waits for a page.
        command.Parameters.AddRange(values.Select(value => new NpgsqlParameter { Value = value }).ToArray());
        return command;
    }
}
