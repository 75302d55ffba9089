namespace RachelFoods.Web.Modules.Reconciliation;

internal static class OrderInvariants
{
    // Written out here once more and not read from the table of the moves: two lists that agree, or a finding.
    private const string Steps =
        """
        'CARD ->PENDING', 'CARD PENDING->PAID', 'CARD PENDING->CANCELLED', 'CARD PAID->CONFIRMED', 'CARD PAID->CANCELLED',
        'CASH_ON_DELIVERY ->PENDING', 'CASH_ON_DELIVERY PENDING->CONFIRMED', 'CASH_ON_DELIVERY PENDING->CANCELLED'
        """;

    private const string StepsOfEither =
        """
        'CONFIRMED->PREPARING', 'CONFIRMED->CANCELLED', 'PREPARING->SHIPPING', 'PREPARING->CANCELLED', 'SHIPPING->DELIVERED',
        'SHIPPING->PREPARING', 'DELIVERED->COMPLETED'
        """;

    public static IReadOnlyList<Invariant> All { get; } =
    [
        new(
            "I1",
            "order_does_not_add_up",
            Area.Order,
            "An order’s total is goods less discount plus delivery, plus tax where prices exclude it; its lines and its explanation add up to it; nothing is negative.",
            """
            select o.number, format('total %s of goods %s, discount %s, delivery %s, tax %s; lines: goods %s, discount %s, tax %s %s',
                o.total_minor, o.goods_minor, o.discount_minor, o.delivery_minor, o.tax_minor, l.goods, l.discount, l.tax, l.currency)
            from orders o left join (
                select order_id, sum(amount_minor)::bigint as goods, sum(discount_minor)::bigint as discount, sum(tax_minor)::bigint as tax,
                    bool_or(amount_minor <> unit_price_minor * quantity or discount_minor not between 0 and amount_minor
                        or least(unit_price_minor, tax_minor) < 0) as wrong,
                    case when min(least(unit_price_currency, amount_currency, discount_currency, tax_currency))
                        = max(greatest(unit_price_currency, amount_currency, discount_currency, tax_currency)) then min(amount_currency) end as currency
                from order_lines group by order_id) l on l.order_id = o.id
            where o.total_minor <> o.goods_minor - o.discount_minor + o.delivery_minor + case when o.tax_included then 0 else o.tax_minor end
                or least(o.total_minor, o.goods_minor, o.discount_minor, o.delivery_minor, o.tax_minor) < 0
                or (o.goods_minor, o.discount_minor, o.tax_minor, o.total_currency) is distinct from (l.goods, l.discount, l.tax, l.currency)
                or l.wrong
                or (o.explanation ->> 'total')::bigint <> o.total_minor or (o.explanation ->> 'discount')::bigint <> o.discount_minor
                or (o.explanation ->> 'delivery')::bigint <> o.delivery_minor or (o.explanation ->> 'tax')::bigint <> o.tax_minor
                or o.total_currency <> all (array[o.goods_currency, o.discount_currency, o.delivery_currency, o.tax_currency])
            """),
        new(
            "I9",
            "order_did_not_move_by_steps",
            Area.Order,
            "An order’s history leads from its placing to its status by allowed moves and what took them back, each with a row.",
            $"""
            select o.number, format('is %s after %s', o.status, coalesce((
                select string_agg(coalesce(h.from_status, '') || '->' || h.to_status, ', ' order by h.at, h.id)
                from order_moves h where h.order_id = o.id), 'no move at all'))
            from orders o left join (
                select v.order_id, count(*) filter (where v.from_status is null) as begins, bool_or(case
                    when v.undoes_id is null then v.step <> all (array[{StepsOfEither}]) and v.method || ' ' || v.step <> all (array[{Steps}])
                    else not exists (
                        select from order_moves u where (u.id, u.order_id, u.from_status, u.to_status) = (v.undoes_id, v.order_id, v.to_status, v.from_status))
                    end) as wrong
                from (
                    select m.*, s.method, coalesce(m.from_status, '') || '->' || m.to_status as step
                    from order_moves m join orders s on s.id = m.order_id) v
                group by v.order_id) m on m.order_id = o.id
            where m.begins is distinct from 1 or m.wrong or o.id in (
                select order_id from (
                    select order_id, to_status as status, 1 as n from order_moves
                    union all select order_id, from_status, -1 from order_moves where from_status is not null
                    union all select id, status, -1 from orders) visits
                group by order_id, status having sum(n) <> 0)
            """),
        new(
            "I14",
            "act_has_no_actor",
            Area.Order,
            "Each move of an order, each refund and each movement of stock says who did it, when, and why where a reason is asked for.",
            """
            select o.number, format('%s -> %s at %s by %s', m.from_status, m.to_status, m.at, m.actor_kind)
            from order_moves m join orders o on o.id = m.order_id
            where (m.actor_kind = 'STAFF' and m.actor_id is null) or m.at < o.placed_at
                or (m.from_status = 'SHIPPING' and m.to_status = 'PREPARING' and m.undoes_id is null and coalesce(trim(m.reason), '') = '')
            union all
            select o.number, format('refund %s at %s by %s', r.id, r.requested_at, r.requested_by_kind)
            from refunds r join orders o on o.id = r.order_id
            where (r.requested_by_kind = 'STAFF' and r.requested_by_id is null) or r.requested_at < o.placed_at
            union all
            select coalesce((select o.number from orders o where o.id = m.order_id), m.id::text), format('%s of stock at %s by %s', m.reason, m.at, m.actor_kind)
            from stock_movements m where m.actor_kind = 'STAFF' and m.actor_id is null
            """),
    ];
}
