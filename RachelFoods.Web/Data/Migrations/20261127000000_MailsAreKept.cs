using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace RachelFoods.Web.Data.Migrations
{
    /// <inheritdoc />
    public partial class MailsAreKept : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "mails",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    store_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    dedupe_key = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    order_id = table.Column<Guid>(type: "uuid", nullable: true),
                    recipient = table.Column<string>(type: "character varying(320)", maxLength: 320, nullable: false),
                    subject = table.Column<string>(type: "text", nullable: false),
                    html = table.Column<string>(type: "text", nullable: false),
                    text = table.Column<string>(type: "text", nullable: false),
                    confidential = table.Column<bool>(type: "boolean", nullable: false),
                    state = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    attempts = table.Column<int>(type: "integer", nullable: false),
                    last_error = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    message_id = table.Column<string>(type: "text", nullable: false),
                    written_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    sent_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    resend_of_id = table.Column<Guid>(type: "uuid", nullable: true),
                    requested_by_id = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_mails", x => new { x.store_id, x.id });
                    table.CheckConstraint("sent_has_a_time", "(state = 'SENT') = (sent_at is not null)");
                    table.ForeignKey(
                        name: "fk_mails_mails_store_id_resend_of_id",
                        columns: x => new { x.store_id, x.resend_of_id },
                        principalTable: "mails",
                        principalColumns: new[] { "store_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_mails_orders_store_id_order_id",
                        columns: x => new { x.store_id, x.order_id },
                        principalTable: "orders",
                        principalColumns: new[] { "store_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_mails_store_id_dedupe_key",
                table: "mails",
                columns: new[] { "store_id", "dedupe_key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_mails_store_id_order_id",
                table: "mails",
                columns: new[] { "store_id", "order_id" });

            migrationBuilder.CreateIndex(
                name: "ix_mails_store_id_resend_of_id",
                table: "mails",
                columns: new[] { "store_id", "resend_of_id" });

            migrationBuilder.CreateIndex(
                name: "ix_mails_store_id_state_written_at",
                table: "mails",
                columns: new[] { "store_id", "state", "written_at" });

            migrationBuilder.CreateIndex(
                name: "ix_mails_store_id_written_at_id",
                table: "mails",
                columns: new[] { "store_id", "written_at", "id" });
        }
    }
}
