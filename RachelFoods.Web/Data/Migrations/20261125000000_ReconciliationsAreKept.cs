using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace RachelFoods.Web.Data.Migrations
{
    /// <inheritdoc />
    public partial class ReconciliationsAreKept : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "reconciliation_runs",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    store_id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    from_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    to_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    findings = table.Column<string>(type: "jsonb", nullable: false),
                    count = table.Column<int>(type: "integer", nullable: false),
                    fault = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_reconciliation_runs", x => new { x.store_id, x.id });
                });

            migrationBuilder.CreateIndex(
                name: "ix_reconciliation_runs_store_id_at",
                table: "reconciliation_runs",
                columns: new[] { "store_id", "at" });
        }
    }
}
