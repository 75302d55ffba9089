using Npgsql;
using RachelFoods.Tests.Orders;
using RachelFoods.Tests.Stage;
using RachelFoods.Web.Data;

namespace RachelFoods.Tests.Data;

/// <summary>The role that claims for every store at once may see no more than that needs.</summary>
public sealed class The_worker_role(Shop shop) : IClassFixture<Shop>
{
    [Fact]
    public async Task reads_the_queue_columns_of_every_store_and_writes_the_lease()
    {
        await shop.AnOrderOf(await shop.AVariant());

        Assert.NotEmpty(await ReadAsync(ShopRoles.Worker, "select id::text, store_id, due_at, leased_until from outbox_messages"));
        await ReadAsync(ShopRoles.Worker, "update outbox_messages set leased_until = leased_until where false returning id::text");
    }

    [Theory]
    [InlineData("select payload::text from outbox_messages")]
    [InlineData("select type from outbox_messages")]
    [InlineData("select reason from outbox_messages")]
    [InlineData("update outbox_messages set due_at = null where false")]
    [InlineData("update outbox_messages set store_id = store_id where false")]
    [InlineData("delete from outbox_messages where false")]
    [InlineData("insert into outbox_messages (id) values (null)")]
    public async Task may_not(string more)
    {
        var refused = await Assert.ThrowsAsync<PostgresException>(() => ReadAsync(ShopRoles.Worker, more));

        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
    }

    [Fact]
    public async Task has_rights_on_no_other_table_or_column()
    {
        var rights = await ReadAsync(
            ShopRoles.Owner,
            $"""
            select c.relname || '.' || a.attname || ' ' || p.privilege from pg_class c
            join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'public'
            join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
            cross join (values ('SELECT'), ('INSERT'), ('UPDATE'), ('REFERENCES')) as p(privilege)
            where c.relkind in ('r', 'p', 'v', 'm') and has_column_privilege('{ShopRoles.Worker}', c.oid, a.attnum, p.privilege)
            order by 1
            """);

        Assert.Equal(
            [
                "outbox_messages.due_at SELECT", "outbox_messages.id SELECT", "outbox_messages.leased_until SELECT",
                "outbox_messages.leased_until UPDATE", "outbox_messages.store_id SELECT",
            ],
            rights.Order(StringComparer.Ordinal));
    }

    private async Task<List<string>> ReadAsync(string role, string sql)
    {
        await using var source = NpgsqlDataSource.Create(shop.Stage.ConnectionString(role));
        await using var command = source.CreateCommand(sql);
        await using var rows = await command.ExecuteReaderAsync();
        var first = new List<string>();
        while (await rows.ReadAsync())
        {
            first.Add(rows.GetString(0));
        }
        return first;
    }
}
