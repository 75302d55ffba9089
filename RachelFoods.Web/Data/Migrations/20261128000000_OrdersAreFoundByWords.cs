using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace RachelFoods.Web.Data.Migrations
{
    /// <inheritdoc />
    public partial class OrdersAreFoundByWords : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "order_words",
                columns: table => new
                {
                    store_id = table.Column<Guid>(type: "uuid", nullable: false),
                    word = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    placed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    order_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_order_words", x => new { x.store_id, x.word, x.placed_at, x.order_id });
                    table.ForeignKey(
                        name: "fk_order_words_orders_store_id_order_id",
                        columns: x => new { x.store_id, x.order_id },
                        principalTable: "orders",
                        principalColumns: new[] { "store_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_order_words_store_id_order_id",
                table: "order_words",
                columns: new[] { "store_id", "order_id" });
        }
    }
}
