using System.Diagnostics;
using System.Net;
using Npgsql;
using RachelFoods.E2E.Faults.Stage;
using RachelFoods.E2E.Stage;
using RachelFoods.Web.Data;

namespace RachelFoods.E2E.Faults;

/// <summary>Calls to Stripe that are on their way for seconds.</summary>
[Collection("faults")]
public sealed class While_Stripe_hangs : FaultTest
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
        await Shop.Sandbox.PayAsync(heard);
        var told = (await Shop.BooksAsync("events")).Last(e => e["data"]!["object"]!["id"]!.GetValue<string>() == heard);
        string[] calls =
        [
            "POST /v1/payment_intents", $"GET /v1/payment_intents/{read}", $"GET /v1/payment_intents/{heard}",
            $"POST /v1/payment_intents/{cancelled}/cancel",
        ];
        await Task.WhenAll(calls.Select(call => Shop.Sandbox.FailAsync("hang", $"{call}$")));
        return (calls, Task.WhenAll(
            making.PostAsync(await making.OpenFormAsync(makes)),
            returning.ReturnAsync(returns),
            cancelling.CancelAsync(cancels),
            Webhook.SendAsync(Shop.First.Address, told, FaultyShop.WebhookSecret)));
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
