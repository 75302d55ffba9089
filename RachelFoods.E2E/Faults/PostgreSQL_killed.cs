using System.Collections.Concurrent;
using System.Diagnostics;
using RachelFoods.E2E.Faults.Stage;
using RachelFoods.E2E.Stage;
using Xunit.Sdk;

namespace RachelFoods.E2E.Faults;

/// <summary>The server dies while people buy, and is started again. The web processes are left alone.</summary>
[Collection(Turns.OfMachines)]
public sealed class PostgreSQL_killed(Reconciled reconciled) : FaultTest(reconciled)
{
    private const int Buyers = 6;

    private static readonly TimeSpan Recovery = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Away = TimeSpan.FromSeconds(30);

    private readonly ConcurrentBag<Answer> _failures = [];
    private readonly ConcurrentBag<(int Process, long At)> _bought = [];

    [Fact]
    public async Task under_load_fails_requests_cleanly_and_the_shop_recovers_by_itself()
    {
        var before = await EventsAsync();
        var waiting = NewBuyer();
        var intent = await waiting.PrepareAsync(await waiting.PlaceAsync("egusi"));
        var variant = await Shop.VariantAsync("pomo");
        using var enough = new CancellationTokenSource();
        var load = Task.WhenAll(Enumerable.Range(0, Buyers).Select(i => BuyAsync(i, variant, enough.Token)));
        await Eventually.TrueAsync(() => Task.FromResult(_bought.Count >= Buyers));

        Shop.KillPostgres();
        await waiting.ConfirmAsync(intent);
        await Eventually.TrueAsync(async () => await WasToldInVainAsync(intent) && _failures.Count >= Buyers);
        await Shop.StartPostgresAsync();
        var back = Stopwatch.GetTimestamp();

        await Eventually.TrueAsync(() => Task.FromResult(
            new[] { 0, 1 }.All(process => _bought.Any(b => b.Process == process && b.At > back))), Recovery);
        await enough.CancelAsync();
        await load;
        Assert.All(_failures, AssertClean);
        await UntilPaidOnceAsync(waiting);
        await Eventually.TrueAsync(async () => await WasToldAllSinceAsync(before), Recovery);
    }

    // Seen to fail with an endpoint that answers 200 when it could not keep the event.
    [Fact]
    public async Task and_away_for_half_a_minute_loses_nothing_that_stripe_tells()
    {
        var before = await EventsAsync();
        var buyers = Enumerable.Range(0, Buyers).Select(i => NewBuyer(i % 2)).ToList();
        var intents = await Task.WhenAll(buyers.Select(async buyer => await buyer.PrepareAsync(await buyer.PlaceAsync("pomo"))));
        await Task.WhenAll(intents.Select(UntilHeardAsync));
        var processes = Shop.Nodes.ConvertAll(n => n.ProcessId);
        var away = Stopwatch.StartNew();

        Shop.KillPostgres();
        foreach (var (i, buyer) in buyers.Index())
        {
            await Eventually.TrueAsync(() => Task.FromResult(away.Elapsed > Away / Buyers * i));
            await buyer.ConfirmAsync(intents[i]);
            await Eventually.TrueAsync(() => WasToldInVainAsync(intents[i]));
        }
        await Eventually.TrueAsync(() => Task.FromResult(away.Elapsed > Away), Away);
        await Shop.StartPostgresAsync();

        await Task.WhenAll(buyers.Select(UntilPaidOnceAsync));
        await Eventually.TrueAsync(async () => await WasToldAllSinceAsync(before), Recovery);
        await Task.WhenAll(intents.Select(UntilHeardAsync));
        Assert.Equal(processes, Shop.Nodes.Select(n => n.ProcessId));
    }

    private async Task BuyAsync(int number, Guid variant, CancellationToken enough)
    {
        while (!enough.IsCancellationRequested)
        {
            using var buyer = new Buyer(Shop, number);
            try
            {
                await buyer.GetAsync("/");
                await buyer.ConfirmAsync(await buyer.PrepareAsync(await buyer.PlaceAsync(variant)));
                _bought.Add((number % 2, Stopwatch.GetTimestamp()));
            }
            catch (XunitException) when (!buyer.Failures.IsEmpty)
            {
                await Task.Delay(200, CancellationToken.None); // Nobody clicks faster.
            }
            foreach (var failure in buyer.Failures)
            {
                _failures.Add(failure);
            }
        }
    }

    private async Task<bool> WasToldInVainAsync(string intent)
    {
        var events = (await Shop.BooksAsync("events")).Where(e => e["data"]!["object"]!["id"]!.GetValue<string>() == intent)
            .Select(e => e["id"]!.GetValue<string>()).ToHashSet();
        return (await Shop.Sandbox.DeliveriesAsync()).Any(d => events.Contains(d["event"]!.GetValue<string>()) && d["status"]!.GetValue<int>() >= 500);
    }

    private async Task<bool> WasToldAllSinceAsync(HashSet<string> before)
    {
        var heard = (await Shop.Sandbox.DeliveriesAsync()).Where(d => d["status"]!.GetValue<int>() == 200)
            .Select(d => d["event"]!.GetValue<string>()).ToHashSet();
        return (await EventsAsync()).Except(before).All(heard.Contains);
    }

    private async Task<HashSet<string>> EventsAsync() => [.. (await Shop.BooksAsync("events")).Select(e => e["id"]!.GetValue<string>())];
}
