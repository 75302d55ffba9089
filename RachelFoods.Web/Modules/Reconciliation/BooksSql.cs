namespace RachelFoods.Web.Modules.Reconciliation;

/// <summary>Of every order that something happened to in [$1, $2), or that Stripe's objects of that time name ($3 to $5).</summary>
internal static class BooksSql
{
    public const string Touched =
        """
        with touched as (
            select id from orders where (placed_at >= $1 and placed_at < $2) or id = any($5)
            union select order_id from payments
                where (created_at >= $1 and created_at < $2) or (settled_at >= $1 and settled_at < $2)
                    or intent_id = any($3) or stripe_id = any($3) or id = any($4)
            union select order_id from refunds where (requested_at >= $1 and requested_at < $2) or (settled_at >= $1 and settled_at < $2)
            union select order_id from disputes where (opened_at >= $1 and opened_at < $2) or (closed_at >= $1 and closed_at < $2)
            union select order_id from ledger_transactions where at >= $1 and at < $2)
        """;

    public const string Orders =
        $"""

        select o.id, o.number, o.status, o.method = 'CARD', o.total_minor, o.total_currency,
            exists (select from order_moves m where m.order_id = o.id and m.to_status in ('PAID', 'CONFIRMED')),
            coalesce((select sum(p.due_minor) from payments p
                where p.order_id = o.id and p.state = 'SUCCEEDED' and not exists (select from refunds r where r.payment_id = p.id)
                    and p.id::text in (select m.payload ->> 'PaymentId' from outbox_messages m
                        where m.type = 'MoneyForCancelledOrder' and m.done_at is null)), 0)::bigint,
            sale.minor, sale.currency, cancellation.minor, cancellation.currency,
            coalesce((select sum(e.amount_minor) from ledger_transactions t join ledger_entries e on e.transaction_id = t.id
                where t.order_id = o.id and t.kind = 'dispute' and e.account = 'DISPUTES'), 0)::bigint,
            coalesce((select string_agg(l.sku || ' × ' || l.quantity, ', ' order by l.variant_id) from order_lines l where l.order_id = o.id), 'nothing'),
            coalesce((select string_agg(v.sku || ' × ' || s.quantity, ', ' order by s.variant_id)
                from stock_reservations s join product_variants v on v.id = s.variant_id where s.order_id = o.id), 'nothing'),
            array(select distinct s.state from stock_reservations s where s.order_id = o.id order by 1),
            o.wallet_minor
        from orders o
        left join lateral ({Receivable} where t.idempotency_key = 'sale:' || o.id group by t.id) sale on true
        left join lateral ({Receivable} where t.idempotency_key = 'cancellation:' || o.id group by t.id) cancellation on true
        where o.id in (select id from touched)
        """;

    public const string Payments =
        """

        select p.id, p.order_id, p.kind = 'HOSTED_SESSION', p.state, p.due_minor, p.due_currency, p.stripe_id, p.intent_id, p.asked_at is not null,
            posting.minor, posting.currency
        from payments p
        left join lateral (
            select coalesce(sum(e.amount_minor), 0)::bigint as minor, coalesce(min(e.amount_currency), p.due_currency) as currency
            from ledger_transactions t left join ledger_entries e on e.transaction_id = t.id and e.account = 'STRIPE_CLEARING'
            where t.idempotency_key = 'payment:' || p.id group by t.id) posting on true
        where p.kind <> 'CASH' and p.order_id in (select id from touched)
        """;

    public const string Refunds =
        """

        select r.id, r.order_id, r.payment_id, p.intent_id, r.stripe_id, r.state, r.amount_minor, r.amount_currency, r.asked_at is not null,
            r.state in ('FAILED', 'CANCELED') and not exists (select from refunds n where n.replaces_id = r.id),
            paid.minor, paid.currency, returned.minor, returned.currency, r.cause = 'TAKEN_BY_BANK'
        from refunds r join payments p on p.id = r.payment_id
        left join lateral (
            select coalesce(-sum(e.amount_minor), 0)::bigint as minor, coalesce(min(e.amount_currency), r.amount_currency) as currency
            from ledger_transactions t left join ledger_entries e on e.transaction_id = t.id
                and e.account = case r.cause when 'TAKEN_BY_BANK' then 'DISPUTES' else 'STRIPE_CLEARING' end
            where t.idempotency_key = 'refund:' || r.id || ':paid' group by t.id) paid on true
        left join lateral (
            select coalesce(sum(e.amount_minor), 0)::bigint as minor, coalesce(min(e.amount_currency), r.amount_currency) as currency
            from ledger_transactions t left join ledger_entries e on e.transaction_id = t.id and e.account = 'STRIPE_CLEARING'
            where t.idempotency_key = 'refund:' || r.id || ':returned' group by t.id) returned on true
        where r.order_id in (select id from touched)
        """;

    public const string Disputes =
        """

        select d.stripe_id, d.order_id, p.intent_id, d.state, d.amount_minor, d.amount_currency
        from disputes d join payments p on p.id = d.payment_id where d.order_id in (select id from touched)
        """;

    public const string Strays =
        """

        select t.idempotency_key, (select o.number from orders o where o.id = t.order_id),
            coalesce((select max(abs(e.amount_minor)) from ledger_entries e where e.transaction_id = t.id), 0)
        from ledger_transactions t
        where t.order_id in (select id from touched) and case split_part(t.idempotency_key, ':', 1)
            when 'payment' then not exists (select from payments p where p.order_id = t.order_id and t.idempotency_key = 'payment:' || p.id)
            when 'refund' then not exists (
                select from refunds r where r.order_id = t.order_id and split_part(t.idempotency_key, ':', 2) = r.id::text)
            when 'sale' then not exists (select from orders o where o.id = t.order_id and t.idempotency_key = 'sale:' || o.id)
            when 'cancellation' then not exists (select from orders o where o.id = t.order_id and t.idempotency_key = 'cancellation:' || o.id)
            else false end
        """;

    private const string Receivable =
        """
        select coalesce(sum(e.amount_minor), 0)::bigint as minor, coalesce(min(e.amount_currency), o.total_currency) as currency
        from ledger_transactions t left join ledger_entries e on e.transaction_id = t.id and e.account = 'RECEIVABLE'
        """;
}
