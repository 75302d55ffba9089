using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace RachelFoods.Web.Data.Migrations
{
    /// <inheritdoc />
    public partial class OrdersUseCoupons : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropCheckConstraint(
                name: "settings_make_sense",
                table: "store_settings");

            migrationBuilder.AddColumn<int>(
                name: "reduced_tax_rate_basis_points",
                table: "store_settings",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "tax_class",
                table: "products",
                type: "character varying(30)",
                maxLength: 30,
                nullable: false,
                defaultValue: "STANDARD"); // The version before this one goes on adding products meanwhile.

            migrationBuilder.AddColumn<string>(
                name: "coupon_code",
                table: "orders",
                type: "character varying(50)",
                maxLength: 50,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "tax_rate_basis_points",
                table: "order_lines",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "coupon_code",
                table: "carts",
                type: "character varying(50)",
                maxLength: 50,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "email_key",
                table: "orders",
                type: "text",
                nullable: false,
                computedColumnSql: "split_part(split_part(email, '@', 1), '+', 1) || '@' || split_part(email, '@', 2)",
                stored: true);

            migrationBuilder.CreateTable(
                name: "coupons",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    store_id = table.Column<Guid>(type: "uuid", nullable: false),
                    code = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    kind = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    percent_basis_points = table.Column<int>(type: "integer", nullable: false),
                    currency = table.Column<string>(type: "character(3)", fixedLength: true, maxLength: 3, nullable: false),
                    amount_minor = table.Column<long>(type: "bigint", nullable: false),
                    maximum_discount_minor = table.Column<long>(type: "bigint", nullable: true),
                    minimum_goods_minor = table.Column<long>(type: "bigint", nullable: true),
                    starts_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    ends_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    total_limit = table.Column<int>(type: "integer", nullable: true),
                    per_customer_limit = table.Column<int>(type: "integer", nullable: true),
                    scope = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    targets = table.Column<Guid[]>(type: "uuid[]", nullable: false),
                    first_order_only = table.Column<bool>(type: "boolean", nullable: false),
                    active = table.Column<bool>(type: "boolean", nullable: false),
                    used = table.Column<int>(type: "integer", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_coupons", x => new { x.store_id, x.id });
                    table.CheckConstraint("gives_something", "case kind when 'PERCENT' then percent_basis_points between 1 and 10000 and amount_minor = 0 when 'AMOUNT' then amount_minor > 0 and percent_basis_points = 0 else amount_minor = 0 and percent_basis_points = 0 end");
                    table.CheckConstraint("limits_make_sense", "total_limit > 0 and per_customer_limit > 0 and maximum_discount_minor > 0 and minimum_goods_minor > 0 and starts_at < ends_at and (scope = 'ALL') = (cardinality(targets) = 0)");
                    table.CheckConstraint("used_within_the_limit", "used >= 0 and (total_limit is null or used <= total_limit)");
                });

            migrationBuilder.CreateTable(
                name: "coupon_redemptions",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    store_id = table.Column<Guid>(type: "uuid", nullable: false),
                    coupon_id = table.Column<Guid>(type: "uuid", nullable: false),
                    order_id = table.Column<Guid>(type: "uuid", nullable: false),
                    cart_id = table.Column<Guid>(type: "uuid", nullable: true),
                    user_id = table.Column<Guid>(type: "uuid", nullable: true),
                    email_key = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: false),
                    once = table.Column<bool>(type: "boolean", nullable: false),
                    state = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    new_customer = table.Column<bool>(type: "boolean", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    discount_currency = table.Column<string>(type: "character(3)", fixedLength: true, maxLength: 3, nullable: false),
                    discount_minor = table.Column<long>(type: "bigint", nullable: false),
                    order_total_currency = table.Column<string>(type: "character(3)", fixedLength: true, maxLength: 3, nullable: false),
                    order_total_minor = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_coupon_redemptions", x => new { x.store_id, x.id });
                    table.CheckConstraint("takes_nothing_away", "discount_minor >= 0 and order_total_minor >= 0");
                    table.ForeignKey(
                        name: "fk_coupon_redemptions_coupons_store_id_coupon_id",
                        columns: x => new { x.store_id, x.coupon_id },
                        principalTable: "coupons",
                        principalColumns: new[] { "store_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.AddCheckConstraint(
                name: "settings_make_sense",
                table: "store_settings",
                sql: "delivery_fee_minor >= 0 and free_delivery_from_minor >= 0 and tax_rate_basis_points between 0 and 10000 and reduced_tax_rate_basis_points between 0 and 10000");

            migrationBuilder.CreateIndex(
                name: "ix_orders_store_id_email_key",
                table: "orders",
                columns: new[] { "store_id", "email_key" });

            migrationBuilder.CreateIndex(
                name: "ix_coupon_redemptions_store_id_coupon_id_cart_id",
                table: "coupon_redemptions",
                columns: new[] { "store_id", "coupon_id", "cart_id" });

            migrationBuilder.CreateIndex(
                name: "ix_coupon_redemptions_store_id_coupon_id_email_key",
                table: "coupon_redemptions",
                columns: new[] { "store_id", "coupon_id", "email_key" });

            migrationBuilder.CreateIndex(
                name: "ix_coupon_redemptions_store_id_coupon_id_user_id",
                table: "coupon_redemptions",
                columns: new[] { "store_id", "coupon_id", "user_id" });

            migrationBuilder.CreateIndex(
                name: "ix_coupon_redemptions_store_id_order_id",
                table: "coupon_redemptions",
                columns: new[] { "store_id", "order_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "once_for_each_account",
                table: "coupon_redemptions",
                columns: new[] { "store_id", "coupon_id", "user_id" },
                unique: true,
                filter: "once and state <> 'GIVEN_BACK' and user_id is not null");

            migrationBuilder.CreateIndex(
                name: "once_for_each_email",
                table: "coupon_redemptions",
                columns: new[] { "store_id", "coupon_id", "email_key" },
                unique: true,
                filter: "once and state <> 'GIVEN_BACK'");

            migrationBuilder.CreateIndex(
                name: "ix_coupons_store_id_code",
                table: "coupons",
                columns: new[] { "store_id", "code" },
                unique: true);
        }
    }
}
