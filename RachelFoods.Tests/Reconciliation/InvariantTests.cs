using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using RachelFoods.Tests.Orders;
using RachelFoods.Tests.Stage;
using RachelFoods.Web.Data;
using RachelFoods.Web.Data.Embedded;
using RachelFoods.Web.Modules.Reconciliation;
using RachelFoods.Web.Modules.Stores;

namespace RachelFoods.Tests.Reconciliation;

/// <summary>Each invariant is shown the damage it is there for, done where no trigger or key forbids it, in a transaction that is undone.</summary>
public sealed class Each_invariant(Shop shop) : IClassFixture<Shop>
{
    private const string Refund =
        """
        insert into refunds (store_id, id, order_id, payment_id, amount_minor, amount_currency, cause, state, idempotency_key, requested_by_kind, requested_at)
        select store_id, gen_random_uuid(), order_id, id, {0}, due_currency, 'ORDER_CANCELLED', '{1}', gen_random_uuid(), '{2}', now()
        from payments where order_id = $1
        """;

    private const string Event =
        "insert into stripe_events (store_id, id, event_id, type, received_at) select store_id, id, 'evt_' || id, 'charge.refunded', now() from orders where id = $1";

    private const string Wallet =
        "insert into wallets (store_id, id, user_id, balance_minor, balance_currency, moves, opened_at) select store_id, id, id, 5, 'USD', 1, now() from orders where id = $1";

    private const string WalletEntry =
        """
        insert into ledger_entries (
            store_id, id, transaction_id, account, position, amount_minor, amount_currency, wallet_id, wallet_move, balance_after_minor)
        select store_id, gen_random_uuid(), id, 'CUSTOMER_CREDIT', 9, -5, 'USD', order_id, 1, 7 from ledger_transactions where order_id = $1 and kind = 'sale'
        """;

    private const string WalletHold =
        """
        insert into wallet_holds (store_id, id, order_id, wallet_id, amount_minor, amount_currency, state, returned_minor, at)
        select store_id, gen_random_uuid(), id, id, 5, 'USD', 'HELD', 0, now() from orders where id = $1
        """;

    /// <summary>Its name, what breaks it ($1 is a paid order's id), and the subject: null for the order's number.</summary>
    public static TheoryData<string, string, string?> Damages => new()
    {
        { "order_does_not_add_up", "update order_lines set tax_minor = tax_minor + 1 where order_id = $1", null },
        { "order_does_not_add_up", "update order_lines set amount_currency = 'NGN' where order_id = $1", null },
        { "order_does_not_add_up", "update orders set explanation = jsonb_set(explanation, '{discount}', '1') where id = $1", null },
        { "order_did_not_move_by_steps", "update orders set status = 'CONFIRMED' where id = $1", null },
        { "order_did_not_move_by_steps", "delete from order_moves where order_id = $1", null },
        { "order_did_not_move_by_steps", "update order_moves set to_status = 'CONFIRMED' where order_id = $1 and to_status = 'PAID'", null },
        { "act_has_no_actor", "update order_moves set actor_kind = 'STAFF' where order_id = $1 and to_status = 'PAID'", null },
        { "act_has_no_actor", "update order_moves set at = at - interval '1 day' where order_id = $1 and to_status = 'PAID'", null },
        { "act_has_no_actor", Of(Refund, 1, "PENDING", "STAFF"), null },
        { "act_has_no_actor", "update stock_movements set actor_kind = 'STAFF', actor_id = null where order_id = $1", null },
        {
            "ledger_does_not_balance",
            "update ledger_entries set amount_minor = amount_minor + 1 where account = 'SALES' and transaction_id in (select id from ledger_transactions where order_id = $1)",
            null
        },
        { "ledger_does_not_balance", "delete from ledger_entries where transaction_id in (select id from ledger_transactions where order_id = $1)", null },
        { "order_mixes_currencies", "update payments set due_currency = 'NGN' where order_id = $1", null },
        { "order_mixes_currencies", Of(Refund, 1, "SUCCEEDED", "SYSTEM").Replace("due_currency", "'NGN'", StringComparison.Ordinal), null },
        {
            "order_mixes_currencies",
            "update ledger_entries set amount_currency = 'NGN' where transaction_id in (select id from ledger_transactions where order_id = $1)",
            null
        },
        { "refunds_exceed_payment", "update payments set refunded_minor = 1 where order_id = $1", null },
        { "refunds_exceed_payment", Of(Refund, 1, "SUCCEEDED", "SYSTEM"), null },
        { "bank_has_not_taken_it", Of(Refund, 1, "SUCCEEDED", "SYSTEM").Replace("ORDER_CANCELLED", "TAKEN_BY_BANK", StringComparison.Ordinal), null },
        { "paid_order_lacks_its_money", "update payments set due_minor = due_minor - 1 where order_id = $1", null },
        { "paid_order_lacks_its_money", "update payments set state = 'CANCELED' where order_id = $1", null },
        { "order_is_not_settled", "update payments set due_minor = due_minor + 1 where order_id = $1", null },
        { "order_is_not_settled", Of(Refund, 1, "FAILED", "SYSTEM"), null },
        { "clearing_differs", Of(Refund, 1, "SUCCEEDED", "SYSTEM"), null },
        { "clearing_differs", "delete from ledger_transactions where order_id = $1 and kind = 'card payment'", null },
        { "receivable_differs", "delete from ledger_transactions where order_id = $1 and kind = 'sale'", null },
        { "wallet_differs_from_books", Wallet, "wallet" },
        { "wallet_history_is_broken", WalletEntry, "wallet" },
        { "wallet_part_differs", "update orders set wallet_minor = 1 where id = $1", null },
        { "wallet_part_differs", WalletHold, null },
        { "stock_is_promised_wrongly", $"update stock_items set reserved = reserved + 1 where {Variant}", "sku" },
        { "stock_is_promised_wrongly", "update stock_reservations set state = 'HELD' where order_id = $1", "sku" },
        { "stock_differs_from_movements", $"update stock_items set on_hand = on_hand + 1 where {Variant}", "sku" },
        { "stock_differs_from_movements", "update stock_movements set on_hand_after = on_hand_after + 1 where order_id = $1", "sku" },
        { "stock_differs_from_movements", "delete from stock_movements where order_id = $1", "sku" },
        { "sale_differs_from_movements", "update stock_reservations set state = 'RELEASED' where order_id = $1", null },
        { "sale_differs_from_movements", "update stock_movements set order_id = gen_random_uuid() where order_id = $1", null },
        { "coupon_is_counted_wrongly", Coupon + "update orders set notes = notes from coupon where orders.id = $1", "DAMAGED" },
        {
            "coupon_use_differs_from_its_order",
            "update orders set goods_minor = goods_minor + 1, discount_minor = discount_minor + 1 where id = $1",
            null
        },
        { "coupon_use_differs_from_its_order", Coupon + Redemption, null },
        {
            "discount_differs_in_the_books",
            "update ledger_entries set account = 'DISCOUNTS' where account = 'SALES' and transaction_id in (select id from ledger_transactions where order_id = $1)",
            null
        },
        { "payment_was_not_told_once", "delete from outbox_messages where type = 'OrderPaid' and payload ->> 'OrderId' = $1::text", null },
        { "payment_was_not_told_once", "update outbox_messages set type = 'OrderPaid' where type = 'OrderPlaced' and payload ->> 'OrderId' = $1::text", null },
        { "message_is_lost", Message("done_at = null, due_at = null, reason = null"), "message" },
        { "message_is_lost", Message("done_at = now(), due_at = now()"), "message" },
        { "message_is_lost", Message("repeats_every = interval '1 day', due_at = null"), "message" },
        { "event_is_forgotten", Event, "event" },
        { "unpaid_order_never_ends", "update orders set status = 'PENDING', held_until = now() - interval '1 second' where id = $1", null },
        { "unpaid_order_never_ends", "update orders set status = 'PENDING', closing_since = now() where id = $1", null },
        { "open_payment_is_not_asked_about", "update payments set state = 'OPEN' where order_id = $1", null },
        { "pending_refund_is_not_asked_about", Of(Refund, 1, "PENDING", "SYSTEM"), null },
        { "amount_is_not_whole", "create table damages (paid_minor integer)", "damages.paid_minor" },
        { "amount_is_not_whole", "create table damages (paid numeric)", "damages.paid" },
        { "ledger_can_be_changed", "grant update on ledger_entries to shop_app", "UPDATE on ledger_entries" },
        { "table_is_not_isolated", "create table damages (store_id uuid)", "damages" },
        {
            "table_is_not_isolated",
            "create table damages (store_id uuid, id uuid primary key, other uuid constraint points_anywhere references damages)",
            "damages.points_anywhere"
        },
        { "secret_is_kept", "update payments set last_error = 'pi_1_secret_abc' where order_id = $1", "payment" },
        { "secret_is_kept", "update outbox_messages set reason = 'Invalid key sk_live_abc' where payload ->> 'OrderId' = $1::text", "message" },
        { "secret_is_kept", "update orders set notes = 'My card: 4242 4242 4242 4242, thanks' where id = $1", null },
    };

    // Counted once, and never used.
    private const string Coupon =
        """
        with coupon as (
            insert into coupons (store_id, id, code, kind, percent_basis_points, currency, amount_minor, scope, targets, first_order_only, active, used, created_at, version)
            select store_id, gen_random_uuid(), 'DAMAGED', 'PERCENT', 2000, 'USD', 0, 'ALL', '{}', false, true, 1, now(), 1 from orders where id = $1
            returning *)

        """;

    private const string Redemption =
        """
        insert into coupon_redemptions (store_id, id, coupon_id, order_id, email_key, once, state, discount_minor, discount_currency,
            order_total_minor, order_total_currency, new_customer, at)
        select store_id, gen_random_uuid(), id, $1, '', false, 'USED', 0, 'USD', 0, 'USD', false, now() from coupon
        """;

    private const string Variant = "variant_id in (select variant_id from order_lines where order_id = $1)";

    [Theory]
    [MemberData(nameof(Damages))]
    public async Task finds_its_damage(string name, string damage, string? subject)
    {
        var (number, id) = await AnOrderWithoutWorries();
        await using var connection = await AsSuperUserAsync();
        await using var undone = await connection.BeginTransactionAsync();
        Assert.DoesNotContain(await LookAsync(connection), v => v.Broken.Name == name);

        await RunAsync(connection, "reset role; set local session_replication_role = replica");
        await using (var change = new NpgsqlCommand(damage, connection))
        {
            change.Parameters.Add(new NpgsqlParameter { Value = id });
            Assert.NotEqual(0, await change.ExecuteNonQueryAsync());
        }

        var found = (await LookAsync(connection)).Where(v => v.Broken.Name == name).ToList();
        Assert.Contains(found, v => v.Subject == number || (subject is not null && v.Subject.StartsWith(SubjectOf(subject), StringComparison.Ordinal)));
        Assert.All(found, v => Assert.DoesNotMatch("secret_a|live_a|4242", v.ToString()));
    }

    [Fact]
    public void is_shown_some_damage() => Assert.Equal(
        Invariants.All.Select(i => i.Name).Order(StringComparer.Ordinal),
        Damages.Select(d => (string)d[0]).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));

    [Fact]
    public async Task holds_in_a_shop_that_is_in_order()
    {
        var (number, _) = await AnOrderWithoutWorries();

        var found = await shop.Run(services => services.GetRequiredService<InvariantService>().ListAsync(default));

        Assert.DoesNotContain(found, v => v.Subject == number);
    }

    private static string Of(string text, params object[] values) => string.Format(provider: null, text, values);

    private static string Message(string change) =>
        $"update outbox_messages set {change} where type = 'OrderPlaced' and payload ->> 'OrderId' = $1::text";

    // Sample variants are named by their slug.
    private static string SubjectOf(string subject) => subject == "sku" ? "sample" : subject;

    private async Task<(string Number, Guid Id)> AnOrderWithoutWorries()
    {
        var order = await shop.APaidOrderOf(await shop.AVariant(), quantity: 2);
        return (order.Number, order.Id);
    }

    private async Task<NpgsqlConnection> AsSuperUserAsync()
    {
        var connection = new NpgsqlConnection(shop.Stage.ConnectionString(EmbeddedPostgres.SuperUser));
        await connection.OpenAsync();
        return connection;
    }

    // As the app sees it: row security does not count for a superuser.
    private static async Task<IReadOnlyList<Violation>> LookAsync(NpgsqlConnection connection)
    {
        await RunAsync(connection, $"set local role {ShopRoles.App}; set local app.store_id = '{StoreSeed.RachelFoods}'");
        await using var look = new NpgsqlBatch(connection);
        Invariants.AddTo(look, TimeProvider.System.GetUtcNow());
        await using var rows = await look.ExecuteReaderAsync();
        return await Invariants.ReadAsync(rows, default);
    }

    private static async Task RunAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
