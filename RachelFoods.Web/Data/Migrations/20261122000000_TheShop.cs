using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace RachelFoods.Web.Data.Migrations
{
    /// <inheritdoc />
    public partial class TheShop : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "carts",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    store_id = table.Column<Guid>(type: "uuid", nullable: false),
                    user_id = table.Column<Guid>(type: "uuid", nullable: true),
                    touched_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_carts", x => new { x.store_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "categories",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    store_id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    slug = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    description = table.Column<string>(type: "text", nullable: false),
                    display_order = table.Column<int>(type: "integer", nullable: false),
                    picture = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    parent_id = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_categories", x => new { x.store_id, x.id });
                    table.ForeignKey(
                        name: "fk_categories_categories_store_id_parent_id",
                        columns: x => new { x.store_id, x.parent_id },
                        principalTable: "categories",
                        principalColumns: new[] { "store_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "data_protection_keys",
                columns: table => new
                {
                    name = table.Column<string>(type: "text", nullable: false),
                    xml = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_data_protection_keys", x => x.name);
                });

            migrationBuilder.CreateTable(
                name: "ledger_transactions",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    store_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    idempotency_key = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    order_id = table.Column<Guid>(type: "uuid", nullable: true),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_ledger_transactions", x => new { x.store_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "order_counters",
                columns: table => new
                {
                    store_id = table.Column<Guid>(type: "uuid", nullable: false),
                    year = table.Column<int>(type: "integer", nullable: false),
                    last = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_order_counters", x => new { x.store_id, x.year });
                });

            migrationBuilder.CreateTable(
                name: "orders",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    store_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    status = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    payment_status = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    method = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    form_key = table.Column<Guid>(type: "uuid", nullable: false),
                    cart_id = table.Column<Guid>(type: "uuid", nullable: true),
                    content_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    buyer_id = table.Column<Guid>(type: "uuid", nullable: true),
                    email = table.Column<string>(type: "text", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    phone = table.Column<string>(type: "text", nullable: false),
                    street = table.Column<string>(type: "text", nullable: false),
                    city = table.Column<string>(type: "text", nullable: false),
                    region = table.Column<string>(type: "text", nullable: false),
                    postal_code = table.Column<string>(type: "text", nullable: false),
                    country = table.Column<string>(type: "text", nullable: false),
                    notes = table.Column<string>(type: "text", nullable: false),
                    address_key = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    tax_included = table.Column<bool>(type: "boolean", nullable: false),
                    explanation = table.Column<string>(type: "jsonb", nullable: false),
                    placed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    held_until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    closing_since = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    paid_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    cancel_reason = table.Column<string>(type: "text", nullable: true),
                    sales_counted = table.Column<bool>(type: "boolean", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    delivery_currency = table.Column<string>(type: "character(3)", fixedLength: true, maxLength: 3, nullable: false),
                    delivery_minor = table.Column<long>(type: "bigint", nullable: false),
                    discount_currency = table.Column<string>(type: "character(3)", fixedLength: true, maxLength: 3, nullable: false),
                    discount_minor = table.Column<long>(type: "bigint", nullable: false),
                    goods_currency = table.Column<string>(type: "character(3)", fixedLength: true, maxLength: 3, nullable: false),
                    goods_minor = table.Column<long>(type: "bigint", nullable: false),
                    tax_currency = table.Column<string>(type: "character(3)", fixedLength: true, maxLength: 3, nullable: false),
                    tax_minor = table.Column<long>(type: "bigint", nullable: false),
                    total_currency = table.Column<string>(type: "character(3)", fixedLength: true, maxLength: 3, nullable: false),
                    total_minor = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_orders", x => new { x.store_id, x.id });
                    table.CheckConstraint("one_currency", "total_currency = all (array[goods_currency, discount_currency, delivery_currency, tax_currency])");
                    table.CheckConstraint("paid_before_it_moves_on", "status in ('PENDING', 'CANCELLED') or method = 'CASH_ON_DELIVERY' or paid_at is not null");
                    table.CheckConstraint("total_adds_up", "total_minor = goods_minor - discount_minor + delivery_minor + case when tax_included then 0 else tax_minor end and total_minor >= 0");
                });

            migrationBuilder.CreateTable(
                name: "outbox_messages",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    store_id = table.Column<Guid>(type: "uuid", nullable: false),
                    type = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    payload = table.Column<string>(type: "jsonb", nullable: false),
                    raised_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    due_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    leased_until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    attempts = table.Column<int>(type: "integer", nullable: false),
                    done_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    reason = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_outbox_messages", x => new { x.store_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "store_settings",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    store_id = table.Column<Guid>(type: "uuid", nullable: false),
                    country = table.Column<string>(type: "text", nullable: false),
                    delivery_fee_minor = table.Column<long>(type: "bigint", nullable: false),
                    free_delivery_from_minor = table.Column<long>(type: "bigint", nullable: true),
                    tax_name = table.Column<string>(type: "text", nullable: false),
                    tax_rate_basis_points = table.Column<int>(type: "integer", nullable: false),
                    prices_include_tax = table.Column<bool>(type: "boolean", nullable: false),
                    currency = table.Column<string>(type: "character(3)", fixedLength: true, maxLength: 3, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_store_settings", x => new { x.store_id, x.id });
                    table.CheckConstraint("settings_make_sense", "delivery_fee_minor >= 0 and free_delivery_from_minor >= 0 and tax_rate_basis_points between 0 and 10000");
                });

            migrationBuilder.CreateTable(
                name: "stores",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    tagline = table.Column<string>(type: "text", nullable: false),
                    canonical_host = table.Column<string>(type: "text", nullable: false),
                    currency = table.Column<string>(type: "character(3)", fixedLength: true, maxLength: 3, nullable: false),
                    time_zone = table.Column<string>(type: "text", nullable: false),
                    culture = table.Column<string>(type: "text", nullable: false),
                    contact_email = table.Column<string>(type: "text", nullable: false),
                    contact_phone = table.Column<string>(type: "text", nullable: false),
                    contact_address = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_stores", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "stripe_events",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    store_id = table.Column<Guid>(type: "uuid", nullable: false),
                    event_id = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: false),
                    type = table.Column<string>(type: "text", nullable: false),
                    object_id = table.Column<string>(type: "text", nullable: true),
                    payment_id = table.Column<Guid>(type: "uuid", nullable: true),
                    received_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    processed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    parked_because = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_stripe_events", x => new { x.store_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "users",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    store_id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    user_name = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: false),
                    normalized_user_name = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: false),
                    email = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: false),
                    normalized_email = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: false),
                    email_confirmed = table.Column<bool>(type: "boolean", nullable: false),
                    password_hash = table.Column<string>(type: "text", nullable: true),
                    security_stamp = table.Column<string>(type: "text", nullable: false),
                    concurrency_stamp = table.Column<string>(type: "text", nullable: true),
                    phone_number = table.Column<string>(type: "text", nullable: true),
                    phone_number_confirmed = table.Column<bool>(type: "boolean", nullable: false),
                    two_factor_enabled = table.Column<bool>(type: "boolean", nullable: false),
                    lockout_end = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    lockout_enabled = table.Column<bool>(type: "boolean", nullable: false),
                    access_failed_count = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_users", x => new { x.store_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "products",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    store_id = table.Column<Guid>(type: "uuid", nullable: false),
                    category_id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    slug = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    description = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    picture = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    status = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    featured = table.Column<bool>(type: "boolean", nullable: false),
                    perishable = table.Column<bool>(type: "boolean", nullable: false),
                    availability = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    sold_count = table.Column<long>(type: "bigint", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    changed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_products", x => new { x.store_id, x.id });
                    table.ForeignKey(
                        name: "fk_products_categories_store_id_category_id",
                        columns: x => new { x.store_id, x.category_id },
                        principalTable: "categories",
                        principalColumns: new[] { "store_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ledger_entries",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    store_id = table.Column<Guid>(type: "uuid", nullable: false),
                    transaction_id = table.Column<Guid>(type: "uuid", nullable: false),
                    account = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    position = table.Column<int>(type: "integer", nullable: false),
                    amount_currency = table.Column<string>(type: "character(3)", fixedLength: true, maxLength: 3, nullable: false),
                    amount_minor = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_ledger_entries", x => new { x.store_id, x.id });
                    table.ForeignKey(
                        name: "fk_ledger_entries_ledger_transactions_store_id_transaction_id",
                        columns: x => new { x.store_id, x.transaction_id },
                        principalTable: "ledger_transactions",
                        principalColumns: new[] { "store_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "order_moves",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    store_id = table.Column<Guid>(type: "uuid", nullable: false),
                    order_id = table.Column<Guid>(type: "uuid", nullable: false),
                    from_status = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: true),
                    to_status = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    actor_kind = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    actor_id = table.Column<Guid>(type: "uuid", nullable: true),
                    reason = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_order_moves", x => new { x.store_id, x.id });
                    table.ForeignKey(
                        name: "fk_order_moves_orders_store_id_order_id",
                        columns: x => new { x.store_id, x.order_id },
                        principalTable: "orders",
                        principalColumns: new[] { "store_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "payments",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    store_id = table.Column<Guid>(type: "uuid", nullable: false),
                    order_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    state = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    idempotency_key = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: false),
                    asked_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    stripe_id = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: true),
                    charge_id = table.Column<string>(type: "text", nullable: true),
                    last_error = table.Column<string>(type: "text", nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    settled_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    due_currency = table.Column<string>(type: "character(3)", fixedLength: true, maxLength: 3, nullable: false),
                    due_minor = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_payments", x => new { x.store_id, x.id });
                    table.CheckConstraint("asks_for_something", "due_minor > 0");
                    table.ForeignKey(
                        name: "fk_payments_orders_store_id_order_id",
                        columns: x => new { x.store_id, x.order_id },
                        principalTable: "orders",
                        principalColumns: new[] { "store_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "store_hosts",
                columns: table => new
                {
                    host = table.Column<string>(type: "text", nullable: false),
                    store_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_store_hosts", x => x.host);
                    table.ForeignKey(
                        name: "fk_store_hosts_stores_store_id",
                        column: x => x.store_id,
                        principalTable: "stores",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "user_roles",
                columns: table => new
                {
                    store_id = table.Column<Guid>(type: "uuid", nullable: false),
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    role = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_user_roles", x => new { x.store_id, x.user_id, x.role });
                    table.CheckConstraint("role_is_known", "role in ('BUYER', 'STAFF', 'ADMIN')");
                    table.ForeignKey(
                        name: "fk_user_roles_users_store_id_user_id",
                        columns: x => new { x.store_id, x.user_id },
                        principalTable: "users",
                        principalColumns: new[] { "store_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "user_sessions",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    store_id = table.Column<Guid>(type: "uuid", nullable: false),
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    started_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    seen_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_user_sessions", x => new { x.store_id, x.id });
                    table.ForeignKey(
                        name: "fk_user_sessions_users_store_id_user_id",
                        columns: x => new { x.store_id, x.user_id },
                        principalTable: "users",
                        principalColumns: new[] { "store_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "former_slugs",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    store_id = table.Column<Guid>(type: "uuid", nullable: false),
                    slug = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    product_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_former_slugs", x => new { x.store_id, x.id });
                    table.ForeignKey(
                        name: "fk_former_slugs_products_store_id_product_id",
                        columns: x => new { x.store_id, x.product_id },
                        principalTable: "products",
                        principalColumns: new[] { "store_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "product_variants",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    store_id = table.Column<Guid>(type: "uuid", nullable: false),
                    product_id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    sku = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    weight_grams = table.Column<int>(type: "integer", nullable: false),
                    is_default = table.Column<bool>(type: "boolean", nullable: false),
                    is_active = table.Column<bool>(type: "boolean", nullable: false),
                    position = table.Column<int>(type: "integer", nullable: false),
                    price_currency = table.Column<string>(type: "character(3)", fixedLength: true, maxLength: 3, nullable: false),
                    price_minor = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_product_variants", x => new { x.store_id, x.id });
                    table.CheckConstraint("variant_makes_sense", "price_minor >= 0 and weight_grams > 0");
                    table.ForeignKey(
                        name: "fk_product_variants_products_store_id_product_id",
                        columns: x => new { x.store_id, x.product_id },
                        principalTable: "products",
                        principalColumns: new[] { "store_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "cart_lines",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    store_id = table.Column<Guid>(type: "uuid", nullable: false),
                    cart_id = table.Column<Guid>(type: "uuid", nullable: false),
                    variant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    quantity = table.Column<int>(type: "integer", nullable: false),
                    added_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_cart_lines", x => new { x.store_id, x.id });
                    table.CheckConstraint("wants_something", "quantity between 1 and 99");
                    table.ForeignKey(
                        name: "fk_cart_lines_carts_store_id_cart_id",
                        columns: x => new { x.store_id, x.cart_id },
                        principalTable: "carts",
                        principalColumns: new[] { "store_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_cart_lines_product_variants_store_id_variant_id",
                        columns: x => new { x.store_id, x.variant_id },
                        principalTable: "product_variants",
                        principalColumns: new[] { "store_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "order_lines",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    store_id = table.Column<Guid>(type: "uuid", nullable: false),
                    order_id = table.Column<Guid>(type: "uuid", nullable: false),
                    position = table.Column<int>(type: "integer", nullable: false),
                    product_id = table.Column<Guid>(type: "uuid", nullable: false),
                    variant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    product_name = table.Column<string>(type: "text", nullable: false),
                    product_slug = table.Column<string>(type: "text", nullable: false),
                    variant_name = table.Column<string>(type: "text", nullable: false),
                    sku = table.Column<string>(type: "text", nullable: false),
                    weight_grams = table.Column<int>(type: "integer", nullable: false),
                    quantity = table.Column<int>(type: "integer", nullable: false),
                    amount_currency = table.Column<string>(type: "character(3)", fixedLength: true, maxLength: 3, nullable: false),
                    amount_minor = table.Column<long>(type: "bigint", nullable: false),
                    discount_currency = table.Column<string>(type: "character(3)", fixedLength: true, maxLength: 3, nullable: false),
                    discount_minor = table.Column<long>(type: "bigint", nullable: false),
                    tax_currency = table.Column<string>(type: "character(3)", fixedLength: true, maxLength: 3, nullable: false),
                    tax_minor = table.Column<long>(type: "bigint", nullable: false),
                    unit_price_currency = table.Column<string>(type: "character(3)", fixedLength: true, maxLength: 3, nullable: false),
                    unit_price_minor = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_order_lines", x => new { x.store_id, x.id });
                    table.CheckConstraint("line_adds_up", "quantity > 0 and amount_minor = unit_price_minor * quantity and discount_minor between 0 and amount_minor");
                    table.ForeignKey(
                        name: "fk_order_lines_orders_store_id_order_id",
                        columns: x => new { x.store_id, x.order_id },
                        principalTable: "orders",
                        principalColumns: new[] { "store_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_order_lines_product_variants_store_id_variant_id",
                        columns: x => new { x.store_id, x.variant_id },
                        principalTable: "product_variants",
                        principalColumns: new[] { "store_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_order_lines_products_store_id_product_id",
                        columns: x => new { x.store_id, x.product_id },
                        principalTable: "products",
                        principalColumns: new[] { "store_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "stock_items",
                columns: table => new
                {
                    store_id = table.Column<Guid>(type: "uuid", nullable: false),
                    variant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    on_hand = table.Column<int>(type: "integer", nullable: false),
                    reserved = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_stock_items", x => new { x.store_id, x.variant_id });
                    table.CheckConstraint("never_oversold", "reserved >= 0 and on_hand >= reserved");
                    table.ForeignKey(
                        name: "fk_stock_items_product_variants_store_id_variant_id",
                        columns: x => new { x.store_id, x.variant_id },
                        principalTable: "product_variants",
                        principalColumns: new[] { "store_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "stock_movements",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    store_id = table.Column<Guid>(type: "uuid", nullable: false),
                    variant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    delta = table.Column<int>(type: "integer", nullable: false),
                    on_hand_after = table.Column<int>(type: "integer", nullable: false),
                    reason = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    order_id = table.Column<Guid>(type: "uuid", nullable: true),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_stock_movements", x => new { x.store_id, x.id });
                    table.ForeignKey(
                        name: "fk_stock_movements_product_variants_store_id_variant_id",
                        columns: x => new { x.store_id, x.variant_id },
                        principalTable: "product_variants",
                        principalColumns: new[] { "store_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "stock_reservations",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    store_id = table.Column<Guid>(type: "uuid", nullable: false),
                    order_id = table.Column<Guid>(type: "uuid", nullable: false),
                    variant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    quantity = table.Column<int>(type: "integer", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    state = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_stock_reservations", x => new { x.store_id, x.id });
                    table.CheckConstraint("reserves_something", "quantity > 0");
                    table.ForeignKey(
                        name: "fk_stock_reservations_product_variants_store_id_variant_id",
                        columns: x => new { x.store_id, x.variant_id },
                        principalTable: "product_variants",
                        principalColumns: new[] { "store_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_cart_lines_store_id_cart_id_variant_id",
                table: "cart_lines",
                columns: new[] { "store_id", "cart_id", "variant_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_cart_lines_store_id_variant_id",
                table: "cart_lines",
                columns: new[] { "store_id", "variant_id" });

            migrationBuilder.CreateIndex(
                name: "ix_carts_store_id_user_id",
                table: "carts",
                columns: new[] { "store_id", "user_id" },
                unique: true,
                filter: "user_id is not null");

            migrationBuilder.CreateIndex(
                name: "ix_categories_store_id_name",
                table: "categories",
                columns: new[] { "store_id", "name" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_categories_store_id_parent_id",
                table: "categories",
                columns: new[] { "store_id", "parent_id" });

            migrationBuilder.CreateIndex(
                name: "ix_categories_store_id_slug",
                table: "categories",
                columns: new[] { "store_id", "slug" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_former_slugs_store_id_product_id",
                table: "former_slugs",
                columns: new[] { "store_id", "product_id" });

            migrationBuilder.CreateIndex(
                name: "ix_former_slugs_store_id_slug",
                table: "former_slugs",
                columns: new[] { "store_id", "slug" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_ledger_entries_store_id_account",
                table: "ledger_entries",
                columns: new[] { "store_id", "account" });

            migrationBuilder.CreateIndex(
                name: "ix_ledger_entries_store_id_transaction_id_position",
                table: "ledger_entries",
                columns: new[] { "store_id", "transaction_id", "position" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_ledger_transactions_store_id_idempotency_key",
                table: "ledger_transactions",
                columns: new[] { "store_id", "idempotency_key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_ledger_transactions_store_id_order_id",
                table: "ledger_transactions",
                columns: new[] { "store_id", "order_id" });

            migrationBuilder.CreateIndex(
                name: "ix_order_lines_store_id_order_id_position",
                table: "order_lines",
                columns: new[] { "store_id", "order_id", "position" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_order_lines_store_id_product_id",
                table: "order_lines",
                columns: new[] { "store_id", "product_id" });

            migrationBuilder.CreateIndex(
                name: "ix_order_lines_store_id_variant_id",
                table: "order_lines",
                columns: new[] { "store_id", "variant_id" });

            migrationBuilder.CreateIndex(
                name: "ix_order_moves_store_id_order_id_at",
                table: "order_moves",
                columns: new[] { "store_id", "order_id", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_orders_store_id_address_key",
                table: "orders",
                columns: new[] { "store_id", "address_key" },
                filter: "status = 'PENDING'");

            migrationBuilder.CreateIndex(
                name: "ix_orders_store_id_buyer_id_placed_at",
                table: "orders",
                columns: new[] { "store_id", "buyer_id", "placed_at" });

            migrationBuilder.CreateIndex(
                name: "ix_orders_store_id_email",
                table: "orders",
                columns: new[] { "store_id", "email" });

            migrationBuilder.CreateIndex(
                name: "ix_orders_store_id_number",
                table: "orders",
                columns: new[] { "store_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_orders_store_id_placed_at_id",
                table: "orders",
                columns: new[] { "store_id", "placed_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_orders_store_id_status_placed_at_id",
                table: "orders",
                columns: new[] { "store_id", "status", "placed_at", "id" });

            migrationBuilder.CreateIndex(
                name: "one_open_order_per_cart",
                table: "orders",
                columns: new[] { "store_id", "cart_id" },
                unique: true,
                filter: "status = 'PENDING' and method = 'CARD'");

            migrationBuilder.CreateIndex(
                name: "one_order_per_form",
                table: "orders",
                columns: new[] { "store_id", "cart_id", "form_key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_outbox_messages_due_at",
                table: "outbox_messages",
                column: "due_at",
                filter: "due_at is not null");

            migrationBuilder.CreateIndex(
                name: "ix_payments_store_id_idempotency_key",
                table: "payments",
                columns: new[] { "store_id", "idempotency_key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_payments_store_id_order_id_version",
                table: "payments",
                columns: new[] { "store_id", "order_id", "version" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_payments_store_id_stripe_id",
                table: "payments",
                columns: new[] { "store_id", "stripe_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "one_open_payment",
                table: "payments",
                columns: new[] { "store_id", "order_id" },
                unique: true,
                filter: "state = 'OPEN'");

            migrationBuilder.CreateIndex(
                name: "ix_product_variants_store_id_product_id_position",
                table: "product_variants",
                columns: new[] { "store_id", "product_id", "position" });

            migrationBuilder.CreateIndex(
                name: "ix_product_variants_store_id_sku",
                table: "product_variants",
                columns: new[] { "store_id", "sku" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "one_default_variant",
                table: "product_variants",
                columns: new[] { "store_id", "product_id" },
                unique: true,
                filter: "is_default");

            migrationBuilder.CreateIndex(
                name: "ix_products_store_id_category_id",
                table: "products",
                columns: new[] { "store_id", "category_id" });

            migrationBuilder.CreateIndex(
                name: "ix_products_store_id_slug",
                table: "products",
                columns: new[] { "store_id", "slug" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_stock_movements_store_id_variant_id_at",
                table: "stock_movements",
                columns: new[] { "store_id", "variant_id", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_stock_reservations_store_id_order_id_variant_id",
                table: "stock_reservations",
                columns: new[] { "store_id", "order_id", "variant_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_stock_reservations_store_id_variant_id",
                table: "stock_reservations",
                columns: new[] { "store_id", "variant_id" },
                filter: "state = 'HELD'");

            migrationBuilder.CreateIndex(
                name: "ix_store_hosts_store_id",
                table: "store_hosts",
                column: "store_id");

            migrationBuilder.CreateIndex(
                name: "ix_store_settings_store_id",
                table: "store_settings",
                column: "store_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_stores_canonical_host",
                table: "stores",
                column: "canonical_host",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_stripe_events_store_id_event_id",
                table: "stripe_events",
                columns: new[] { "store_id", "event_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_stripe_events_store_id_received_at",
                table: "stripe_events",
                columns: new[] { "store_id", "received_at" },
                filter: "processed_at is null");

            migrationBuilder.CreateIndex(
                name: "ix_user_sessions_store_id_user_id",
                table: "user_sessions",
                columns: new[] { "store_id", "user_id" });

            migrationBuilder.CreateIndex(
                name: "ix_users_store_id_normalized_email",
                table: "users",
                columns: new[] { "store_id", "normalized_email" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_users_store_id_normalized_user_name",
                table: "users",
                columns: new[] { "store_id", "normalized_user_name" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "cart_lines");

            migrationBuilder.DropTable(
                name: "data_protection_keys");

            migrationBuilder.DropTable(
                name: "former_slugs");

            migrationBuilder.DropTable(
                name: "ledger_entries");

            migrationBuilder.DropTable(
                name: "order_counters");

            migrationBuilder.DropTable(
                name: "order_lines");

            migrationBuilder.DropTable(
                name: "order_moves");

            migrationBuilder.DropTable(
                name: "outbox_messages");

            migrationBuilder.DropTable(
                name: "payments");

            migrationBuilder.DropTable(
                name: "stock_items");

            migrationBuilder.DropTable(
                name: "stock_movements");

            migrationBuilder.DropTable(
                name: "stock_reservations");

            migrationBuilder.DropTable(
                name: "store_hosts");

            migrationBuilder.DropTable(
                name: "store_settings");

            migrationBuilder.DropTable(
                name: "stripe_events");

            migrationBuilder.DropTable(
                name: "user_roles");

            migrationBuilder.DropTable(
                name: "user_sessions");

            migrationBuilder.DropTable(
                name: "carts");

            migrationBuilder.DropTable(
                name: "ledger_transactions");

            migrationBuilder.DropTable(
                name: "orders");

            migrationBuilder.DropTable(
                name: "product_variants");

            migrationBuilder.DropTable(
                name: "stores");

            migrationBuilder.DropTable(
                name: "users");

            migrationBuilder.DropTable(
                name: "products");

            migrationBuilder.DropTable(
                name: "categories");
        }
    }
}
