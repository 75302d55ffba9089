using System.Net;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RachelFoods.Tests.Stage;
using RachelFoods.Web.Data;
using RachelFoods.Web.Modules.Orders;
using RachelFoods.Web.Modules.Payments;

namespace RachelFoods.Tests.Payments;

/// <summary>Stripe's own page as the shop asks for it and as a buyer uses it.</summary>
internal static class HostedPageStage
{
    public static Task<PreparedPayment> PreparePage(this Shop shop, Guid orderId, string? token = null) => shop.Run(services =>
        services.GetRequiredService<PaymentService>().PreparePageAsync(
            orderId, token ?? services.GetRequiredService<OrderLinks>().ToToken(orderId), default));

    /// <returns>The page's address at Stripe.</returns>
    public static async Task<string> PreparedPage(this Shop shop, Guid orderId) =>
        Assert.IsType<PreparedPayment.Hosted>(await shop.PreparePage(orderId)).Url;

    public static string SessionOf(string pageUrl) => pageUrl.Split('/')[^1];

    /// <summary>Fills in the page and presses its button.</summary>
    /// <returns>Where it leads; null where it stays and says why.</returns>
    public static async Task<string?> PayOnPage(string pageUrl, string card = "4242424242424242")
    {
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["number"] = card,
            ["expiry"] = "12 / 34",
            ["cvc"] = "123",
        });
        using var answer = await http.PostAsync(new Uri(pageUrl), form);
        return answer.StatusCode == HttpStatusCode.SeeOther ? answer.Headers.Location!.ToString() : null;
    }

    public static Task<JsonNode> SessionAtStripe(this Shop shop, string sessionId) =>
        shop.Stripe(HttpMethod.Get, $"/v1/checkout/sessions/{sessionId}");

    /// <summary>Pays what was cancelled or has expired, which Stripe would never do.</summary>
    public static Task<JsonNode> PayAnyway(this Shop shop, string stripeId) =>
        shop.Stripe(HttpMethod.Post, $"/_sandbox/intents/{stripeId}/pay_anyway");

    /// <summary>What Stripe has of the order, of one kind in its books.</summary>
    public static async Task<List<JsonNode>> AtStripe(this Shop shop, string kind, Guid orderId) =>
        [.. (await shop.Stripe(HttpMethod.Get, $"/_sandbox/books?key={TestStage.StripeKey}"))[kind]!.AsArray().Select(o => o!)
            .Where(o => (string?)o["metadata"]!["order_id"] == orderId.ToString())];

    /// <summary>How many things a buyer of the order could pay now.</summary>
    public static async Task<int> Payable(this Shop shop, Guid orderId)
    {
        var pages = await shop.AtStripe("sessions", orderId);
        var ofPages = pages.Select(p => (string?)p["payment_intent"]).ToHashSet(StringComparer.Ordinal);
        return pages.Count(p => (string?)p["status"] == "open")
            + (await shop.AtStripe("intents", orderId)).Count(i => !ofPages.Contains((string?)i["id"])
                && (string?)i["status"] is "requires_payment_method" or "requires_confirmation" or "requires_action");
    }

    /// <summary>As if that much time had gone by since Stripe was first asked for the open payment.</summary>
    public static Task AskedBefore(this Shop shop, Guid orderId, TimeSpan ago) => shop.Run(services =>
        services.GetRequiredService<ShopDb>().Database.ExecuteSqlAsync(
            $"update payments set asked_at = asked_at - {ago} where order_id = {orderId} and state = 'OPEN'"));
}
