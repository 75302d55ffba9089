using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RachelFoods.Tests.Orders;
using RachelFoods.Tests.Stage;
using RachelFoods.Web.Data;
using RachelFoods.Web.Kernel;
using RachelFoods.Web.Modules.Inventory;
using RachelFoods.Web.Modules.Orders;
using RachelFoods.Web.Modules.Payments;
using RachelFoods.Web.Modules.Stores;

namespace RachelFoods.Tests.Payments;

/// <summary>What tests about payments need: an order at the till, a card, and Stripe's side of it.</summary>
internal static class PaymentStage
{
    public static Task<CheckoutResult> CheckOut(this Shop shop, PlaceOrder wish, Guid? store = null) =>
        shop.In(store ?? StoreSeed.RachelFoods, services => services.GetRequiredService<CheckoutService>().PlaceAsync(wish, default));

    /// <summary>An order that waits for its card.</summary>
    public static async Task<Guid> AnOrderAtTheTill(this Shop shop, Guid? variantId = null, int quantity = 1, Guid? store = null) =>
        Assert.IsType<CheckoutResult.Placed>(await shop.CheckOut(
            await shop.Wish(variantId ?? await shop.AVariant(store: store), quantity, store: store), store)).OrderId;

    public static Task<PreparedPayment> Prepare(this Shop shop, Guid orderId, Guid? store = null) =>
        shop.In(store ?? StoreSeed.RachelFoods, services => services.GetRequiredService<PaymentService>().PrepareAsync(orderId, default));

    /// <returns>The PaymentIntent's id at Stripe.</returns>
    public static async Task<string> PreparedIntent(this Shop shop, Guid orderId, Guid? store = null)
    {
        var ready = Assert.IsType<PreparedPayment.Ready>(await shop.Prepare(orderId, store));
        return ready.ClientSecret.Split("_secret_")[0];
    }

    public static Task<SettleResult> Settle(this Shop shop, Guid orderId, Guid? store = null) =>
        shop.In(store ?? StoreSeed.RachelFoods, services => services.GetRequiredService<PaymentService>().SettleOrderAsync(orderId, default));

    public static Task<CloseResult> Close(this Shop shop, Guid orderId, Guid? store = null) => shop.In(
        store ?? StoreSeed.RachelFoods,
        services => services.GetRequiredService<PaymentService>().CloseAsync(orderId, "Not paid in time.", Actor.System, default));

    public static Task<List<Payment>> PaymentsOf(this Shop shop, Guid orderId) => shop.Run(services =>
        services.GetRequiredService<ShopDb>().Set<Payment>().AsNoTracking().Where(p => p.OrderId == orderId).OrderBy(p => p.Version).ToListAsync());

    /// <summary>Confirms with a card as the card form does.</summary>
    public static Task<JsonNode> PayAtStripe(this Shop shop, string intentId, string card = "pm_card_visa") =>
        shop.Stripe(HttpMethod.Post, $"/v1/payment_intents/{intentId}/confirm", ("payment_method", card));

    public static async Task<JsonNode> Stripe(
        this Shop shop, HttpMethod method, string path, params (string Name, string Value)[] form) =>
        await shop.StripeAs(TestStage.StripeKey, method, path, form);

    /// <summary>As the holder of that key.</summary>
    public static async Task<JsonNode> StripeAs(
        this Shop shop, string key, HttpMethod method, string path, params (string Name, string Value)[] form)
    {
        using var request = new HttpRequestMessage(method, new Uri(shop.Stage.Sandbox, path));
        request.Headers.Authorization = new("Bearer", key);
        if (form.Length > 0)
        {
            request.Content = new FormUrlEncodedContent(form.Select(f => KeyValuePair.Create(f.Name, f.Value)));
        }
        using var http = new HttpClient();
        using var answer = await http.SendAsync(request);
        return (await answer.Content.ReadFromJsonAsync<JsonNode>())!;
    }

    /// <summary>A fault of the sandbox for the next calls whose path holds the given text.</summary>
    public static async Task Fault(this Shop shop, object fault)
    {
        using var http = new HttpClient();
        using var answer = await http.PostAsJsonAsync(new Uri(shop.Stage.Sandbox, "/_sandbox/faults"), fault);
        answer.EnsureSuccessStatusCode();
    }

    public static async Task NoMoreFaults(this Shop shop)
    {
        using var http = new HttpClient();
        using var answer = await http.DeleteAsync(new Uri(shop.Stage.Sandbox, "/_sandbox/faults"));
        answer.EnsureSuccessStatusCode();
    }

    /// <returns>How many left the shelf by sales.</returns>
    public static Task<int> SoldOf(this Shop shop, Guid variantId) => shop.Run(services =>
        services.GetRequiredService<ShopDb>().Set<StockMovement>().Where(m => m.VariantId == variantId && m.Reason == StockReason.Sale)
            .SumAsync(m => -m.Delta));

    public static Task<List<StripeEvent>> EventsAbout(this Shop shop, string objectId, string? type = null) => shop.Run(services =>
        services.GetRequiredService<ShopDb>().Set<StripeEvent>().AsNoTracking()
            .Where(e => e.ObjectId == objectId && (type == null || e.Type == type)).ToListAsync());

    public static Task<StripeEvent> EventNamed(this Shop shop, string eventId) => shop.Run(services =>
        services.GetRequiredService<ShopDb>().Set<StripeEvent>().AsNoTracking().SingleAsync(e => e.EventId == eventId));

    /// <returns>Null if that store does not have it.</returns>
    public static Task<StripeEvent?> EventAt(this Shop shop, Guid store, string eventId) => shop.In(store, services =>
        services.GetRequiredService<ShopDb>().Set<StripeEvent>().AsNoTracking().SingleOrDefaultAsync(e => e.EventId == eventId));

    /// <returns>Null for a store that uses the environment's account.</returns>
    public static Task<(string Publishable, string Secret)?> OwnKeysOf(this Shop shop, Guid store) => shop.In(store, async services =>
        await services.GetRequiredService<StripeAccounts>().FindOwnAsync(default) is { } own
            ? (own.PublishableKey, own.SecretKey)
            : ((string, string)?)null);

    /// <summary>Keys of the store's own account.</summary>
    /// <returns>The account's secret key.</returns>
    public static Task<string> UseOwnKeys(this Shop shop, Guid store, string webhookSecrets = "whsec_own", string? account = null) =>
        shop.In(store, async services =>
        {
            account ??= Guid.NewGuid().ToString("N");
            Assert.IsType<ChangeStripeKeysResult.Changed>(await services.GetRequiredService<StripeKeys>().ChangeAsync(
                new NewStripeKeys($"pk_test_{account}", $"sk_test_{account}", webhookSecrets), Guid.NewGuid(), default));
            return $"sk_test_{account}";
        });

    public static Task<List<Dispute>> DisputesOf(this Shop shop, Guid orderId, Guid? store = null) => shop.In(
        store ?? StoreSeed.RachelFoods,
        services => services.GetRequiredService<ShopDb>().Set<Dispute>().AsNoTracking().Where(d => d.OrderId == orderId).ToListAsync());

    /// <summary>The cardholder complains to the bank.</summary>
    public static async Task DisputeAtStripe(this Shop shop, string intentId, DateTimeOffset due)
    {
        using var http = new HttpClient();
        using var answer = await http.PostAsJsonAsync(
            new Uri(shop.Stage.Sandbox, $"/_sandbox/charges/{intentId}/dispute"), new { kind = "fraud", due_by = due.ToUnixTimeSeconds() });
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>Looks until it is so; fails the test when it does not become so.</summary>
    public static async Task Until(Func<Task<bool>> condition, string what)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!await condition())
        {
            Assert.False(limit.IsCancellationRequested, $"It never came about that {what}.");
            await Task.Delay(25);
        }
    }

    public static Task UntilPaid(this Shop shop, Guid orderId) =>
        Until(async () => (await shop.Look(orderId)).Status == OrderStatus.Paid, "the order is paid");
}
