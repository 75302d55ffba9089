using System.Text.Json.Nodes;
using RachelFoods.E2E.Stage;

namespace RachelFoods.E2E.Faults.Stage;

internal sealed record PaidOrder(Buyer Buyer, string PayPage, Guid Id, string Intent);

/// <summary>Orders that are paid, and whether their money went back.</summary>
internal static class MoneyBack
{
    private const string Refunds = "select coalesce(string_agg(state, ', '), 'none') from refunds where order_id = $1";

    private const string Books =
        """
        select (select string_agg(kind, ', ' order by kind) from ledger_transactions where order_id = $1),
            (select count(*) from (select e.account from ledger_transactions t join ledger_entries e on e.transaction_id = t.id
                where t.order_id = $1 group by e.account having sum(e.amount_minor) <> 0) left_over),
            (select string_agg(reason || ' ' || delta, ', ' order by at) from stock_movements where order_id = $1)
        """;

    /// <returns>One of which all that Stripe says of its payment has been heard, so that what is heard next is about something else.</returns>
    public static async Task<PaidOrder> APaidOrderAsync(this FaultyShop shop, Buyer buyer, string card = "pm_card_visa")
    {
        var payPage = await buyer.PlaceAsync("egusi");
        var intent = await buyer.PrepareAsync(payPage);
        await shop.Sandbox.PayAsync(intent, card);
        var order = (await shop.OrdersOfAsync(buyer.Email)).Single().Id;
        await Eventually.TrueAsync(async () => await shop.CountAsync("select count(*) from orders where id = $1 and status = 'PAID'", order) == 1);
        await shop.UntilAllIsHeardAsync(intent);
        return new PaidOrder(buyer, payPage, order, intent);
    }

    /// <summary>All that Stripe has to say of the intent, its charge and its refunds has been heard and worked off.</summary>
    public static Task UntilAllIsHeardAsync(this FaultyShop shop, string intent) => Eventually.TrueAsync(async () =>
    {
        var told = (await shop.BooksAsync("events")).Where(e => IsAbout(e["data"]!["object"]!, intent)).Select(e => e["id"]!.GetValue<string>()).ToArray();
        return await shop.CountAsync("select count(*) from stripe_events where event_id = any($1) and processed_at is not null", (object)told) == told.Length;
    });

    /// <summary>Within ten leases: cancelled, the money back by one refund, the food back on the shelf once, and nothing left in the books.</summary>
    public static async Task UntilGivenBackOnceAsync(this FaultyShop shop, PaidOrder paid)
    {
        await Eventually.TrueAsync(async () => (string)(await shop.AskAsync(Refunds, paid.Id)).Single()[0] == "SUCCEEDED", FaultyShop.TenLeases);
        Assert.Equal("CANCELLED", (await shop.OrdersOfAsync(paid.Buyer.Email)).Single().Status);
        var atStripe = Assert.Single(await shop.BooksAsync("refunds"), r => r["payment_intent"]!.GetValue<string>() == paid.Intent);
        Assert.Equal("succeeded", atStripe["status"]!.GetValue<string>());
        Assert.Equal(await shop.CountAsync("select total_minor from orders where id = $1", paid.Id), atStripe["amount"]!.GetValue<long>());
        var books = (await shop.AskAsync(Books, paid.Id)).Single();
        Assert.Equal(["cancellation, card payment, refund, sale", 0L, "SALE -1, RETURNED 1"], books);
    }

    private static bool IsAbout(JsonNode told, string intent) => Id(told["id"]) == intent || Id(told["payment_intent"]) == intent;

    private static string? Id(JsonNode? node) => (node as JsonValue)?.GetValue<string>();
}
