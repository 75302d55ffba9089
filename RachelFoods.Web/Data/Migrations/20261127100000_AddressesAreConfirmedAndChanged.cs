using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace RachelFoods.Web.Data.Migrations
{
    /// <inheritdoc />
    public partial class AddressesAreConfirmedAndChanged : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "device",
                table: "user_sessions",
                type: "character varying(60)",
                maxLength: 60,
                nullable: false,
                defaultValue: "");

            migrationBuilder.CreateTable(
                name: "email_changes",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    store_id = table.Column<Guid>(type: "uuid", nullable: false),
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    old_email = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: false),
                    new_email = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: false),
                    asked_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    changed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    undone_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_email_changes", x => new { x.store_id, x.id });
                    table.CheckConstraint("undone_after_changed", "undone_at >= changed_at");
                    table.ForeignKey(
                        name: "fk_email_changes_users_store_id_user_id",
                        columns: x => new { x.store_id, x.user_id },
                        principalTable: "users",
                        principalColumns: new[] { "store_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_email_changes_store_id_user_id",
                table: "email_changes",
                columns: new[] { "store_id", "user_id" },
                unique: true,
                filter: "changed_at is null");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "email_changes");

            migrationBuilder.DropColumn(
                name: "device",
                table: "user_sessions");
        }
    }
}
