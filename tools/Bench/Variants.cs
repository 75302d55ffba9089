using System.Globalization;

namespace Bench;

/// <summary>The first store's variants, whose ids are made a number each, so that pgbench can name them too, and whose shelves are filled up.</summary>
internal sealed record Variants(int Count)
{
    private const string Ours = "store_id = (select store_id from store_hosts where host = 'localhost')";

    public static async Task<Variants> RenumberAsync(Stage stage)
    {
        // Before anything else refers to them; what the seed has told the outbox speaks of the old ids.
        await stage.ExecuteAsync(
            Stage.Database,
            "set session_replication_role = replica",
            $"create temp table numbered as select id, lpad(to_hex(row_number() over (order by id)), 32, '0')::uuid as number from product_variants where {Ours}",
            "update product_variants v set id = number from numbered n where v.id = n.id",
            "update stock_items i set variant_id = number from numbered n where i.variant_id = n.id",
            "update stock_movements m set variant_id = number from numbered n where m.variant_id = n.id",
            "delete from outbox_messages where type = 'StockChanged'",
            $"""
            insert into stock_movements (store_id, id, variant_id, delta, on_hand_after, reason, at)
            select store_id, gen_random_uuid(), variant_id, 1000000, on_hand + 1000000, 'RECEIVED', now() from stock_items where {Ours}
            """,
            $"update stock_items set on_hand = on_hand + 1000000 where {Ours}",
            "vacuum analyze");
        return new Variants((int)await stage.FindAsync<long>($"select count(*) from stock_items where {Ours}"));
    }

    /// <summary>The variants of one order, different from one order to the next.</summary>
    public IEnumerable<Guid> Of(int order, int lines) => Enumerable.Range(0, lines).Select(line => Id(1 + ((order + (line * Distance)) % Count)));

    /// <summary>From a line's variant to the next line's.</summary>
    public int Distance => Count / 7;

    public static Guid Id(int number) => Guid.ParseExact(number.ToString("x32", CultureInfo.InvariantCulture), "N");

    /// <returns>Null for an id that is not one of theirs.</returns>
    public static long? Number(Guid id) =>
        id.ToString("N") is ['0', '0', '0', '0', '0', '0', '0', '0', ..] text && long.TryParse(text.AsSpan(16), NumberStyles.HexNumber, null, out var number)
            ? number
            : null;
}
