using Npgsql;
using RachelFoods.Tests.Stage;
using RachelFoods.Web.Data;
using RachelFoods.Web.Modules.Stores;

namespace RachelFoods.Tests.Data;

/// <summary>Reads the database's own catalogue: isolation is a property of the tables, not of the queries.</summary>
public sealed class The_table_catalogue(Shop shop) : IClassFixture<Shop>
{
    // Tables that belong to no store, each with its reason.
    private static readonly string[] Shared =
    [
        "__EFMigrationsHistory", // the schema's own record
        "data_protection_keys", // one key ring for the installation; what it protects is bound to a store
        "store_hosts", // read before the store is known
        "stores", // read before the store is known
    ];

    [Fact]
    public async Task isolates_every_table_but_a_short_list()
    {
        var open = await ReadAsync(
            """
            select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where n.nspname = 'public' and c.relkind in ('r', 'p') and not (
                c.relrowsecurity and c.relforcerowsecurity
                and exists (select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'store_id' and a.attnotnull)
                and exists (select 1 from pg_policy p where p.polrelid = c.oid and p.polcmd = '*' and p.polroles = '{0}'
                    and pg_get_expr(p.polqual, p.polrelid) like '%store_id = ( SELECT%current_setting(''app.store_id''%'
                    and pg_get_expr(p.polwithcheck, p.polrelid) = pg_get_expr(p.polqual, p.polrelid)))
            order by 1
            """);

        Assert.Equal(Shared.Order(StringComparer.Ordinal), open.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task leads_every_unique_key_with_the_store()
    {
        var others = await ReadAsync(
            """
            select i.indexrelid::regclass::text from pg_index i
            join pg_class c on c.oid = i.indrelid and c.relrowsecurity join pg_namespace n on n.oid = c.relnamespace
            join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[0]
            where n.nspname = 'public' and i.indisunique and a.attname <> 'store_id'
            """);

        Assert.Empty(others);
    }

    [Fact]
    public async Task includes_the_store_in_every_foreign_key_between_store_tables()
    {
        var others = await ReadAsync(
            """
            select k.conrelid::regclass || '.' || k.conname from pg_constraint k
            join pg_class c on c.oid = k.conrelid and c.relrowsecurity
            join pg_class p on p.oid = k.confrelid and p.relrowsecurity
            where k.contype = 'f' and not exists (
                select 1 from unnest(k.conkey, k.confkey) as pair(child, parent)
                join pg_attribute a on a.attrelid = k.conrelid and a.attnum = pair.child and a.attname = 'store_id'
                join pg_attribute b on b.attrelid = k.confrelid and b.attnum = pair.parent and b.attname = 'store_id')
            """);

        Assert.Empty(others);
    }

    [Fact]
    public async Task gives_the_app_nothing_to_own_and_no_way_around()
    {
        var mighty = await ReadAsync(
            $"""
            select rolname from pg_roles where rolname in ('{ShopRoles.App}', '{ShopRoles.Worker}') and (rolsuper or rolbypassrls or rolcreaterole)
            union all
            select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_roles r on r.oid = c.relowner
            where n.nspname = 'public' and r.rolname <> '{ShopRoles.Owner}'
            """);

        Assert.Empty(mighty);
    }

    [Fact]
    public async Task shows_a_store_its_own_rows_however_the_query_is_written()
    {
        var own = await ReadAsync(
            "select distinct store_id::text from store_settings",
            Stage(ShopRoles.App) + $";Options=-c app.store_id={StoreSeed.SecondStore}");
        var nothing = await ReadAsync("select store_id::text from store_settings", Stage(ShopRoles.App));

        Assert.Equal([StoreSeed.SecondStore.ToString()], own);
        Assert.Empty(nothing);
    }

    [Fact]
    public async Task keeps_amounts_as_whole_minor_units()
    {
        var floating = await ReadAsync(
            """
            select table_name || '.' || column_name from information_schema.columns
            where table_schema = 'public' and data_type in ('real', 'double precision', 'money', 'numeric')
            """);

        Assert.Empty(floating);
    }

    private string Stage(string role) => shop.Stage.ConnectionString(role);

    private async Task<List<string>> ReadAsync(string sql, string? connection = null)
    {
        await using var source = NpgsqlDataSource.Create(connection ?? Stage(ShopRoles.Owner));
        await using var read = source.CreateCommand(sql);
        await using var rows = await read.ExecuteReaderAsync();
        var names = new List<string>();
        while (await rows.ReadAsync())
        {
            names.Add(rows.GetString(0));
        }
        return names;
    }
}
