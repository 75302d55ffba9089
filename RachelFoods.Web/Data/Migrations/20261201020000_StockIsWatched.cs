using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace RachelFoods.Web.Data.Migrations
{
    /// <inheritdoc />
    public partial class StockIsWatched : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "low_at",
                table: "stock_items",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "low_since",
                table: "stock_items",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "low_told_at",
                table: "stock_items",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "low_stock_at",
                table: "store_settings",
                type: "integer",
                nullable: false,
                defaultValue: 5);

            migrationBuilder.AddColumn<int>(
                name: "most_per_order",
                table: "products",
                type: "integer",
                nullable: true);

            migrationBuilder.AddCheckConstraint(
                name: "low_at_makes_sense",
                table: "stock_items",
                sql: "low_at >= 0");

            migrationBuilder.AddCheckConstraint(
                name: "low_stock_makes_sense",
                table: "store_settings",
                sql: "low_stock_at >= 0");

            migrationBuilder.AddCheckConstraint(
                name: "most_per_order_makes_sense",
                table: "products",
                sql: "most_per_order between 1 and 99");
        }
    }
}
