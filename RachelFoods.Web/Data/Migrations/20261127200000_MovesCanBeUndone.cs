using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace RachelFoods.Web.Data.Migrations
{
    /// <inheritdoc />
    public partial class MovesCanBeUndone : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "undo_until",
                table: "orders",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "undoes_id",
                table: "order_moves",
                type: "uuid",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "undone_once",
                table: "order_moves",
                columns: new[] { "store_id", "undoes_id" },
                unique: true,
                filter: "undoes_id is not null");

            migrationBuilder.AddForeignKey(
                name: "fk_order_moves_order_moves_store_id_undoes_id",
                table: "order_moves",
                columns: new[] { "store_id", "undoes_id" },
                principalTable: "order_moves",
                principalColumns: new[] { "store_id", "id" },
                onDelete: ReferentialAction.Restrict);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "fk_order_moves_order_moves_store_id_undoes_id",
                table: "order_moves");

            migrationBuilder.DropIndex(
                name: "undone_once",
                table: "order_moves");

            migrationBuilder.DropColumn(
                name: "undo_until",
                table: "orders");

            migrationBuilder.DropColumn(
                name: "undoes_id",
                table: "order_moves");
        }
    }
}
