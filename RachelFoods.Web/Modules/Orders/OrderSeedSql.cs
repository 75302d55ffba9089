namespace RachelFoods.Web.Modules.Orders;

/// <summary>
/// Many orders at once, by statements over whole tables: nothing else is quick enough, and COPY is not let in where rows have a policy. What
/// is drawn first goes into tables that end with the transaction.
/// </summary>
internal static class OrderSeedSql
{
    /// <summary>What is sold, numbered.</summary>
    public const string Goods =
        """
        create temp table goods on commit drop as
        select row_number() over (order by p.featured desc, v.sku) - 1 as place, count(*) over () as kinds, v.store_id, v.id as variant_id, p.id as product_id,
            p.name as product_name, p.slug as product_slug, v.name as variant_name, v.sku, v.weight_grams, v.price_minor, v.price_currency, i.on_hand
        from product_variants v join products p on p.id = v.product_id join stock_items i on i.variant_id = v.id
        """;

    /// <summary>Who ordered, and when. Few order often, many seldom; the number follows the time.</summary>
    public const string Draw =
        """
        create temp table drawn on commit drop as
        with counted as (
            insert into order_counters as counter (store_id, year, last) values ($1, $2, $3)
            on conflict (store_id, year) do update set last = counter.last + $3 returning last - $3 as before)
        select $1::uuid as store_id, gen_random_uuid() as id, gen_random_uuid() as sale_id, 'ORD-' || $2 || '-' || case when n < 10000 then lpad(n::text, 4, '0') else n::text end as number,
            $4::timestamptz + $5::interval * ((n - before - random()) / $3::int) as at,
            $6::text[] as first_names, $7::text[] as last_names, floor($8::int * random() * random())::int as person,
            random() < 0.9 as bought, random() * random() as kind, random() as other_kind, random() < 0.5 as has_other, 1 + floor(3 * random())::int as quantity
        from counted, generate_series(before + 1, before + $3) n
        """;

    public const string DrawLines =
        """
        create temp table drawn_lines on commit drop as
        select d.id as order_id, d.at, d.bought, line.position, line.quantity, g.*, line.quantity * g.price_minor as amount_minor
        from drawn d
        cross join (select max(kinds) as kinds from goods) k
        cross join lateral (select floor(d.kind * k.kinds)::int as place) first
        cross join lateral (values
            (0, first.place, d.quantity),
            (1, (first.place + 1 + floor(d.other_kind * (k.kinds - 1))::int) % k.kinds::int, 1)) line(position, place, quantity)
        join goods g on g.place = line.place
        where line.position = 0 or (d.has_other and k.kinds > 1)
        """;

    public const string Price =
        """
        create temp table priced on commit drop as
        select order_id, lines, goods, case when goods >= $3 then 0 else $2 end as delivery, $1::text as currency
        from (
            select order_id, sum(amount_minor)::bigint as goods, jsonb_agg(jsonb_build_object('variantId', variant_id, 'name', product_name || ', ' || variant_name,
                'unitPrice', price_minor, 'quantity', quantity, 'amount', amount_minor, 'discount', 0, 'taxed', amount_minor, 'taxRateBasisPoints', 0, 'tax', 0)
                order by position) as lines
            from drawn_lines group by order_id) o
        """;

    public const string Orders =
        """
        insert into orders (store_id, id, number, status, payment_status, method, form_key, content_hash, email, name, phone, street, city, region, postal_code,
            country, notes, address_key, tax_included, explanation, placed_at, paid_at, cancel_reason, sales_counted, version,
            goods_minor, goods_currency, discount_minor, discount_currency, delivery_minor, delivery_currency, tax_minor, tax_currency, total_minor, total_currency)
        select store_id, id, number, case when bought then 'COMPLETED' else 'CANCELLED' end, case when bought then 'PAID' else 'PENDING' end, 'CASH_ON_DELIVERY',
            gen_random_uuid(), encode(sha256(id::text::bytea), 'hex'), lower(last_name) || '.' || person || '@customers.example', first_name || ' ' || last_name,
            '+1 212 ' || to_char(person % 10000000, 'FM000 0000'), person || ' Palm Street', 'Brooklyn', 'NY', '11201', $2, '',
            encode(sha256(person::text::bytea), 'hex'), $1,
            jsonb_build_object('currency', currency, 'lines', lines, 'goods', goods, 'discount', 0, 'delivery', delivery, 'deliveryReason',
                case when delivery = 0 then 'Free delivery' else 'Flat rate' end, 'taxName', '', 'taxIncluded', $1, 'tax', 0, 'total', goods + delivery),
            at, case when bought then at + interval '6 hours' end, case when bought then null else 'Not confirmed in time' end, bought, case when bought then 6 else 2 end,
            goods, currency, 0, currency, delivery, currency, 0, currency, goods + delivery, currency
        from (
            select d.*, p.*, first_names[1 + person % cardinality(first_names)] as first_name,
                last_names[1 + person / cardinality(first_names) % cardinality(last_names)] as last_name
            from drawn d join priced p on p.order_id = d.id) o
        """;

    /// <summary>Lines, history, stock, books and messages of the drawn orders.</summary>
    public static readonly string[] WhatFollows =
    [
        """
        insert into order_lines (store_id, id, order_id, position, product_id, variant_id, product_name, product_slug, variant_name, sku, weight_grams, quantity,
            unit_price_minor, unit_price_currency, amount_minor, amount_currency, discount_minor, discount_currency, tax_minor, tax_currency)
        select store_id, gen_random_uuid(), order_id, position, product_id, variant_id, product_name, product_slug, variant_name, sku, weight_grams, quantity,
            price_minor, price_currency, amount_minor, price_currency, 0, price_currency, 0, price_currency
        from drawn_lines
        """,
        """
        insert into order_moves (store_id, id, order_id, from_status, to_status, at, actor_kind, actor_id, reason)
        select d.store_id, gen_random_uuid(), d.id, move.came_from, move.went_to, d.at + move.later,
            case when move.who = 'STAFF' and staff.id is null then 'SYSTEM' else move.who end, case when move.who = 'STAFF' then staff.id end, move.why
        from drawn d
        left join lateral (select r.user_id as id from user_roles r where r.role = 'STAFF' order by 1 limit 1) staff on true
        join (values
            (null, null, 'PENDING', interval '0', 'BUYER', null),
            (false, 'PENDING', 'CANCELLED', interval '1 day', 'SYSTEM', 'Not confirmed in time'),
            (true, 'PENDING', 'CONFIRMED', interval '1 hour', 'STAFF', null),
            (true, 'CONFIRMED', 'PREPARING', interval '2 hours', 'STAFF', null),
            (true, 'PREPARING', 'SHIPPING', interval '4 hours', 'STAFF', null),
            (true, 'SHIPPING', 'DELIVERED', interval '6 hours', 'STAFF', null),
            (true, 'DELIVERED', 'COMPLETED', interval '7 days', 'SYSTEM', null)) move(bought, came_from, went_to, later, who, why)
            on coalesce(move.bought, d.bought) = d.bought
        """,
        """
        insert into stock_reservations (store_id, id, order_id, variant_id, quantity, at, state)
        select store_id, gen_random_uuid(), order_id, variant_id, quantity, at, case when bought then 'SOLD' else 'RELEASED' end from drawn_lines
        """,
        // As much arrives as is then sold, so that the shelf stays as it is.
        """
        insert into stock_movements (store_id, id, variant_id, delta, on_hand_after, reason, at)
        select l.store_id, gen_random_uuid(), l.variant_id, sum(l.quantity), l.on_hand + sum(l.quantity), 'RECEIVED', min(l.at)
        from drawn_lines l where l.bought group by l.store_id, l.variant_id, l.on_hand
        """,
        """
        insert into stock_movements (store_id, id, variant_id, delta, on_hand_after, reason, order_id, at)
        select l.store_id, gen_random_uuid(), l.variant_id, -l.quantity,
            l.on_hand + sum(l.quantity) over (partition by l.variant_id order by l.at desc, l.order_id desc) - l.quantity, 'SALE', l.order_id, l.at + interval '1 hour'
        from drawn_lines l where l.bought
        """,
        """
        insert into ledger_transactions (store_id, id, kind, idempotency_key, order_id, at)
        select store_id, sale_id, 'sale', 'sale:' || id, id, at + interval '1 hour' from drawn where bought
        """,
        """
        insert into ledger_entries (store_id, id, transaction_id, account, position, amount_minor, amount_currency)
        select d.store_id, gen_random_uuid(), d.sale_id, entry.account, entry.position, entry.minor, p.currency
        from drawn d
        join priced p on p.order_id = d.id
        cross join lateral (values
            ('RECEIVABLE', 0, p.goods + p.delivery), ('SALES', 1, -p.goods), ('DELIVERY_INCOME', 2, -p.delivery)) entry(account, position, minor)
        where d.bought and entry.minor <> 0
        """,
        """
        insert into outbox_messages (store_id, id, type, payload, raised_at, done_at, attempts)
        select store_id, gen_random_uuid(), 'OrderPaid', jsonb_build_object('OrderId', id), at + interval '6 hours', at + interval '6 hours', 0 from drawn where bought
        """,
        """
        update products p set sold_count = p.sold_count + sold.units
        from (select product_id, sum(quantity) as units from drawn_lines where bought group by product_id) sold where p.id = sold.product_id
        """,
    ];
}
