using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace RachelFoods.Web.Data.Migrations
{
    /// <inheritdoc />
    public partial class StockKnowsWhoMovedIt : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "actor_kind",
                table: "stock_movements",
                type: "character varying(30)",
                maxLength: 30,
                nullable: false,
                defaultValue: "SYSTEM");

            migrationBuilder.AddColumn<Guid>(
                name: "actor_id",
                table: "stock_movements",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "note",
                table: "stock_movements",
                type: "character varying(500)",
                maxLength: 500,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "key",
                table: "stock_movements",
                type: "character varying(100)",
                maxLength: 100,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "returned",
                table: "stock_reservations",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddCheckConstraint(
                name: "returns_what_was_sold",
                table: "stock_reservations",
                sql: "returned between 0 and quantity and (returned = 0 or state in ('SOLD', 'RETURNED'))");

            migrationBuilder.CreateIndex(
                name: "moved_once",
                table: "stock_movements",
                columns: new[] { "store_id", "variant_id", "key" },
                unique: true,
                filter: "key is not null");

            // A reservation that came back before this counts as returned by its state alone.
            migrationBuilder.Sql(
                $"""
                create trigger append_only before update or delete or truncate on stock_movements execute function is_only_added_to();
                revoke update, delete on stock_movements from {ShopRoles.App};
                """);
        }
    }
}
