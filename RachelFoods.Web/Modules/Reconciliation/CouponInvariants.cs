namespace RachelFoods.Web.Modules.Reconciliation;

internal static class CouponInvariants
{
    public static IReadOnlyList<Invariant> All { get; } =
    [
        new(
            "I8",
            "coupon_is_counted_wrongly",
            Area.Order,
            "Each coupon was used as often as it counts, and not more often than its limit allows.",
            """
            select c.code, format('%s counted, %s in live redemptions, limit %s', c.used, coalesce(r.live, 0), coalesce(c.total_limit::text, 'none'))
            from coupons c left join (
                select coupon_id, count(*) as live from coupon_redemptions where state <> 'GIVEN_BACK' group by coupon_id) r on r.coupon_id = c.id
            where c.used <> coalesce(r.live, 0) or c.used > c.total_limit
            """),
        new(
            "I8",
            "coupon_use_differs_from_its_order",
            Area.Order,
            "Each use of a coupon has its order with that code and discount: held while it is unpaid, given back when it is cancelled; no order has a discount without one.",
            """
            select coalesce(o.number, r.order_id::text), format('the use of %s is %s with %s off; the order is %s and had %s off by %s',
                r.code, r.state, r.discount_minor, o.status, o.discount_minor, o.coupon_code)
            from (select x.*, c.code from coupon_redemptions x join coupons c on c.id = x.coupon_id) r
            full join orders o on o.id = r.order_id
            where (r.id is not null or o.coupon_code is not null or o.discount_minor > 0) and (
                r.id is null or o.id is null or r.code is distinct from o.coupon_code or r.discount_minor <> o.discount_minor
                or (r.state = 'GIVEN_BACK') <> (o.status = 'CANCELLED') or (r.state = 'HELD') <> (o.status = 'PENDING'))
            """),
        new(
            "I8",
            "discount_differs_in_the_books",
            Area.Money,
            "The discounts in the books are those of the orders that are sold.",
            """
            select o.number, format('%s with %s off, %s in the books', o.status, o.discount_minor, coalesce(b.discount, 0))
            from orders o left join (
                select t.order_id, sum(e.amount_minor) as discount from ledger_entries e join ledger_transactions t on t.id = e.transaction_id
                where e.account = 'DISCOUNTS' group by t.order_id) b on b.order_id = o.id
            where coalesce(b.discount, 0) <> case when o.status in ('PENDING', 'CANCELLED') then 0 else o.discount_minor end
            """),
    ];
}
