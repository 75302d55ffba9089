using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Infrastructure.Internal;
using Npgsql.EntityFrameworkCore.PostgreSQL.Migrations;

namespace RachelFoods.Web.Data;

/// <summary>
/// A table with a <c>store_id</c> is isolated in the statement that creates it, so that none can be forgotten.
/// The tables without one are few; a migration grants what the roles may do there.
/// </summary>
#pragma warning disable EF1001 // The generator's constructor takes this type; there is no public one.
internal sealed class ShopMigrationsSqlGenerator(MigrationsSqlGeneratorDependencies dependencies, INpgsqlSingletonOptions options)
    : NpgsqlMigrationsSqlGenerator(dependencies, options)
#pragma warning restore EF1001
{
    private const string OwnStore = "store_id = (select nullif(current_setting('app.store_id', true), '')::uuid)";

    protected override void Generate(
        CreateTableOperation operation, IModel? model, MigrationCommandListBuilder builder, bool terminate = true)
    {
        base.Generate(operation, model, builder, terminate);
        if (!terminate || operation.Name == "store_hosts" || operation.Columns.All(c => c.Name != "store_id"))
        {
            return;
        }
        builder.AppendLine(
            $"""
            alter table {operation.Name} enable row level security;
            alter table {operation.Name} force row level security;
            create policy own_store on {operation.Name} using ({OwnStore}) with check ({OwnStore});
            grant select, insert, update, delete on {operation.Name} to {ShopRoles.App};
            """).EndCommand();
    }
}
