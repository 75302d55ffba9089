using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RachelFoods.Tests.Orders;
using RachelFoods.Tests.Payments;
using RachelFoods.Tests.Stage;
using RachelFoods.Web.Data;
using RachelFoods.Web.Kernel;
using RachelFoods.Web.Modules.Orders;
using RachelFoods.Web.Modules.Payments;
using RachelFoods.Web.Modules.Refunds;
using RachelFoods.Web.Modules.Wallet;

namespace RachelFoods.Tests.Refunds;

/// <summary>What tests about refunds need: an order that a card has paid, its refunds, and Stripe's side of them.</summary>
internal static class RefundStage
{
    /// <returns>The paid order, and its PaymentIntent's id at Stripe.</returns>
    public static async Task<(OrderView Order, string Intent)> AnOrderPaidAtStripe(
        this Shop shop, Guid? variantId = null, int quantity = 1, string card = "pm_card_visa", Guid? buyerId = null)
    {
        var wish = await shop.Wish(variantId ?? await shop.AVariant(), quantity) with { BuyerId = buyerId };
        var order = Assert.IsType<CheckoutResult.Placed>(await shop.CheckOut(wish)).OrderId;
        var intent = await shop.PreparedIntent(order);
        await shop.PayAtStripe(intent, card);
        await shop.UntilPaid(order);
        return (await shop.Look(order), intent);
    }

    public static Task<CancelPaidResult> CancelPaid(
        this Shop shop, OrderView seen, Actor? by = null, string? reason = "Changed my mind.", IReadOnlyCollection<Guid>? restock = null) =>
        shop.Run(services => services.GetRequiredService<RefundService>().CancelPaidOrderAsync(
            new CancelPaidOrder(seen.Number, seen.Version, by ?? Actor.Buyer(seen.BuyerId), reason, restock), default));

    public static Task<RetryRefundResult> Retry(this Shop shop, Guid refundId) =>
        shop.Run(services => services.GetRequiredService<RefundService>().RetryAsync(refundId, AnOrder.Staff, default));

    public static Task<List<Refund>> RefundsOf(this Shop shop, Guid orderId) => shop.Run(services =>
        services.GetRequiredService<ShopDb>().Set<Refund>().AsNoTracking().Where(r => r.OrderId == orderId)
            .OrderBy(r => r.RequestedAt).ThenBy(r => r.Id).ToListAsync());

    /// <summary>Waits until the order's refunds stand so, the oldest first.</summary>
    public static Task UntilRefunds(this Shop shop, Guid orderId, params RefundState[] states) => Wait.Until(
        async () => (await shop.RefundsOf(orderId)).Select(r => r.State).SequenceEqual(states), $"the refunds are {string.Join(", ", states)}");

    /// <summary>Stripe's own rows for an intent, the newest first.</summary>
    public static async Task<List<JsonNode>> RefundsAtStripe(this Shop shop, string intent) =>
        [.. (await shop.Stripe(HttpMethod.Get, $"/v1/refunds?payment_intent={intent}&limit=100"))["data"]!.AsArray().Select(r => r!)];

    /// <summary>An order that was cancelled and whose refund the bank sent back: its customer is owed all of it.</summary>
    public static async Task<(OrderView Order, string Intent)> AFailedRefund(this Shop shop)
    {
        var (order, intent) = await shop.AnOrderPaidAtStripe(card: "pm_card_refundFail");
        await shop.CancelPaid(order);
        await shop.UntilRefunds(order.Id, RefundState.Succeeded);
        await shop.SettleAtStripe((string)(await shop.RefundsAtStripe(intent))[0]["id"]!);
        await shop.UntilRefunds(order.Id, RefundState.Failed);
        return (order, intent);
    }

    /// <summary>Somebody gives money back at Stripe, without the shop.</summary>
    public static Task<JsonNode> RefundInTheDashboard(this Shop shop, string intent, long? minor = null) => shop.Stripe(
        HttpMethod.Post,
        "/v1/refunds",
        minor is null ? [("payment_intent", intent)] : [("payment_intent", intent), ("amount", $"{minor}")]);

    /// <summary>The bank's later word on a refund, now.</summary>
    public static Task<JsonNode> SettleAtStripe(this Shop shop, string refundId) =>
        shop.Stripe(HttpMethod.Post, $"/_sandbox/refunds/{refundId}/settle");

    /// <returns>The keys of all calls that asked for a refund of the intent.</returns>
    public static async Task<List<string?>> KeysSentFor(this Shop shop, string intent) =>
        [.. (await shop.Stripe(HttpMethod.Get, $"/_sandbox/requests?key={TestStage.StripeKey}")).AsArray()
            .Where(r => (string?)r!["method"] == "POST" && (string?)r["path"] == "/v1/refunds" && r.ToJsonString().Contains(intent, StringComparison.Ordinal))
            .Select(r => (string?)r!["idempotency_key"])];

    /// <summary>The order's balance in the books by account; accounts that stand at nothing are left out.</summary>
    public static async Task<Dictionary<LedgerAccount, long>> BalancesOf(this Shop shop, Guid orderId)
    {
        var books = await shop.Run(services => services.GetRequiredService<LedgerService>().ListForOrderAsync(orderId, default));
        return books.SelectMany(t => t.Entries).GroupBy(e => e.Account).Select(g => (g.Key, Sum: g.Sum(e => e.Amount.Minor)))
            .Where(g => g.Sum != 0).ToDictionary(g => g.Key, g => g.Sum);
    }

    public static async Task<long> RefundedOf(this Shop shop, Guid orderId) => (await shop.PaymentsOf(orderId)).Sum(p => p.RefundedMinor);

    /// <summary>Of all that waits in the outbox, how often this message about the order was raised.</summary>
    public static async Task<int> Raised<T>(this Shop shop, Guid orderId) =>
        (await shop.Messages<T>()).Count(m => m.Payload.Contains($"{orderId}", StringComparison.Ordinal));

    public static Task UntilPaidOrCancelled(this Shop shop, Guid orderId) => Wait.Until(
        async () => (await shop.Look(orderId)).Status is OrderStatus.Paid or OrderStatus.Cancelled, "the order is decided");

    /// <summary>The cardholder complains to the bank, which decides against the shop; waits until the shop knows.</summary>
    /// <param name="minor">What about; without it all that has not been given back.</param>
    public static async Task LoseDispute(this Shop shop, Guid orderId, string intent, long? minor = null)
    {
        using var http = new HttpClient { BaseAddress = shop.Stage.Sandbox };
        using var opened = await http.PostAsJsonAsync($"/_sandbox/charges/{intent}/dispute", new { kind = "fraud", amount = minor });
        var dispute = (string)(await opened.Content.ReadFromJsonAsync<JsonNode>())!["id"]!;
        using var lost = await http.PostAsJsonAsync($"/_sandbox/disputes/{dispute}/settle", new { status = "lost" });
        lost.EnsureSuccessStatusCode();
        await Wait.Until(
            async () => (await shop.DisputesOf(orderId)).Exists(d => d.StripeId == dispute && d.State == DisputeState.Lost), "the dispute is lost");
    }

    /// <summary>A dispute as if Stripe had told of it; no money moves in the books.</summary>
    public static Task ADisputeOf(this Shop shop, Guid orderId, string state) => shop.Run(services =>
    {
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        return services.GetRequiredService<ShopDb>().Database.ExecuteSqlAsync(
            $"""
            insert into disputes (store_id, id, order_id, payment_id, amount_minor, amount_currency, stripe_id, reason, state, opened_at)
            select store_id, gen_random_uuid(), order_id, id, due_minor, due_currency, {$"dp_{Guid.NewGuid():N}"}, 'general', {state}, {now}
            from payments where order_id = {orderId}
            """);
    });
}
