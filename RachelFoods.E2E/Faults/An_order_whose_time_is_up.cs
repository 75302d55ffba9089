using RachelFoods.E2E.Faults.Stage;
using RachelFoods.E2E.Stage;

namespace RachelFoods.E2E.Faults;

/// <summary>Every process looks for such orders at once. Each was seen to fail with the stock freed before the intent was cancelled.</summary>
[Collection(Turns.OfStripe)]
public sealed class An_order_whose_time_is_up(Reconciled reconciled, HastyShop hasty) : FaultTest(reconciled), IClassFixture<HastyShop>
{
    private static readonly int[] Distances = [-1000, -300, -100, -30, 0, 30, 100, 300, 1000, 4000];

    private static readonly string[] NotDone = ["status_500", "status_503", "status_429", "hang", "drop_before"];

    private static readonly string[] DoneUnheard = ["execute_then_500", "execute_then_disconnect", "execute_then_truncate"];

    private static readonly int Rounds = 2 * Environment.ProcessorCount;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task is_paid_with_its_stock_or_ended_without_the_money_however_close_the_payment_came(bool onStripesPage)
    {
        var distances = Enumerable.Range(0, Rounds).SelectMany(_ => Distances).ToList();
        using var atATime = new SemaphoreSlim(6);

        var orders = await Task.WhenAll(distances.Select(async distance =>
        {
            var (order, pay) = await (onStripesPage ? GoToStripeAsync(atATime) : FillInAsync(atATime));
            await UntilItsTimeAsync(order, TimeSpan.FromMilliseconds(distance));
            return (Order: order, Distance: distance, Paid: await pay());
        }));

        await Eventually.TrueAsync(async () => await Shop.CountAsync(
            "select count(*) from orders where id = any($1) and status = 'PENDING'", orders.Select(o => o.Order).ToArray()) == 0);
        foreach (var order in orders)
        {
            Assert.Equal(order.Paid ? ("PAID", "SOLD") : ("CANCELLED", "RELEASED"), await EndOfAsync(order.Order));
        }
        Assert.All(orders.Where(o => o.Distance < 0), o => Assert.True(o.Paid));
        Assert.Contains(orders, o => !o.Paid);
    }

    [Theory]
    [InlineData(null, "PAID", "SOLD")]
    [InlineData("insufficient_funds", "CANCELLED", "RELEASED")]
    public async Task keeps_its_stock_while_the_bank_has_not_decided(string? decline, string status, string stock)
    {
        var (order, intent) = await PrepareAsync();
        await Shop.Sandbox.FailAsync("processing", $"POST /v1/payment_intents/{intent}/confirm", ms: 10_000, code: decline);

        var answer = await Shop.Sandbox.PayAsync(intent);
        Assert.Equal("processing", answer["status"]!.GetValue<string>());
        await Eventually.TrueAsync(async () =>
            await Shop.CountAsync("select count(*) from orders where id = $1 and closing_since < now() - interval '1 second'", order) == 1);

        Assert.Equal(("PENDING", "HELD"), await EndOfAsync(order));
        await UntilAsync(order, status, stock);
    }

    [Fact]
    public async Task keeps_its_stock_until_stripe_has_said_that_nobody_can_pay_it()
    {
        var waiting = await Task.WhenAll(NotDone.Concat(DoneUnheard).Select(async fault =>
        {
            var (order, intent) = await PrepareAsync();
            await Shop.Sandbox.FailAsync(fault, $"POST /v1/payment_intents/{intent}/cancel");
            return (Fault: fault, Order: order, Intent: intent);
        }));
        using var enough = new CancellationTokenSource();
        var watch = Task.WhenAll(waiting.Select(w => NeverFreeWhilePayableAsync(w.Order, w.Intent, enough.Token)));

        await Task.WhenAll(waiting.Select(w => UntilAskedAsync($"POST /v1/payment_intents/{w.Intent}/cancel", NotDone.Contains(w.Fault) ? 2 : 1)));

        foreach (var undecided in waiting.Where(w => NotDone.Contains(w.Fault)))
        {
            Assert.Equal(("PENDING", "HELD"), await EndOfAsync(undecided.Order));
        }
        await Shop.Sandbox.ClearAsync();
        await Task.WhenAll(waiting.Select(w => UntilAsync(w.Order, "CANCELLED", "RELEASED")));
        await enough.CancelAsync();
        await watch;
    }

    [Fact]
    public async Task is_paid_when_the_money_came_between_the_question_and_the_cancelling()
    {
        var (order, intent) = await PrepareAsync();
        await Shop.Sandbox.FailAsync("webhook_drop");
        await Shop.Sandbox.FailAsync("delay", $"POST /v1/payment_intents/{intent}/cancel", ms: 1000);

        await UntilAskedAsync($"POST /v1/payment_intents/{intent}/cancel", 1);
        await Shop.Sandbox.PayAsync(intent);

        await UntilAsync(order, "PAID", "SOLD");
    }

    /// <returns>The order, and what presses the card form's button: whether that has paid.</returns>
    private async Task<(Guid Order, Func<Task<bool>> Pay)> FillInAsync(SemaphoreSlim atATime)
    {
        var (order, intent) = await PrepareAsync((buyer, payPage) => buyer.PrepareAsync(payPage), atATime);
        return (order, async () => (await Shop.Sandbox.PayAsync(intent))["status"]?.GetValue<string>() == "succeeded");
    }

    /// <summary>The same on Stripe's own page.</summary>
    private async Task<(Guid Order, Func<Task<bool>> Pay)> GoToStripeAsync(SemaphoreSlim atATime)
    {
        var (order, page) = await PrepareAsync((buyer, payPage) => buyer.PreparePageAsync(payPage), atATime);
        var payer = NewBuyer(hasty.Process);
        return (order, () => payer.PayOnPageAsync(page));
    }

    private Task<(Guid Order, string Intent)> PrepareAsync() => PrepareAsync((buyer, payPage) => buyer.PrepareAsync(payPage));

    private async Task<(Guid Order, string AtStripe)> PrepareAsync(Func<Buyer, string, Task<string>> prepare, SemaphoreSlim? atATime = null)
    {
        await (atATime?.WaitAsync() ?? Task.CompletedTask);
        try
        {
            var buyer = NewBuyer(hasty.Process);
            var atStripe = await prepare(buyer, await buyer.PlaceAsync("pomo"));
            return ((await Shop.OrdersOfAsync(buyer.Email)).Single().Id, atStripe);
        }
        finally
        {
            atATime?.Release();
        }
    }

    private async Task UntilItsTimeAsync(Guid order, TimeSpan after)
    {
        var ends = (DateTime)(await Shop.AskAsync("select held_until from orders where id = $1", order)).Single()[0] + after;
        var left = ends - TimeProvider.System.GetUtcNow().UtcDateTime;
        Assert.True(left > TimeSpan.Zero, "The machine is too slow for this hold.");
        await Task.Delay(left);
    }

    private async Task<(string Order, string Stock)> EndOfAsync(Guid order)
    {
        var row = (await Shop.AskAsync(
            "select o.status, r.state from orders o join stock_reservations r on r.order_id = o.id where o.id = $1", order)).Single();
        return ((string)row[0], (string)row[1]);
    }

    private Task UntilAsync(Guid order, string status, string stock) =>
        Eventually.TrueAsync(async () => await EndOfAsync(order) == (status, stock));

    private Task UntilAskedAsync(string call, int times) => Eventually.TrueAsync(async () =>
        (await Shop.Sandbox.RequestsAsync()).Count(r => $"{r["method"]} {r["path"]}" == call) >= times);

    // Ours is read first: what Stripe has made void stays so.
    private async Task NeverFreeWhilePayableAsync(Guid order, string intent, CancellationToken enough)
    {
        while (!enough.IsCancellationRequested)
        {
            var (status, stock) = await EndOfAsync(order);
            var atStripe = (await Shop.Sandbox.CallAsync(HttpMethod.Get, $"/v1/payment_intents/{intent}"))["status"]!.GetValue<string>();
            Assert.True(stock == "HELD" || atStripe == "canceled", $"The order is {status}, its stock {stock}, and the intent {atStripe}.");
            await Task.Delay(100, CancellationToken.None);
        }
    }
}

/// <summary>One more process, which keeps stock for seconds only.</summary>
public sealed class HastyShop : IAsyncLifetime
{
    private ExtraNode? _node;

    /// <summary>As a buyer must name it.</summary>
    public int Process => _node!.Number;

    public async Task InitializeAsync() => _node = await (await FaultyShop.OfAsync(Turns.OfStripe)).AddAsync("hasty", ("Orders:Hold", "00:00:06"));

    public Task DisposeAsync()
    {
        _node?.Dispose();
        return Task.CompletedTask;
    }
}
