using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using RachelFoods.Tests.Orders;
using RachelFoods.Tests.Payments;
using RachelFoods.Tests.Refunds;
using RachelFoods.Web.Modules.Orders;
using RachelFoods.Web.Modules.Payments;
using RachelFoods.Web.Modules.Reconciliation;

namespace RachelFoods.Tests.Reconciliation;

/// <summary>One damage is one finding with its name, however many records it puts at odds.</summary>
public sealed class Reconciling(BrokenShop broken) : IClassFixture<BrokenShop>
{
    private const string Ledger = "ledger_transactions where order_id = $1 and kind";
    private const string Twice = "update ledger_entries set amount_minor = amount_minor * 2 where transaction_id in (select id from ";

    private static readonly Dictionary<string, (string Finding, Func<BrokenShop, Task<Victim>> Whole, Func<BrokenShop, Victim, Task> Damage)> Damages =
        new(StringComparer.Ordinal)
        {
            ["a webhook is lost"] = ("payment_state_differs", Unpaid, async (shop, v) =>
            {
                await shop.LoseWebhooks("payment_intent.succeeded");
                await shop.Shop.PayAtStripe(v.Intent);
            }
            ),
            ["a paid payment is open"] = ("payment_state_differs", Paid, Sql("update payments set state = 'OPEN' where order_id = $1")),
            ["a paid payment is cancelled"] = ("payment_state_differs", Paid, Sql("update payments set state = 'CANCELED' where order_id = $1")),
            ["our amount is changed"] = ("payment_amount_differs", Paid, Sql("update payments set due_minor = due_minor + 1 where order_id = $1")),
            ["Stripe's amount is changed"] = ("payment_amount_differs", Paid, Tampered(new { amount = 1 })),
            ["Stripe received less"] = ("payment_amount_differs", Paid, Tampered(new { amount_received = 1 })),
            ["our currency is changed"] = ("payment_currency_differs", Paid, Sql("update payments set due_currency = 'NGN' where order_id = $1")),
            ["Stripe's currency is changed"] = ("payment_currency_differs", Paid, Tampered(new { currency = "eur" })),
            ["a payment is live"] = ("payment_livemode_differs", Paid, Tampered(new { livemode = true })),
            ["a payment is gone at Stripe"] = ("payment_missing_at_stripe", Paid, (shop, v) => shop.Remove(v.Intent)),
            ["a payment's id is changed"] = ("payment_id_differs", Paid, Sql("update payments set intent_id = 'pi_other', stripe_id = 'pi_other' where order_id = $1")),
            ["a payment row is lost"] = ("payment_unknown_here", Paid, Sql("delete from payments where order_id = $1")),
            ["a payment was made without us"] = ("payment_unknown_here", Paid, (shop, _) => shop.AnIntent()),
            ["a payment was taken twice"] = ("payment_taken_twice", Paid, async (shop, v) =>
            {
                await shop.LoseWebhooks("payment_intent");
                await shop.Shop.PayAtStripe(await shop.AnIntent(("metadata[order_id]", $"{v.Id}"), ("metadata[payment_id]", $"{await shop.PaymentOf(v)}")));
            }
            ),
            ["a second payment can be paid"] = ("payment_payable_twice", Unpaid, async (shop, v) =>
                await shop.AnIntent(("metadata[order_id]", $"{v.Id}"), ("metadata[payment_id]", $"{await shop.PaymentOf(v)}"))),
            ["a second payment can be paid though the first one was"] = ("payment_payable_twice", Paid, async (shop, v) =>
                await shop.AnIntent(("metadata[order_id]", $"{v.Id}"), ("metadata[payment_id]", $"{await shop.PaymentOf(v)}"))),
            ["another payment was taken than the one that waits"] = ("payment_unknown_here", Unpaid, async (shop, v) =>
            {
                await shop.LoseWebhooks("payment_intent");
                await shop.Shop.PayAtStripe(await shop.AnIntent(("metadata[order_id]", $"{v.Id}"), ("metadata[payment_id]", $"{await shop.PaymentOf(v)}")));
            }
            ),
            ["a page was made without us"] = ("payment_unknown_here", Unpaid, (shop, _) => shop.APage()),
            ["a page without us took money"] = ("payment_unknown_here", Unpaid, async (shop, _) =>
            {
                await shop.LoseWebhooks("");
                await HostedPageStage.PayOnPage(await shop.APage());
            }
            ),
            ["a second page can be paid"] = ("payment_payable_twice", Page, async (shop, v) =>
                await shop.APage(("metadata[order_id]", $"{v.Id}"), ("metadata[payment_id]", $"{await shop.PaymentOf(v)}"))),
            ["a page is open though its payment is over"] = ("closed_payment_can_be_paid", GivenUpPage, Tampered(new { status = "open" })),
            ["a page has expired and nobody told"] = ("payment_state_differs", Page, async (shop, v) =>
            {
                await shop.LoseWebhooks("checkout");
                await shop.Shop.Stripe(HttpMethod.Post, $"/_sandbox/sessions/{v.Intent}/expire");
            }
            ),
            ["a page asks for another amount"] = ("payment_amount_differs", Page, Tampered(new { amount_total = 1 })),
            ["a page is gone at Stripe"] = ("payment_missing_at_stripe", Page, (shop, v) => shop.Remove(v.Intent)),
            ["a paid page's row is lost"] = ("payment_unknown_here", PaidPage, Sql("delete from payments where order_id = $1")),
            ["a paid page is unpaid"] = ("payment_state_differs", PaidPage, Tampered(new { payment_status = "unpaid" })),
            ["a paid order is put back"] = ("money_without_paid_order", Paid, Sql("update orders set status = 'PENDING' where id = $1")),
            ["a paid order is cancelled by hand"] = ("cancelled_order_keeps_money", Paid, Sql("update orders set status = 'CANCELLED' where id = $1")),
            ["an unpaid order is called paid"] = ("paid_order_lacks_its_money", Unpaid, Sql("update orders set status = 'PAID', paid_at = now() where id = $1")),
            ["a payment's posting is lost"] = ("payment_posting_missing", Paid, Sql($"delete from {Ledger} = 'card payment'")),
            ["a payment's posting is doubled"] = ("payment_posting_differs", Paid, Sql($"{Twice}{Ledger} = 'card payment')")),
            ["a sale's posting is lost"] = ("sale_posting_missing", Paid, Sql($"delete from {Ledger} = 'sale'")),
            ["a sale's posting is doubled"] = ("sale_posting_differs", Paid, Sql($"{Twice}{Ledger} = 'sale')")),
            ["a cancellation's posting is lost"] = ("cancellation_posting_missing", Refunded, Sql($"delete from {Ledger} = 'cancellation'")),
            ["a refund's posting is lost"] = ("refund_posting_missing", Refunded, Sql($"delete from {Ledger} = 'refund'")),
            ["a refund's posting is doubled"] = ("refund_posting_differs", Refunded, Sql($"{Twice}{Ledger} = 'refund')")),
            ["a posting has no cause"] = ("posting_without_cause", Unpaid, Sql(
                """
                with added as (
                    insert into ledger_transactions (store_id, id, kind, idempotency_key, order_id, at)
                    select store_id, gen_random_uuid(), 'card payment', 'payment:' || gen_random_uuid(), id, now() from orders where id = $1 returning *)
                insert into ledger_entries (store_id, id, transaction_id, account, amount_minor, amount_currency, position)
                select store_id, gen_random_uuid(), id, account, minor, 'USD', position
                from added, (values ('STRIPE_CLEARING', 5, 0), ('RECEIVABLE', -5, 1)) as entries (account, minor, position)
                """)),
            ["a refund row is lost"] = ("refund_unknown_here", Refunded, Sql("delete from refunds where order_id = $1")),
            ["a Dashboard refund is not told"] = ("refund_unknown_here", Paid, async (shop, v) =>
            {
                await shop.LoseWebhooks("refund");
                await shop.LoseWebhooks("charge");
                await shop.Shop.RefundInTheDashboard(v.Intent, 100);
            }
            ),
            ["a refund was made twice"] = ("refund_unknown_here", RefundedInPart, async (shop, v) =>
            {
                await shop.LoseWebhooks("refund");
                await shop.LoseWebhooks("charge");
                await shop.ARefund(v.Intent, ("metadata[refund_id]", $"{(await shop.Shop.RefundsOf(v.Id)).Single().Id}"));
            }
            ),
            ["a refund is gone at Stripe"] = ("refund_missing_at_stripe", Refunded, async (shop, v) => await shop.Remove(await shop.RefundOf(v))),
            ["Stripe's refund is changed"] = ("refund_amount_differs", Refunded, async (shop, v) => await shop.Tamper(await shop.RefundOf(v), new { amount = 1 })),
            ["Stripe's refund has failed"] = ("refund_state_differs", Refunded, async (shop, v) => await shop.Tamper(await shop.RefundOf(v), new { status = "failed" })),
            ["our refund is pending"] = ("refund_state_differs", Refunded, Sql("update refunds set state = 'PENDING' where order_id = $1")),
            ["a dispute is not told"] = ("dispute_unknown_here", Paid, async (shop, v) =>
            {
                await shop.LoseWebhooks("charge");
                await shop.Dispute(v.Intent);
            }
            ),
            ["a dispute is not at Stripe"] = ("dispute_missing_at_stripe", Paid, Sql(
                """
                insert into disputes (store_id, id, order_id, payment_id, amount_minor, amount_currency, stripe_id, reason, state, opened_at)
                select store_id, gen_random_uuid(), order_id, id, due_minor, due_currency, 'dp_' || id, 'general', 'WARNING_CLOSED', now()
                from payments where order_id = $1
                """)),
            ["a dispute's amount is changed"] = ("dispute_amount_differs", Disputed, Sql("update disputes set amount_minor = amount_minor - 1 where order_id = $1")),
            ["a dispute was won here alone"] = ("dispute_state_differs", Disputed, Sql("update disputes set state = 'WON' where order_id = $1")),
            ["a dispute's posting is lost"] = ("dispute_posting_differs", Disputed, Sql($"delete from {Ledger} = 'dispute'")),
            ["a shelf is filled by hand"] = ("stock_differs_from_movements", Paid, Sql($"update stock_items set on_hand = on_hand + 1 where {Variant}")),
            ["a promise is made by hand"] = ("stock_is_promised_wrongly", Paid, Sql($"update stock_items set reserved = reserved + 1 where {Variant}")),
            ["a reservation is lost"] = ("order_stock_differs", Unpaid, Sql("delete from stock_reservations where order_id = $1")),
            ["sold stock is held"] = ("order_stock_differs", Paid, Sql("update stock_reservations set state = 'HELD' where order_id = $1")),
            ["a movement is lost"] = ("sale_differs_from_movements", Paid, Sql("delete from stock_movements where order_id = $1")),
            ["a line is changed"] = ("order_does_not_add_up", Paid, Sql("update order_lines set tax_minor = tax_minor + 1 where order_id = $1")),
            ["history is lost"] = ("order_did_not_move_by_steps", Paid, Sql("delete from order_moves where order_id = $1 and to_status = 'PENDING'")),
            ["the message of a payment is lost"] = ("payment_was_not_told_once", Paid, Sql(
                "delete from outbox_messages where type = 'OrderPaid' and payload ->> 'OrderId' = $1::text")),
            ["nobody will ask about a payment"] = ("open_payment_is_not_asked_about", Unpaid, Sql(
                "delete from outbox_messages where type = 'SettlePayment' and payload ->> 'PaymentId' in (select id::text from payments where order_id = $1)")),
            ["nobody will end an order"] = ("unpaid_order_never_ends", Unpaid, async (shop, v) =>
            {
                await shop.Corrupt(v, "delete from outbox_messages where type = 'ExpireOrder' and payload ->> 'OrderId' = $1::text");
                await shop.Corrupt(v, "update orders set held_until = now() - interval '1 second' where id = $1");
            }
            ),
            ["an event is forgotten"] = ("event_is_forgotten", Paid, Sql(
                "insert into stripe_events (store_id, id, event_id, type, received_at) select store_id, gen_random_uuid(), 'evt_' || id, 'charge.refunded', now() from orders where id = $1")),
        };

    private const string Variant = "variant_id in (select variant_id from order_lines where order_id = $1)";

    public static TheoryData<string> Names => [.. Damages.Keys];

    // Seen to fail for pages without their comparison, except for a lost row, which its intent tells; and for second payments without the look for them.
    // For a second refund, where whatever names a known row counts as known.
    [Theory]
    [MemberData(nameof(Names))]
    public async Task finds_exactly_one_difference_where(string name)
    {
        var (expected, whole, damage) = Damages[name];
        var victim = await whole(broken);
        var before = await CompareAsync();
        Assert.DoesNotContain(before, f => f.OrderNumber == victim.Number);

        await damage(broken, victim);
        await broken.Shop.NoMoreFaults();

        var fresh = (await CompareAsync()).Where(f => before.All(b => (b.Kind, b.Subject) != (f.Kind, f.Subject))).ToList();
        Assert.Equal(expected, Assert.Single(fresh).Kind);
        Assert.NotEqual(fresh[0].Kind, FindingWords.Of(fresh[0].Kind));
    }

    [Fact]
    public async Task names_what_its_period_holds_and_repairs_nothing()
    {
        var victim = await broken.APaid();
        await broken.Tamper(victim.Intent, new { amount = 1 });
        var rows = await broken.RowsAsync();

        var before = await CompareAsync(from: -20, to: -10);
        var within = await CompareAsync();

        Assert.DoesNotContain(before, f => f.OrderNumber == victim.Number);
        Assert.Contains(within, f => f.OrderNumber == victim.Number);
        Assert.Equal(rows, await broken.RowsAsync());
        Assert.Contains(await CompareAsync(), f => f.OrderNumber == victim.Number);
    }

    // Seen to fail without the second look.
    [Fact]
    public async Task names_nothing_that_is_right_a_moment_later()
    {
        var victim = await broken.AnUnpaid();
        await broken.LoseWebhooks("payment_intent.succeeded");
        await broken.Shop.PayAtStripe(victim.Intent);
        await broken.Shop.NoMoreFaults();

        var found = await broken.Shop.Run(services =>
        {
            var settling = new Meanwhile(() => broken.Shop.Settle(victim.Id));
            var (now, options) = (TimeProvider.System.GetUtcNow(), Options.Create(new ReconciliationOptions()));
            return ActivatorUtilities.CreateInstance<ReconciliationService>(services, options, settling)
                .CompareAsync(now.AddDays(-1), now.AddMinutes(1), default);
        });

        Assert.DoesNotContain(found, f => f.OrderNumber == victim.Number);
        Assert.Equal(OrderStatus.Paid, (await broken.Shop.Look(victim.Id)).Status);
    }

    [Fact]
    public async Task names_nothing_while_a_decided_disputes_money_is_on_its_way()
    {
        var victim = await broken.ADisputed();
        var dispute = Assert.Single(await broken.Shop.DisputesOf(victim.Id));
        await broken.Tamper(dispute.StripeId, new { status = "won" });
        await broken.Shop.Run(services => services.GetRequiredService<AskAboutDispute>().HandleAsync(new FollowDispute(dispute.Id), default));

        Assert.Equal(DisputeState.Won, Assert.Single(await broken.Shop.DisputesOf(victim.Id)).State);
        Assert.DoesNotContain(await CompareAsync(), f => f.OrderNumber == victim.Number);
    }

    private static Task<Victim> Paid(BrokenShop shop) => shop.APaid();

    private static Task<Victim> Unpaid(BrokenShop shop) => shop.AnUnpaid();

    private static Task<Victim> Page(BrokenShop shop) => shop.AtAPage();

    private static Task<Victim> GivenUpPage(BrokenShop shop) => shop.AGivenUpPage();

    private static Task<Victim> PaidPage(BrokenShop shop) => shop.APaidPage();

    private static Task<Victim> Refunded(BrokenShop shop) => shop.ARefunded();

    private static Task<Victim> RefundedInPart(BrokenShop shop) => shop.ARefundedInPart();

    private static Task<Victim> Disputed(BrokenShop shop) => shop.ADisputed();

    private static Func<BrokenShop, Victim, Task> Sql(string sql) => (shop, victim) => shop.Corrupt(victim, sql);

    private static Func<BrokenShop, Victim, Task> Tampered(object change) => (shop, victim) => shop.Tamper(victim.Intent, change);

    /// <param name="from">In days from now.</param>
    /// <param name="to">In days from now; by itself a little later than now.</param>
    private Task<IReadOnlyList<Finding>> CompareAsync(double from = -1, double to = 0.01) => broken.Shop.Run(services =>
    {
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        return services.GetRequiredService<ReconciliationService>().CompareAsync(now.AddDays(from), now.AddDays(to), default);
    });

    /// <summary>A clock on which something happens while somebody waits, however long.</summary>
    private sealed class Meanwhile(Func<Task> act) : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            _ = Task.Run(async () =>
            {
                await act();
                callback(state);
            });
            return System.CreateTimer(_ => { }, null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }
}
