using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace RachelFoods.Web.Data.Migrations
{
    /// <inheritdoc />
    public partial class AccountsBeginWithTheirMail : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "registrations",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    store_id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    email = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: false),
                    normalized_email = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: false),
                    password_hash = table.Column<string>(type: "text", nullable: false),
                    asked_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_registrations", x => new { x.store_id, x.id });
                });

            // Who may have chosen the password of an address that nobody confirmed? Its owner chooses another one, by mail.
            migrationBuilder.Sql(
                """
                alter table users no force row level security;
                alter table user_sessions no force row level security;
                delete from user_sessions s using users u where u.store_id = s.store_id and u.id = s.user_id and not u.email_confirmed;
                update users set password_hash = null, security_stamp = upper(md5(random()::text || clock_timestamp())), email_confirmed = true where not email_confirmed;
                alter table users force row level security;
                alter table user_sessions force row level security;
                """);

            migrationBuilder.AddCheckConstraint(
                name: "address_is_confirmed",
                table: "users",
                sql: "email_confirmed");

            migrationBuilder.CreateIndex(
                name: "ix_registrations_store_id_normalized_email",
                table: "registrations",
                columns: new[] { "store_id", "normalized_email" });
        }
    }
}
