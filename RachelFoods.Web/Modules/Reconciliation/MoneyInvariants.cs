namespace RachelFoods.Web.Modules.Reconciliation;

internal static class MoneyInvariants
{
    /// <summary>
    /// Of each card order: what was captured and given back, by cards and by its wallet, what the customer still gets back (asked for, failed and not made good, or
    /// come too late and not yet taken up), what the order is worth, and what the books say. Cash has no account yet.
    /// </summary>
    public const string OrderMoney =
        """
        order_money as materialized (
            select o.id, o.number, o.status, o.total_minor as total,
                coalesce(p.captured, 0) + coalesce(h.paid, 0) as captured, coalesce(r.refunded, 0) + coalesce(h.returned, 0) as refunded,
                coalesce(r.by_bank, 0) as by_bank, coalesce(h.paid - h.returned, 0) as in_wallet,
                coalesce(r.outstanding, 0) + coalesce(w.waiting, 0) as outstanding,
                case when o.status in ('PENDING', 'CANCELLED') then 0 else o.total_minor - coalesce(l.granted, 0) end as owed,
                coalesce(l.clearing, 0) as clearing, coalesce(l.receivable, 0) as receivable
            from orders o
            left join (
                select order_id, sum(due_minor) as captured from payments where state = 'SUCCEEDED' group by order_id) p on p.order_id = o.id
            left join (
                select order_id, amount_minor as paid, returned_minor as returned from wallet_holds where state = 'CAPTURED') h on h.order_id = o.id
            left join (
                select f.order_id, sum(f.amount_minor) filter (where f.state = 'SUCCEEDED') as refunded,
                    sum(f.amount_minor) filter (where f.cause = 'TAKEN_BY_BANK') as by_bank,
                    sum(f.amount_minor) filter (where f.state = 'PENDING' or (f.state in ('FAILED', 'CANCELED')
                        and not exists (select from refunds n where n.replaces_id = f.id))) as outstanding
                from refunds f group by f.order_id) r on r.order_id = o.id
            left join (
                select late.order_id, sum(late.due_minor) as waiting from payments late
                where late.state = 'SUCCEEDED' and not exists (select from refunds f where f.payment_id = late.id)
                    and late.id::text in (
                        select m.payload ->> 'PaymentId' from outbox_messages m where m.type = 'MoneyForCancelledOrder' and m.done_at is null)
                group by late.order_id) w on w.order_id = o.id
            left join (
                select t.order_id, sum(e.amount_minor) filter (where e.account = 'STRIPE_CLEARING' and t.kind <> 'dispute') as clearing,
                    sum(e.amount_minor) filter (where e.account = 'RECEIVABLE') as receivable,
                    sum(e.amount_minor) filter (where e.account = 'REFUNDS') as granted
                from ledger_transactions t join ledger_entries e on e.transaction_id = t.id group by t.order_id) l on l.order_id = o.id
            where o.method = 'CARD')
        """;

    public static IReadOnlyList<Invariant> All { get; } =
    [
        new(
            "I2",
            "ledger_does_not_balance",
            Area.Money,
            "Each posting of the books has two sides or more and sums to zero in each currency.",
            """
            select coalesce(o.number, t.idempotency_key), format('%s: %s entries, off by %s', t.idempotency_key, coalesce(e.entries, 0), coalesce(e.off, '0'))
            from ledger_transactions t left join orders o on o.id = t.order_id left join (
                select transaction_id, sum(entries) as entries, string_agg(case when total <> 0 then total || ' ' || currency end, ', ') as off
                from (
                    select transaction_id, amount_currency as currency, sum(amount_minor) as total, count(*) as entries
                    from ledger_entries group by transaction_id, amount_currency) each
                group by transaction_id) e on e.transaction_id = t.id
            where coalesce(e.entries, 0) < 2 or e.off is not null
            """),
        new(
            "I6",
            "order_mixes_currencies",
            Area.Money,
            "What was paid and given back for an order, and what the books say of it, is in its own currency.",
            """
            select o.number, format('%s in %s, the order in %s', m.what, m.currency, o.total_currency)
            from (
                select order_id, 'payment ' || coalesce(stripe_id, id::text) as what, due_currency as currency from payments
                union all select order_id, 'refund ' || coalesce(stripe_id, id::text), amount_currency from refunds
                union all select t.order_id, t.idempotency_key, e.amount_currency
                    from ledger_entries e join ledger_transactions t on t.id = e.transaction_id where t.kind <> 'dispute') m
            join orders o on o.id = m.order_id where m.currency <> o.total_currency
            """),
        new(
            "I5",
            "refunds_exceed_payment",
            Area.Money,
            "What refunds give back that are under way or done is what the payment has set apart for them, and not more than was captured.",
            """
            select o.number, format('payment %s: %s captured, %s set apart, %s in live refunds',
                coalesce(p.stripe_id, p.id::text), case p.state when 'SUCCEEDED' then p.due_minor else 0 end, p.refunded_minor, coalesce(r.live, 0))
            from payments p join orders o on o.id = p.order_id left join (
                select payment_id, sum(amount_minor) as live from refunds where state in ('PENDING', 'SUCCEEDED') group by payment_id) r
                on r.payment_id = p.id
            where p.refunded_minor <> coalesce(r.live, 0) or p.refunded_minor > case p.state when 'SUCCEEDED' then p.due_minor else 0 end
            """),
        new(
            "I5",
            "bank_has_not_taken_it",
            Area.Money,
            "What counts as given back by a bank was taken by one: disputes of the payment that are lost were about as much.",
            """
            select o.number, format('payment %s: %s count as taken by banks, %s lost in disputes', coalesce(p.stripe_id, p.id::text), r.counted, coalesce(d.lost, 0))
            from (
                select payment_id, sum(amount_minor) as counted from refunds where cause = 'TAKEN_BY_BANK' group by payment_id) r
            join payments p on p.id = r.payment_id join orders o on o.id = p.order_id left join (
                select payment_id, sum(amount_minor) as lost from disputes where state = 'LOST' group by payment_id) d on d.payment_id = p.id
            where r.counted > coalesce(d.lost, 0)
            """),
        new(
            "I9",
            "paid_order_lacks_its_money",
            Area.Money,
            "A card order that is paid or further has been paid in full, by cards and wallet together.",
            """
            select number, format('%s, with %s captured of %s', status, captured, total)
            from order_money where status not in ('PENDING', 'CANCELLED') and captured < total
            """),
        new(
            "I6",
            "order_is_not_settled",
            Area.Money,
            "What an order captured, less what was given back, is what it is worth and what the customer still gets back.",
            """
            select number, format('%s: %s captured, %s given back, %s owed, %s outstanding', status, captured, refunded, owed, outstanding)
            from order_money where captured - refunded <> owed + outstanding
            """),
        new(
            "I4",
            "clearing_differs",
            Area.Money,
            "What the books say that Stripe holds for an order is what was captured less what we gave back; disputes are counted for themselves.",
            """
            select number, format('%s captured, %s given back, %s in the books', captured - in_wallet, refunded - by_bank, clearing)
            from order_money where captured - (refunded - by_bank) - in_wallet <> clearing
            """),
        new(
            "I6",
            "receivable_differs",
            Area.Money,
            "What the books say that the customer owes for an order is nothing, or less by what is still to be given back.",
            """
            select number, format('%s in the books, %s outstanding', receivable, outstanding)
            from order_money where receivable <> -outstanding
            """),
    ];
}
