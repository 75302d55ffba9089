using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace RachelFoods.Web.Data.Migrations
{
    /// <inheritdoc />
    public partial class WalletsStandOnTheBooks : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "wallet_minor",
                table: "orders",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<Guid>(
                name: "by_id",
                table: "ledger_transactions",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "by_kind",
                table: "ledger_transactions",
                type: "character varying(30)",
                maxLength: 30,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "reason",
                table: "ledger_transactions",
                type: "character varying(500)",
                maxLength: 500,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "source",
                table: "ledger_transactions",
                type: "character varying(30)",
                maxLength: 30,
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "balance_after_minor",
                table: "ledger_entries",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "wallet_id",
                table: "ledger_entries",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "wallet_move",
                table: "ledger_entries",
                type: "integer",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "wallets",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    store_id = table.Column<Guid>(type: "uuid", nullable: false),
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    moves = table.Column<int>(type: "integer", nullable: false),
                    opened_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    frozen_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    frozen_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    frozen_reason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    balance_currency = table.Column<string>(type: "character(3)", fixedLength: true, maxLength: 3, nullable: false),
                    balance_minor = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_wallets", x => new { x.store_id, x.id });
                    table.CheckConstraint("never_negative", "balance_minor >= 0");
                });

            migrationBuilder.CreateTable(
                name: "wallet_holds",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    store_id = table.Column<Guid>(type: "uuid", nullable: false),
                    order_id = table.Column<Guid>(type: "uuid", nullable: false),
                    wallet_id = table.Column<Guid>(type: "uuid", nullable: false),
                    state = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    returned_minor = table.Column<long>(type: "bigint", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ended_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    amount_currency = table.Column<string>(type: "character(3)", fixedLength: true, maxLength: 3, nullable: false),
                    amount_minor = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_wallet_holds", x => new { x.store_id, x.id });
                    table.CheckConstraint("holds_something", "amount_minor > 0");
                    table.CheckConstraint("returns_what_was_paid", "returned_minor between 0 and case state when 'CAPTURED' then amount_minor else 0 end");
                    table.ForeignKey(
                        name: "fk_wallet_holds_wallets_store_id_wallet_id",
                        columns: x => new { x.store_id, x.wallet_id },
                        principalTable: "wallets",
                        principalColumns: new[] { "store_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.AddCheckConstraint(
                name: "wallet_pays_no_more_than_the_total",
                table: "orders",
                sql: "wallet_minor between 0 and total_minor");

            migrationBuilder.CreateIndex(
                name: "ix_ledger_entries_store_id_wallet_id_wallet_move",
                table: "ledger_entries",
                columns: new[] { "store_id", "wallet_id", "wallet_move" },
                unique: true,
                filter: "wallet_id is not null");

            migrationBuilder.AddCheckConstraint(
                name: "credit_is_of_a_wallet",
                table: "ledger_entries",
                sql: "num_nonnulls(wallet_id, wallet_move, balance_after_minor) = case account when 'CUSTOMER_CREDIT' then 3 else 0 end");

            migrationBuilder.AddCheckConstraint(
                name: "no_wallet_is_overdrawn",
                table: "ledger_entries",
                sql: "balance_after_minor >= 0");

            migrationBuilder.CreateIndex(
                name: "ix_wallet_holds_store_id_wallet_id",
                table: "wallet_holds",
                columns: new[] { "store_id", "wallet_id" });

            migrationBuilder.CreateIndex(
                name: "one_hold_per_order",
                table: "wallet_holds",
                columns: new[] { "store_id", "order_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "one_wallet_per_user",
                table: "wallets",
                columns: new[] { "store_id", "user_id" },
                unique: true);

            migrationBuilder.AddForeignKey(
                name: "fk_ledger_entries_wallets_store_id_wallet_id",
                table: "ledger_entries",
                columns: new[] { "store_id", "wallet_id" },
                principalTable: "wallets",
                principalColumns: new[] { "store_id", "id" },
                onDelete: ReferentialAction.Restrict);

            // By hand, since the module of wallets does not know the one of users.
            migrationBuilder.Sql(
                $"""
                alter table wallets add constraint fk_wallets_users_store_id_user_id
                    foreign key (store_id, user_id) references users (store_id, id) on delete restrict;
                revoke delete on wallets, wallet_holds from {ShopRoles.App};
                """);
        }
    }
}
