using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RachelFoods.Tests.Payments;
using RachelFoods.Tests.Stage;
using RachelFoods.Web.Data;
using RachelFoods.Web.Modules.Payments;
using RachelFoods.Web.Modules.Refunds;
using Stripe;

namespace RachelFoods.Tests.Refunds;

/// <summary>
/// A shop of two instances whose Stripe says nothing by itself: its events are told by tests, when, where and as often as they like.
/// </summary>
public sealed class SilentShop : IAsyncLifetime
{
    private readonly HttpClient _http = new();
    private WebApplicationFactory<Program> _second = null!;
    private Uri[] _instances = [];

    public Shop Shop { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Shop = Shop.On(await TestStage.ApartAsync());
        (_second, var second) = Shop.Stage.AnotherInstance();
        _instances = [Shop.Stage.Address, second];
        await Shop.Fault(new { kind = "webhook_drop", match = "", times = 0 });
    }

    public async Task DisposeAsync()
    {
        await _second.DisposeAsync();
        _http.Dispose();
    }

    public async Task<Life> BeginAsync() => new(await Shop.AnOrderAtTheTill());

    /// <returns>The intent that has taken the order's money.</returns>
    public async Task<string> PaidIntentOf(Life life) =>
        (string)(await Shop.AtStripe("intents", life.Order)).Single(i => (string?)i["status"] == "succeeded")["id"]!;

    public async Task ActAtStripe(string path, object body)
    {
        using var answer = await _http.PostAsJsonAsync(new Uri(Shop.Stage.Sandbox, path), body);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>What Stripe has had to say of it so far, in its order.</summary>
    public async Task<IReadOnlyList<JsonNode>> EventsOf(Life life)
    {
        var books = (await _http.GetFromJsonAsync<JsonNode>(new Uri(Shop.Stage.Sandbox, $"/_sandbox/books?key={TestStage.StripeKey}")))!;
        var its = books["intents"]!.AsArray().Where(IsOfOrder).Select(i => (string?)i!["id"]).ToHashSet(StringComparer.Ordinal);
        return [.. books["events"]!.AsArray().Select(e => e!).Where(e => e["data"]!["object"]! is var about
            && (IsOfOrder(about) || its.Contains((string?)about["id"]) || its.Contains((string?)about["payment_intent"])))];

        bool IsOfOrder(JsonNode? thing) => thing?["metadata"] is JsonObject metadata && (string?)metadata["order_id"] == life.Order.ToString();
    }

    /// <summary>At both instances, at the same moment.</summary>
    public Task TellBoth(JsonNode told) => Task.WhenAll(_instances.Select(instance => Tell(told, instance)));

    public Task Tell(JsonNode told) => Tell(told, _instances[0]);

    /// <summary>Asks Stripe about all there is of it, as the shop does by itself from time to time.</summary>
    public async Task Poll(Life life)
    {
        await Shop.Settle(life.Order);
        foreach (var refund in await Shop.RefundsOf(life.Order))
        {
            await Shop.Run(services => services.GetRequiredService<RefundSending>().AskAsync(refund.Id, default));
        }
        foreach (var dispute in await Shop.DisputesOf(life.Order))
        {
            await Shop.Run(services => services.GetRequiredService<AskAboutDispute>().HandleAsync(new FollowDispute(dispute.Id), default));
        }
    }

    /// <summary>Waits until each of them is kept once and has been looked at.</summary>
    public Task UntilLookedAt(IReadOnlyCollection<string> ids) => UntilEach(ids, e => e.ProcessedAt is not null || e.ParkedBecause is not null);

    /// <summary>Waits until each of them is kept once and has had its effect.</summary>
    public async Task UntilProcessed(IReadOnlyCollection<string> ids)
    {
        // What was told before its payment was known waits to be tried again.
        await Shop.Run(services => services.GetRequiredService<ShopDb>().Database.ExecuteSqlAsync(
            $"update outbox_messages set due_at = now() where type = 'StripeEventArrived' and due_at > now() and leased_until is null"));
        await UntilEach(ids, e => e is { ProcessedAt: not null, ParkedBecause: null });
    }

    private Task UntilEach(IReadOnlyCollection<string> ids, Func<StripeEvent, bool> isSo) => Wait.Until(
        async () =>
        {
            var kept = await Shop.Run(services => services.GetRequiredService<ShopDb>().Set<StripeEvent>().AsNoTracking()
                .Where(e => ids.Contains(e.EventId)).ToListAsync());
            return kept.Count == ids.Count && kept.TrueForAll(e => isSo(e));
        },
        $"{ids.Count} events have come to their end");

    private async Task Tell(JsonNode told, Uri instance)
    {
        var body = told.ToJsonString();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(instance, "/webhooks/stripe"))
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        request.Headers.TryAddWithoutValidation("Stripe-Signature", EventUtility.GenerateSignatureHeader(body, TestStage.WebhookSecret, now));
        using var answer = await _http.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }
}

/// <summary>An order and what becomes of its money.</summary>
public sealed record Life(Guid Order);
