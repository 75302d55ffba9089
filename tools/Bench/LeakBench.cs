using System.Diagnostics;
using System.Globalization;

namespace Bench;

/// <summary>Whether one web process grows while people browse, search, buy, pay and follow their orders, and staff search among them.</summary>
internal sealed class LeakBench(Stage stage, Server shop, Variants variants)
{
    private const int Browsers = 3;
    private const int Buyers = 3;

    /// <summary>How much more than in the middle there may be at the end.</summary>
    private const double Goal = 1.10;

    private static readonly string[] Pages =
        ["/", "/catalog", $"/products/{Stage.Slug}", "/search?q=rice", "/cart", "/account/login", "/health/ready", "/sitemap.xml"];

    private int _pages;
    private int _orders;
    private int _searches;

    /// <returns>Whether memory, handles and threads stay as they are in the middle.</returns>
    public static async Task<bool> RunAsync(string shop, string sandbox, TimeSpan time)
    {
        await using var stage = await Stage.SetUpAsync(Path.GetFullPath(shop), Path.GetFullPath(sandbox));
        var variants = await Variants.RenumberAsync(stage);
        await stage.RunVerbAsync(asOwner: false, "create-admin", Stage.Host, Staff.Email);
        await using var web = await stage.ServeAsync("Outbox__AtOnce=50", "Limits__PayByAddress__Times=0", "Limits__TrackByAddress__Times=0");
        return await new LeakBench(stage, web, variants).RunAsync(time);
    }

    private async Task<bool> RunAsync(TimeSpan time)
    {
        using var enough = new CancellationTokenSource();
        var load = Task.WhenAll(
        [
            .. Enumerable.Range(0, Browsers).Select(_ => BrowseAsync(enough.Token)),
            .. Enumerable.Range(0, Buyers).Select(i => BuyAsync(i, enough.Token)),
            SearchAsync(enough.Token),
        ]);
        var samples = await WatchAsync(time, load);
        await enough.CancelAsync();
        await load;
        Console.WriteLine($"\n{_pages} pages read, {_orders} orders placed and paid, {_searches} searches of staff in {time.TotalMinutes:F0} minutes.");
        return Tell(samples);
    }

    private async Task<List<Sample>> WatchAsync(TimeSpan time, Task load)
    {
        var samples = new List<Sample>();
        for (var (began, told) = (Stopwatch.StartNew(), 0); began.Elapsed < time && !load.IsCompleted; await Task.Delay(1000))
        {
            samples.Add(Sample.Of(shop.ProcessId));
            if (began.Elapsed.TotalMinutes >= told)
            {
                Console.WriteLine($"Minute {told++}: {samples[^1]}");
            }
        }
        return samples;
    }

    // The first third warms up: code is compiled, pools and caches fill.
    private static bool Tell(List<Sample> samples)
    {
        var third = samples.Count / 3;
        var (middle, end) = (samples[third..(2 * third)], samples[(2 * third)..]);
        (string Name, Func<Sample, double> Of)[] figures =
            [("memory (VmRSS), MB", s => s.Kilobytes / 1024.0), ("open files and sockets", s => s.Handles), ("threads", s => s.Threads)];
        Console.WriteLine($"\n| {"median of",-24} | {"middle third",12} | {"last third",10} | {"ratio",5} |\n|-|-|-|-|");
        var flat = true;
        foreach (var (name, of) in figures)
        {
            var (before, after) = (Contest.Median([.. middle.Select(of)]), Contest.Median([.. end.Select(of)]));
            flat &= after <= before * Goal;
            Console.WriteLine($"| {name,-24} | {before,12:F0} | {after,10:F0} | {after / before,5:F2} |");
        }
        Console.WriteLine($"Growth: {(flat ? "pass" : "FAIL")}, goal {Goal:F2} at most");
        return flat;
    }

    private async Task BrowseAsync(CancellationToken enough)
    {
        using var shopper = new Shopper(shop.Address);
        while (!enough.IsCancellationRequested)
        {
            await shopper.ReadAsync(Pages[Interlocked.Increment(ref _pages) % Pages.Length]);
        }
    }

    // Each buyer is another, with a connection of its own, as all of them are.
    private async Task BuyAsync(int first, CancellationToken enough)
    {
        using var stripe = new HttpClient { BaseAddress = stage.Stripe };
        stripe.DefaultRequestHeaders.Authorization = new("Bearer", Stage.StripeKey);
        for (var buyer = first; !enough.IsCancellationRequested; buyer += Buyers)
        {
            using var shopper = new Shopper(shop.Address);
            var form = await shopper.PrepareAsync(buyer, variants.Of(buyer, lines: 2));
            await shopper.PayAsync(form, await shopper.PlaceAsync(form), async intent =>
            {
                using var card = new FormUrlEncodedContent([KeyValuePair.Create("payment_method", "pm_card_visa")]);
                using var paid = await stripe.PostAsync($"/v1/payment_intents/{intent}/confirm", card, CancellationToken.None);
                paid.EnsureSuccessStatusCode();
            });
            Interlocked.Increment(ref _orders);
        }
    }

    private async Task SearchAsync(CancellationToken enough)
    {
        using var staff = await Staff.LogInAsync(shop.Address);
        while (!enough.IsCancellationRequested)
        {
            await staff.SearchAsync($"ada.{Random.Shared.Next(1 + _orders)}@customer.example");
            Interlocked.Increment(ref _searches);
        }
    }

    private sealed record Sample(long Kilobytes, int Handles, int Threads)
    {
        public static Sample Of(int process)
        {
            var status = File.ReadLines($"/proc/{process}/status").Select(line => line.Split(':', StringSplitOptions.TrimEntries)).ToDictionary(s => s[0], s => s[1], StringComparer.Ordinal);
            return new Sample(
                long.Parse(status["VmRSS"].Split(' ')[0], CultureInfo.InvariantCulture),
                Directory.GetFileSystemEntries($"/proc/{process}/fd").Length,
                int.Parse(status["Threads"], CultureInfo.InvariantCulture));
        }

        public override string ToString() => $"{Kilobytes / 1024} MB, {Handles} open files and sockets, {Threads} threads";
    }
}
