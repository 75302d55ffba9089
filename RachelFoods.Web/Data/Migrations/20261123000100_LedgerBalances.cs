using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace RachelFoods.Web.Data.Migrations;

/// <summary>The books are only added to, and what is added sums to zero in each currency when the transaction commits.</summary>
[DbContext(typeof(ShopDb))]
[Migration("20261123000100_LedgerBalances")]
public sealed class LedgerBalances : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        $"""
        revoke update, delete on ledger_transactions, ledger_entries from {ShopRoles.App};

        create function refuse_change() returns trigger language plpgsql as $$
        begin
            raise exception '% is append-only', tg_table_name using errcode = 'restrict_violation';
        end $$;
        create trigger append_only before update or delete or truncate on ledger_transactions
            for each statement execute function refuse_change();
        create trigger append_only before update or delete or truncate on ledger_entries
            for each statement execute function refuse_change();

        create function check_ledger_transaction() returns trigger language plpgsql as $$
        declare
            checked_id uuid := case tg_table_name when 'ledger_entries' then (to_jsonb(new) ->> 'transaction_id')::uuid else new.id end;
        begin
            if (select count(*) from ledger_entries where store_id = new.store_id and transaction_id = checked_id) < 2
                or exists (
                    select from ledger_entries where store_id = new.store_id and transaction_id = checked_id
                    group by amount_currency having sum(amount_minor) <> 0) then
                raise exception 'ledger transaction % does not balance', checked_id using errcode = 'check_violation';
            end if;
            return null;
        end $$;
        create constraint trigger balances after insert on ledger_transactions
            deferrable initially deferred for each row execute function check_ledger_transaction();
        create constraint trigger balances after insert on ledger_entries
            deferrable initially deferred for each row execute function check_ledger_transaction();
        """);
}
