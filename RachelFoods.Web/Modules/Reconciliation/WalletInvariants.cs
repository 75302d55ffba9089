namespace RachelFoods.Web.Modules.Reconciliation;

internal static class WalletInvariants
{
    public static IReadOnlyList<Invariant> All { get; } =
    [
        new(
            "I3",
            "wallet_differs_from_books",
            Area.Money,
            "What a wallet holds is the sum of its entries in the books, as many as it counts, and not less than nothing.",
            """
            select 'wallet ' || w.id, format('%s after %s changes; in the books %s after %s', w.balance_minor, w.moves, coalesce(e.owed, 0), coalesce(e.entries, 0))
            from wallets w left join (
                select wallet_id, -sum(amount_minor) as owed, count(*) as entries from ledger_entries where account = 'CUSTOMER_CREDIT' group by wallet_id) e
                on e.wallet_id = w.id
            where w.balance_minor < 0 or w.balance_minor <> coalesce(e.owed, 0) or w.moves <> coalesce(e.entries, 0)
            """),
        new(
            "I3",
            "wallet_history_is_broken",
            Area.Money,
            "A wallet's changes are numbered without a gap, and each says what the wallet held after it.",
            """
            select 'wallet ' || wallet_id, format('change %s, %s in order: %s after it instead of %s', wallet_move, place, balance_after_minor, owed)
            from (
                select wallet_id, wallet_move, balance_after_minor, row_number() over changes as place, -sum(amount_minor) over changes as owed
                from ledger_entries where wallet_id is not null window changes as (partition by wallet_id order by wallet_move)) e
            where wallet_move <> place or balance_after_minor <> owed
            """),
        new(
            "I4",
            "wallet_part_differs",
            Area.Money,
            "What a wallet pays of an order is held until it is paid or confirmed, then taken, and back in the wallet once it is cancelled; the books hold as much.",
            """
            select coalesce(o.number, h.order_id::text), format('%s: %s of it by wallet; %s %s, %s returned; %s set apart in the books',
                o.status, o.wallet_minor, h.amount_minor, h.state, h.returned_minor, coalesce(l.held, 0))
            from orders o full join wallet_holds h on h.order_id = o.id left join (
                select t.order_id, -sum(e.amount_minor) as held from ledger_transactions t join ledger_entries e on e.transaction_id = t.id
                where e.account = 'WALLET_HELD' group by t.order_id) l on l.order_id = coalesce(o.id, h.order_id)
            where coalesce(o.wallet_minor, 0) <> coalesce(h.amount_minor, 0)
                or coalesce(l.held, 0) <> case h.state when 'HELD' then h.amount_minor else 0 end
                or (h.state is not null and h.state <> case o.status when 'PENDING' then 'HELD'
                    when 'CANCELLED' then case when h.state = 'CAPTURED' and h.returned_minor = h.amount_minor then h.state else 'RELEASED' end
                    else 'CAPTURED' end)
            """),
    ];
}
