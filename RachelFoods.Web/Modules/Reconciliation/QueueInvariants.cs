namespace RachelFoods.Web.Modules.Reconciliation;

internal static class QueueInvariants
{
    public static IReadOnlyList<Invariant> All { get; } =
    [
        new(
            "I10",
            "payment_was_not_told_once",
            Area.Queue,
            "Each paid order has said so exactly once.",
            // Counted in one go: what JSON holds has no statistics, and as a join it was compared with every order for each order.
            """
            select max(number), format('%s, and said so %s times', case sum(paid) when 0 then 'not paid' else 'paid' end, sum(told))
            from (
                select id::text as order_id, number, case when paid_at is null then 0 else 1 end as paid, 0 as told from orders
                union all select payload ->> 'OrderId', null, 0, 1 from outbox_messages where type = 'OrderPaid') each
            group by order_id having sum(paid) <> sum(told) and max(number) is not null
            """),
        new(
            "I10",
            "message_is_lost",
            Area.Queue,
            "Each message is done, or due, or put aside with a reason; a repeating one is due.",
            """
            select 'message ' || id, format('%s raised at %s: done %s, due %s', type, raised_at, done_at, due_at)
            from outbox_messages
            where (repeats_every is null and done_at is not null and due_at is not null)
                or (repeats_every is null and done_at is null and due_at is null and coalesce(reason, '') = '')
                or (repeats_every is not null and due_at is null)
            """),
        new(
            "I11",
            "event_is_forgotten",
            Area.Queue,
            "Each event of Stripe’s is processed, or parked with a reason, or about to be looked at.",
            """
            select 'event ' || e.event_id, format('%s about %s received at %s', e.type, e.object_id, e.received_at)
            from stripe_events e
            where e.processed_at is null and coalesce(e.parked_because, '') = '' and e.id::text not in (
                select coalesce(m.payload ->> 'StripeEventId', '') from outbox_messages m where m.type = 'StripeEventArrived' and m.due_at is not null)
            """),
        new(
            "I13",
            "unpaid_order_never_ends",
            Area.Queue,
            "An unpaid card order whose time is over, or that is being closed, is about to be ended.",
            """
            select o.number, format('held until %s, closing since %s', o.held_until, o.closing_since)
            from orders o
            where o.status = 'PENDING' and o.method = 'CARD' and (o.held_until < $1 or o.closing_since is not null) and o.id::text not in (
                select coalesce(m.payload ->> 'OrderId', '') from outbox_messages m where m.type = 'ExpireOrder' and m.due_at is not null)
            """),
        new(
            "I13",
            "open_payment_is_not_asked_about",
            Area.Queue,
            "Stripe is about to be asked about each payment that is open.",
            """
            select o.number, format('payment %s, open since %s', coalesce(p.stripe_id, p.id::text), p.created_at)
            from payments p join orders o on o.id = p.order_id
            where p.state = 'OPEN' and p.kind <> 'CASH' and p.id::text not in (
                select coalesce(m.payload ->> 'PaymentId', '') from outbox_messages m where m.type = 'SettlePayment' and m.due_at is not null)
            """),
        new(
            "I13",
            "pending_refund_is_not_asked_about",
            Area.Queue,
            "Stripe is about to be asked about each refund that is under way.",
            """
            select o.number, format('refund %s, asked for at %s', coalesce(r.stripe_id, r.id::text), r.requested_at)
            from refunds r join orders o on o.id = r.order_id
            where r.state = 'PENDING' and not exists (
                select from outbox_messages m where m.due_at is not null and m.payload ->> 'RefundId' = r.id::text)
            """),
    ];
}
