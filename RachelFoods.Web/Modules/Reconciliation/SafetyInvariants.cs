using RachelFoods.Web.Data;

namespace RachelFoods.Web.Modules.Reconciliation;

/// <summary>What the installation promises for every row. Of a secret that was found only the place is told.</summary>
internal static class SafetyInvariants
{
    private const string Secret = "'_secret_[A-Za-z0-9]|whsec_[A-Za-z0-9]|(sk|rk)_(live|test)_[A-Za-z0-9]'";

    // Not inside a longer word, so that ids and hashes are none.
    private const string CardNumber = @"'(?<![\w-])[3-6](?: ?\d){12,18}(?![\w-])'";

    public static IReadOnlyList<Invariant> All { get; } =
    [
        new(
            "I1",
            "amount_is_not_whole",
            Area.Safety,
            "Every amount is a whole number of a currency’s smallest units.",
            """
            select c.relname || '.' || a.attname, a.atttypid::regtype::text
            from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
            where n.nspname = 'public' and c.relkind in ('r', 'p') and a.attnum > 0 and not a.attisdropped
                and (a.atttypid = any (array['real', 'double precision', 'money', 'numeric']::regtype[])
                    or (a.attname like '%\_minor' and a.atttypid <> 'bigint'::regtype))
            """),
        new(
            "I2",
            "ledger_can_be_changed",
            Area.Safety,
            "The app may add to the books, of money and of stock, and never change or delete in them; a trigger stands behind.",
            $"""
            select format('%s on %s', may, books), 'allowed to {ShopRoles.App}'
            from unnest(array['UPDATE', 'DELETE', 'TRUNCATE']) may, unnest(array['ledger_transactions', 'ledger_entries', 'stock_movements']) books
            where has_table_privilege('{ShopRoles.App}', books, may)
            union all
            select books, 'no trigger refuses changes' from unnest(array['ledger_transactions', 'ledger_entries', 'stock_movements']) books
            where not exists (select from pg_trigger t where t.tgrelid = books::regclass and t.tgname = 'append_only' and t.tgenabled <> 'D')
            """),
        new(
            "I12",
            "table_is_not_isolated",
            Area.Safety,
            "Every table with a store is closed to other stores, and what it refers to is of the same store.",
            """
            select c.relname::text, 'row security is off'
            from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid and a.attname = 'store_id'
            where n.nspname = 'public' and c.relkind in ('r', 'p') and c.relname <> 'store_hosts' and not (c.relrowsecurity and c.relforcerowsecurity)
            union all
            select k.conrelid::regclass || '.' || k.conname, 'the key does not name the store'
            from pg_constraint k
            join pg_attribute c on c.attrelid = k.conrelid and c.attname = 'store_id'
            join pg_attribute p on p.attrelid = k.confrelid and p.attname = 'store_id'
            where k.contype = 'f' and not exists (
                select from unnest(k.conkey, k.confkey) as pair(child, parent) where pair.child = c.attnum and pair.parent = p.attnum)
            """),
        new(
            "I15",
            "secret_is_kept",
            Area.Safety,
            "No row holds a card number, a client secret, or a key in clear.",
            $"""
            select place, 'holds what looks like a client secret or a key'
            from (
                select number as place, orders::text as text from orders
                union all select 'payment ' || id, payments::text from payments
                union all select 'refund ' || id, refunds::text from refunds
                union all select 'dispute ' || id, disputes::text from disputes
                union all select 'event ' || event_id, stripe_events::text from stripe_events
                union all select 'message ' || id, payload::text || coalesce(reason, '') from outbox_messages
                union all select 'move ' || id, reason from order_moves where reason is not null
                union all select 'secret ' || name, protected_value from store_secrets) texts
            where text ~ {Secret}
            union all
            select place, 'holds what looks like a card number'
            from (
                select number as place, notes as text from orders
                union all select 'payment ' || id, last_error from payments
                union all select 'refund ' || id, failure_reason from refunds
                union all select 'event ' || event_id, parked_because from stripe_events
                union all select 'message ' || id, reason from outbox_messages
                union all select 'move ' || id, reason from order_moves) texts,
                regexp_matches(text, {CardNumber}, 'g') found, replace(found[1], ' ', '') digits
            where 0 = (
                select sum(case when (length(digits) - at) % 2 = 0 then digit else digit * 2 - case when digit > 4 then 9 else 0 end end) % 10
                from generate_series(1, length(digits)) at, lateral (select substr(digits, at, 1)::int) as d(digit))
            """),
    ];
}
