using System.Collections.Concurrent;
using System.Diagnostics;

namespace Bench;

/// <summary>Orders placed over HTTP by 16 clients beside pgbench with the statements of one such checkout.</summary>
internal sealed class OrderBench(Stage stage, Server shop, Variants variants) : IDisposable
{
    private const int Clients = 16;
    private const int Lines = 2;

    private readonly List<Shopper> _shoppers = [.. Enumerable.Range(0, Clients).Select(_ => new Shopper(shop.Address))];
    private int _buyers;
    private int _placed;

    public static async Task<Contest> RunAsync(Stage stage, Pace pace)
    {
        var variants = await Variants.RenumberAsync(stage);
        await stage.ExecuteAsync("postgres", $"create database {Stage.Copy} template {Stage.Database}");
        await using var shop = await stage.ServeAsync();
        using var bench = new OrderBench(stage, shop, variants);
        var pgbench = await Pgbench.PrepareAsync(stage, variants, await bench.RecordAsync(), Clients, pace);
        var batch = await bench.WarmUpAsync(pace);
        var (raw, ours) = (new List<double>(), new List<double>());
        for (var round = 1; round <= pace.Rounds; round++)
        {
            var forms = await bench.PrepareAsync(batch);
            ours.Add(await bench.PlaceAsync(forms));
            raw.Add(await pgbench.RunAsync());
            Console.WriteLine($"Round {round}: orders {ours[^1]:F0}, pgbench {raw[^1]:F0}");
        }
        await bench.CheckAsync();
        return new Contest("orders placed", $"pgbench, {pgbench.Statements} statements", 0.40, raw, ours);
    }

    public void Dispose() => _shoppers.ForEach(s => s.Dispose());

    /// <summary>Two checkouts, for their statements; what differs between them differs with each order.</summary>
    private async Task<(Checkout One, Checkout Other)> RecordAsync()
    {
        for (var warm = 0; warm < 20; warm++)
        {
            await PlaceAsync(new([await PrepareOneAsync()]));
        }
        for (var one = await RecordOneAsync(); ;)
        {
            var other = await RecordOneAsync();
            if (one.IsLike(other))
            {
                return (one, other);
            }
            one = other; // The worker had something to do in between.
        }
    }

    private async Task<Checkout> RecordOneAsync()
    {
        var form = await PrepareOneAsync();
        return await Checkout.RecordAsync(stage, () => PlaceAsync(new([form])));
    }

    private Task<FilledForm> PrepareOneAsync() => _shoppers[0].PrepareAsync(++_buyers, variants.Of(_buyers, Lines));

    /// <returns>As many orders as one round places.</returns>
    private async Task<int> WarmUpAsync(Pace pace)
    {
        Console.WriteLine("Warming up orders");
        var rate = 100.0;
        for (var warm = Stopwatch.StartNew(); warm.Elapsed < pace.WarmUp;)
        {
            rate = await PlaceAsync(await PrepareAsync((int)rate));
        }
        return (int)(rate * pace.Round.TotalSeconds);
    }

    private async Task<ConcurrentQueue<FilledForm>> PrepareAsync(int count)
    {
        var forms = new ConcurrentQueue<FilledForm>();
        var last = _buyers + count;
        await Task.WhenAll(_shoppers.Select(async shopper =>
        {
            for (var buyer = Interlocked.Increment(ref _buyers); buyer <= last; buyer = Interlocked.Increment(ref _buyers))
            {
                forms.Enqueue(await shopper.PrepareAsync(buyer, variants.Of(buyer, Lines)));
            }
        }));
        return forms;
    }

    /// <returns>Orders per second.</returns>
    private async Task<double> PlaceAsync(ConcurrentQueue<FilledForm> forms)
    {
        var count = forms.Count;
        var began = Stopwatch.GetTimestamp();
        await Task.WhenAll(_shoppers.Select(async shopper =>
        {
            while (forms.TryDequeue(out var form))
            {
                await shopper.PlaceAsync(form);
            }
        }));
        Interlocked.Add(ref _placed, count);
        return count / Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    /// <summary>Whatever was answered is in the database, all of it, and agrees with the sandbox's books.</summary>
    private async Task CheckAsync()
    {
        foreach (var (table, each) in new[] { ("orders", 1), ("order_lines", Lines), ("stock_reservations", Lines), ("payments", 1) })
        {
            if (await stage.FindAsync<long>($"select count(*) from {table}") is var rows && rows != (long)_placed * each)
            {
                throw new InvalidOperationException($"{_placed} orders were placed, and {table} has {rows} rows.");
            }
        }
        var said = await stage.RunVerbAsync(asOwner: false, "reconcile", "--store", Stage.Host);
        Console.WriteLine(said.TrimEnd().Split('\n')[^1]);
    }
}
