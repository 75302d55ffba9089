using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace RachelFoods.Web.Data.Migrations;

/// <summary>What the roles may do where no store's policy speaks: the shared tables, and the queue columns for the worker.</summary>
[DbContext(typeof(ShopDb))]
[Migration("20261123000000_RolesGetTheirRights")]
public sealed class RolesGetTheirRights : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        $"""
        grant select on stores, store_hosts to {ShopRoles.App};
        grant select, insert on data_protection_keys to {ShopRoles.App};
        create policy worker_claims on outbox_messages for all to {ShopRoles.Worker} using (true) with check (true);
        grant select (id, store_id, due_at, leased_until), update (leased_until) on outbox_messages to {ShopRoles.Worker};
        """);
}
