using System.Diagnostics;
using System.Net;
using System.Text.Json.Nodes;
using Npgsql;
using RachelFoods.E2E.Faults.Stage;
using RachelFoods.E2E.Stage;
using RachelFoods.Web.Data;
using RachelFoods.Web.Modules.Payments;
using RachelFoods.Web.Modules.Reconciliation;

namespace RachelFoods.E2E.Faults;

/// <summary>Calls to Stripe that are on their way for seconds.</summary>
[Collection(Turns.OfStripe)]
public sealed class While_Stripe_hangs(Reconciled reconciled) : FaultTest(reconciled)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    [Fact]
    public async Task no_transaction_is_open_and_other_pages_answer()
    {
        var (calls, acts) = await HangAsync();
        await Task.WhenAll(calls.Select(UntilOnItsWayAsync));

        var watching = Shop.WatchAsync(TimeSpan.FromSeconds(1.5));
        await Task.WhenAll(ShopAroundAsync(0), ShopAroundAsync(1));

        Assert.Empty(await watching);
        await Task.WhenAll(calls.Select(UntilOnItsWayAsync));
        await Shop.Sandbox.ClearAsync();
        await acts;
    }

    // Seen to fail with a dispute read at Stripe within the transaction that follows it.
    [Fact]
    public async Task no_transaction_is_open_at_refunds_disputes_missed_events_and_the_daily_comparison()
    {
        var calls = await HangBehindThePagesAsync();
        await Task.WhenAll(calls.Select(UntilOnItsWayAsync));

        var watching = Shop.WatchAsync(TimeSpan.FromSeconds(1.5));
        await Task.WhenAll(ShopAroundAsync(0), ShopAroundAsync(1));

        Assert.Empty(await watching);
        await Task.WhenAll(calls.Select(UntilOnItsWayAsync));
    }

    [Theory]
    [InlineData("GET /v1/payment_intents")]
    [InlineData("GET /v1/refunds")]
    [InlineData("GET /v1/disputes")]
    public async Task no_transaction_is_open_in_the_verb_reconcile(string call)
    {
        await Shop.Sandbox.FailAsync("hang", $"{call}$");
        var verb = Shop.ReconcileAsync(("Stripe:Timeout", "00:00:20"), ("Stripe:BackgroundTimeout", "00:00:20"));
        await UntilOnItsWayAsync(call);

        Assert.Empty(await Shop.WatchAsync(TimeSpan.FromSeconds(1.5)));

        await UntilOnItsWayAsync(call);
        await Shop.Sandbox.ClearAsync();
        Assert.Equal(0, (await verb).Code);
    }

    [Fact]
    public async Task a_transaction_that_is_open_would_be_seen()
    {
        await using var source = NpgsqlDataSource.Create(Shop.Postgres.ConnectionString(ShopRoles.App, "shop"));
        await using var connection = await source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var ask = new NpgsqlCommand("select 'open on purpose'", connection, transaction);
        await ask.ExecuteScalarAsync();

        Assert.Contains(await Shop.WatchAsync(TimeSpan.FromSeconds(1.5)), t => t.Contains("open on purpose", StringComparison.Ordinal));
    }

    [Fact]
    public async Task an_order_that_it_has_not_heard_of_is_cancelled_at_once()
    {
        var buyer = NewBuyer();
        var payPage = await buyer.PlaceAsync("egusi");
        await Shop.Sandbox.FailAsync("hang");
        var began = Stopwatch.GetTimestamp();

        await buyer.CancelAsync(payPage);

        Assert.True(Stopwatch.GetElapsedTime(began) < Patience);
        Assert.Equal("CANCELLED", (await Shop.OrdersOfAsync(buyer.Email)).Single().Status);
    }

    [Fact]
    public async Task a_cancelling_answers_in_time_and_is_done_when_it_is_back()
    {
        var buyer = NewBuyer();
        var payPage = await buyer.PlaceAsync("egusi");
        var intent = await buyer.PrepareAsync(payPage);
        await Shop.Sandbox.FailAsync("hang", $"POST /v1/payment_intents/{intent}/cancel");

        var answer = await buyer.CancelAsync(payPage);

        Assert.Equal(HttpStatusCode.Redirect, answer.Status);
        Assert.Equal("PENDING", (await Shop.OrdersOfAsync(buyer.Email)).Single().Status);
        await Shop.Sandbox.ClearAsync();
        await Eventually.TrueAsync(async () => (await Shop.OrdersOfAsync(buyer.Email)).Single().Status == "CANCELLED", FaultyShop.TenLeases);
    }

    /// <summary>One call of each kind that hangs, by a buyer's page and by a worker.</summary>
    private async Task<(IReadOnlyList<string> Calls, Task Acts)> HangAsync()
    {
        await Shop.Sandbox.FailAsync("webhook_drop");
        var making = NewBuyer(0);
        var makes = await making.PlaceAsync("egusi");
        var (returning, returns, read) = await AtTheTillAsync(1);
        var (_, _, heard) = await AtTheTillAsync(0);
        var (cancelling, cancels, cancelled) = await AtTheTillAsync(1);
        var (going, leaving) = (NewBuyer(0), NewBuyer(1));
        var (goes, leaves) = (await going.PlaceAsync("egusi"), await leaving.PlaceAsync("egusi"));
        var left = (await leaving.PreparePageAsync(leaves)).Split('/')[^1];
        await Shop.Sandbox.PayAsync(heard);
        var told = (await Shop.BooksAsync("events")).Last(e => e["data"]!["object"]!["id"]!.GetValue<string>() == heard);
        string[] calls =
        [
            "POST /v1/payment_intents", $"GET /v1/payment_intents/{read}", $"GET /v1/payment_intents/{heard}",
            $"POST /v1/payment_intents/{cancelled}/cancel", "POST /v1/checkout/sessions", $"POST /v1/checkout/sessions/{left}/expire",
        ];
        await Task.WhenAll(calls.Select(call => Shop.Sandbox.FailAsync("hang", $"{call}$")));
        return (calls, Task.WhenAll(
            making.PostAsync(await making.OpenFormAsync(makes)),
            returning.ReturnAsync(returns),
            cancelling.CancelAsync(cancels),
            going.PostAsync(await going.OpenPageFormAsync(goes)),
            leaving.CancelAsync(leaves),
            Webhook.SendAsync(Shop.First.Address, told, FaultyShop.WebhookSecret)));
    }

    /// <summary>One call of each kind that no page waits for hangs.</summary>
    private async Task<IReadOnlyList<string>> HangBehindThePagesAsync()
    {
        var (cancelling, cancels, _) = await PaidAsync(0);
        var (_, _, partly) = await PaidAsync(1);
        var (complaining, _, disputed) = await PaidAsync(0);
        await Shop.Sandbox.FailAsync("webhook_drop");
        await Shop.Sandbox.CallAsync(HttpMethod.Post, "/v1/refunds", ("payment_intent", partly), ("amount", "100"));
        await complaining.DisputeAsync(disputed);
        var refunded = await LastEventAsync("refund", partly);
        var dispute = await LastEventAsync("dispute", disputed);
        string[] calls =
        [
            "POST /v1/refunds", "GET /v1/refunds", $"GET /v1/disputes/{dispute["data"]!["object"]!["id"]}", "GET /v1/events",
            "GET /v1/payment_intents",
        ];
        await Task.WhenAll(calls.Select(call => Shop.Sandbox.FailAsync("hang", $"{call}$")));
        await Task.WhenAll(
            cancelling.CancelAsync(cancels),
            Webhook.SendAsync(Shop.First.Address, refunded, FaultyShop.WebhookSecret),
            Webhook.SendAsync(Shop.Second.Address, dispute, FaultyShop.WebhookSecret),
            MakeDueAsync(nameof(LookForMissedEvents)),
            MakeDueAsync(nameof(ReconcileLately)));
        return calls;
    }

    private Task MakeDueAsync(string repeating) => Eventually.TrueAsync(async () =>
        (await Shop.AskAsync("update outbox_messages set due_at = now() where type = $1 returning id", repeating)).Count == 1);

    private async Task<JsonNode> LastEventAsync(string kind, string intent) => (await Shop.BooksAsync("events")).Last(e =>
        e["data"]!["object"] is { } about && (string?)about["object"] == kind && (string?)about["payment_intent"] == intent);

    private async Task<(Buyer Buyer, string PayPage, string Intent)> PaidAsync(int process)
    {
        var (buyer, payPage, intent) = await AtTheTillAsync(process);
        await buyer.ConfirmAsync(intent);
        await UntilPaidOnceAsync(buyer);
        return (buyer, payPage, intent);
    }

    private async Task<(Buyer Buyer, string PayPage, string Intent)> AtTheTillAsync(int process)
    {
        var buyer = NewBuyer(process);
        var payPage = await buyer.PlaceAsync("egusi");
        return (buyer, payPage, await buyer.PrepareAsync(payPage));
    }

    private Task UntilOnItsWayAsync(string call) => Eventually.TrueAsync(async () =>
        (await Shop.Sandbox.RequestsAsync()).Any(r => $"{r["method"]} {r["path"]}" == call && !r["ended"]!.GetValue<bool>()));

    /// <summary>From the home page to an order of one's own.</summary>
    private async Task ShopAroundAsync(int process)
    {
        var other = NewBuyer(process);
        foreach (var page in new[] { "/", "/catalog", "/products/egusi", "/cart" })
        {
            await InTimeAsync(page, async () => Assert.Equal(HttpStatusCode.OK, (await other.GetAsync(page)).Status));
        }
        await InTimeAsync("an order", () => other.PlaceAsync("egusi"));
    }

    private static async Task InTimeAsync(string what, Func<Task> act)
    {
        var began = Stopwatch.GetTimestamp();
        await act();
        var took = Stopwatch.GetElapsedTime(began);
        Assert.True(took < Patience, $"{what} took {took}.");
    }
}
