using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace RachelFoods.Web.Data.Migrations
{
    /// <inheritdoc />
    public partial class MoneyCanGoBack : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "intent_id",
                table: "stripe_events",
                type: "character varying(255)",
                maxLength: 255,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "intent_id",
                table: "payments",
                type: "character varying(255)",
                maxLength: 255,
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "refunded_minor",
                table: "payments",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<TimeSpan>(
                name: "repeats_every",
                table: "outbox_messages",
                type: "interval",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "disputes",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    store_id = table.Column<Guid>(type: "uuid", nullable: false),
                    order_id = table.Column<Guid>(type: "uuid", nullable: false),
                    payment_id = table.Column<Guid>(type: "uuid", nullable: false),
                    stripe_id = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: false),
                    reason = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    state = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    due_by = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    opened_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    closed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    amount_currency = table.Column<string>(type: "character(3)", fixedLength: true, maxLength: 3, nullable: false),
                    amount_minor = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_disputes", x => new { x.store_id, x.id });
                    table.CheckConstraint("disputes_something", "amount_minor > 0");
                    table.ForeignKey(
                        name: "fk_disputes_orders_store_id_order_id",
                        columns: x => new { x.store_id, x.order_id },
                        principalTable: "orders",
                        principalColumns: new[] { "store_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_disputes_payments_store_id_payment_id",
                        columns: x => new { x.store_id, x.payment_id },
                        principalTable: "payments",
                        principalColumns: new[] { "store_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "refunds",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    store_id = table.Column<Guid>(type: "uuid", nullable: false),
                    order_id = table.Column<Guid>(type: "uuid", nullable: false),
                    payment_id = table.Column<Guid>(type: "uuid", nullable: false),
                    cause = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    state = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    idempotency_key = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: false),
                    asked_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    stripe_id = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: true),
                    failure_reason = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    requested_by_kind = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    requested_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    requested_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    settled_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    replaces_id = table.Column<Guid>(type: "uuid", nullable: true),
                    amount_currency = table.Column<string>(type: "character(3)", fixedLength: true, maxLength: 3, nullable: false),
                    amount_minor = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_refunds", x => new { x.store_id, x.id });
                    table.CheckConstraint("gives_something_back", "amount_minor > 0");
                    table.ForeignKey(
                        name: "fk_refunds_orders_store_id_order_id",
                        columns: x => new { x.store_id, x.order_id },
                        principalTable: "orders",
                        principalColumns: new[] { "store_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_refunds_payments_store_id_payment_id",
                        columns: x => new { x.store_id, x.payment_id },
                        principalTable: "payments",
                        principalColumns: new[] { "store_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_refunds_refunds_store_id_replaces_id",
                        columns: x => new { x.store_id, x.replaces_id },
                        principalTable: "refunds",
                        principalColumns: new[] { "store_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "store_secrets",
                columns: table => new
                {
                    store_id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    protected_value = table.Column<string>(type: "text", nullable: false),
                    changed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    changed_by_id = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_store_secrets", x => new { x.store_id, x.name });
                });

            migrationBuilder.CreateIndex(
                name: "ix_payments_store_id_intent_id",
                table: "payments",
                columns: new[] { "store_id", "intent_id" },
                unique: true);

            migrationBuilder.AddCheckConstraint(
                name: "gives_back_what_was_paid",
                table: "payments",
                sql: "refunded_minor between 0 and case state when 'SUCCEEDED' then due_minor else 0 end");

            migrationBuilder.CreateIndex(
                name: "ix_disputes_store_id_due_by",
                table: "disputes",
                columns: new[] { "store_id", "due_by" },
                filter: "closed_at is null");

            migrationBuilder.CreateIndex(
                name: "ix_disputes_store_id_order_id",
                table: "disputes",
                columns: new[] { "store_id", "order_id" });

            migrationBuilder.CreateIndex(
                name: "ix_disputes_store_id_payment_id",
                table: "disputes",
                columns: new[] { "store_id", "payment_id" });

            migrationBuilder.CreateIndex(
                name: "ix_disputes_store_id_stripe_id",
                table: "disputes",
                columns: new[] { "store_id", "stripe_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_refunds_store_id_idempotency_key",
                table: "refunds",
                columns: new[] { "store_id", "idempotency_key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_refunds_store_id_order_id",
                table: "refunds",
                columns: new[] { "store_id", "order_id" });

            migrationBuilder.CreateIndex(
                name: "ix_refunds_store_id_payment_id",
                table: "refunds",
                columns: new[] { "store_id", "payment_id" });

            migrationBuilder.CreateIndex(
                name: "ix_refunds_store_id_replaces_id",
                table: "refunds",
                columns: new[] { "store_id", "replaces_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_refunds_store_id_state_requested_at",
                table: "refunds",
                columns: new[] { "store_id", "state", "requested_at" });

            migrationBuilder.CreateIndex(
                name: "ix_refunds_store_id_stripe_id",
                table: "refunds",
                columns: new[] { "store_id", "stripe_id" },
                unique: true);

            // Row security binds the owner too, so it is put aside while the rows of every store are filled in.
            migrationBuilder.Sql(
                $"""
                alter table payments no force row level security;
                update payments set intent_id = stripe_id where kind = 'INTENT';
                alter table payments force row level security;
                revoke delete on payments, refunds, disputes from {ShopRoles.App};
                """);
        }
    }
}
