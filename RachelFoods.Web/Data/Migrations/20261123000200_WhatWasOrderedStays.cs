using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace RachelFoods.Web.Data.Migrations;

/// <summary>
/// The database's own word on orders: COMPLETED and CANCELLED are final, what was bought and its price never change, and history
/// is only added to. Contact details may change, for personal data can be erased.
/// </summary>
[DbContext(typeof(ShopDb))]
[Migration("20261123000200_WhatWasOrderedStays")]
public sealed class WhatWasOrderedStays : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        $$"""
        create function orders_keep_their_word() returns trigger language plpgsql as $$
        begin
            if tg_op = 'DELETE' then
                raise exception 'Order % is kept.', old.number using errcode = 'restrict_violation';
            end if;
            if old.status in ('COMPLETED', 'CANCELLED') and new.status <> old.status then
                raise exception 'Order % is % for good.', old.number, old.status using errcode = 'restrict_violation';
            end if;
            if (old.number, old.method, old.form_key, old.cart_id, old.content_hash, old.placed_at, old.explanation,
                old.goods_minor, old.discount_minor, old.delivery_minor, old.tax_minor, old.tax_included, old.total_minor,
                old.goods_currency, old.discount_currency, old.delivery_currency, old.tax_currency, old.total_currency)
                is distinct from
               (new.number, new.method, new.form_key, new.cart_id, new.content_hash, new.placed_at, new.explanation,
                new.goods_minor, new.discount_minor, new.delivery_minor, new.tax_minor, new.tax_included, new.total_minor,
                new.goods_currency, new.discount_currency, new.delivery_currency, new.tax_currency, new.total_currency) then
                raise exception 'What order % says was bought does not change.', old.number using errcode = 'restrict_violation';
            end if;
            return new;
        end $$;
        create trigger orders_keep_their_word before update or delete on orders for each row execute function orders_keep_their_word();

        create function is_only_added_to() returns trigger language plpgsql as $$
        begin
            raise exception '% is only added to.', tg_table_name using errcode = 'restrict_violation';
        end $$;
        create trigger is_only_added_to before update or delete or truncate on order_moves execute function is_only_added_to();
        create trigger is_only_added_to before update or delete or truncate on order_lines execute function is_only_added_to();
        revoke update, delete on order_moves, order_lines from {{ShopRoles.App}};
        revoke delete on orders from {{ShopRoles.App}};
        """);
}
