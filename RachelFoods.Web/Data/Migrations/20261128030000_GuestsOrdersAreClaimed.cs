using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace RachelFoods.Web.Data.Migrations
{
    /// <inheritdoc />
    public partial class GuestsOrdersAreClaimed : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "claimed_at",
                table: "orders",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.Sql(
                """
                create function orders_keep_their_buyer() returns trigger language plpgsql as $$
                begin
                    raise exception 'Order % belongs to an account already.', old.number using errcode = 'restrict_violation';
                end $$;
                create trigger orders_keep_their_buyer before update on orders for each row
                    when (old.buyer_id <> new.buyer_id) execute function orders_keep_their_buyer();
                """);
        }
    }
}
