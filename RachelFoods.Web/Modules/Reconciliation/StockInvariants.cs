namespace RachelFoods.Web.Modules.Reconciliation;

internal static class StockInvariants
{
    private const string Sku = "coalesce((select v.sku from product_variants v where v.id = {0}), {0}::text)";

    public static IReadOnlyList<Invariant> All { get; } =
    [
        new(
            "I7",
            "sale_differs_from_movements",
            Area.Stock,
            "What an order sold, and what came back of it, left the shelf and came back to it.",
            $"""
            select coalesce((select o.number from orders o where o.id = order_id), order_id::text),
                format('%s: %s sold and %s returned by reservations, %s and %s by movements', {string.Format(provider: null, Sku, "variant_id")},
                    coalesce(r.sold, 0), coalesce(r.returned, 0), coalesce(m.sold, 0), coalesce(m.returned, 0))
            from (
                select order_id, variant_id, sum(quantity) filter (where state in ('SOLD', 'RETURNED')) as sold,
                    sum(case when state = 'RETURNED' then quantity else returned end) as returned
                from stock_reservations group by order_id, variant_id) r
            full join (
                select order_id, variant_id, -sum(delta) filter (where reason = 'SALE') as sold, sum(delta) filter (where reason = 'RETURNED') as returned
                from stock_movements where order_id is not null group by order_id, variant_id) m using (order_id, variant_id)
            where coalesce(r.sold, 0) <> coalesce(m.sold, 0) or coalesce(r.returned, 0) <> coalesce(m.returned, 0)
            """),
        new(
            "I7",
            "stock_is_promised_wrongly",
            Area.Stock,
            "Of each variant as much is promised as orders hold, and never more than there is.",
            $"""
            select {string.Format(provider: null, Sku, "variant_id")}, format('%s on hand, %s promised, %s held by orders', i.on_hand, i.reserved, coalesce(r.held, 0))
            from stock_items i full join (
                select variant_id, sum(quantity) as held from stock_reservations where state = 'HELD' group by variant_id) r using (variant_id)
            where i.reserved is distinct from coalesce(r.held, 0) or i.reserved < 0 or i.on_hand < i.reserved
            """),
        new(
            "I7",
            "stock_differs_from_movements",
            Area.Stock,
            "What is on hand of each variant is what its movements lead to, one after the other, from nothing.",
            // Without regard to time, which clocks may tell differently: each level is reached as often as it is left.
            $"""
            select {string.Format(provider: null, Sku, "broken.variant_id")}, format('%s on hand; the movements add up to %s%s', i.on_hand, m.total,
                case when i.on_hand = m.total then ', and one does not begin where another ended' end)
            from (
                select distinct variant_id from (
                    select variant_id from (
                        select variant_id, on_hand_after as level, 1 as n from stock_movements
                        union all select variant_id, on_hand_after - delta, -1 from stock_movements
                        union all select variant_id, 0, 1 from stock_items
                        union all select variant_id, on_hand, -1 from stock_items) steps
                    group by variant_id, level having sum(n) <> 0) each) broken
            left join stock_items i using (variant_id)
            left join (select variant_id, sum(delta) as total from stock_movements group by variant_id) m using (variant_id)
            """),
    ];
}
