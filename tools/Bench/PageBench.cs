namespace Bench;

/// <summary>The product page that is kept beside its bare bytes, and made anew each time beside one row and its bytes.</summary>
internal static class PageBench
{
    private const string Path = $"/products/{Stage.Slug}";

    public static async Task<IReadOnlyList<Contest>> RunAsync(Stage stage, Pace pace)
    {
        await using var cached = await stage.ServeAsync();
        await using var uncached = await stage.ServeAsync("Catalogue__Lifetime=00:00:00");
        await using var bare = await ServeBareAsync(stage, cached);
        (Server Server, string Path)[] pages = [(bare, "/bytes"), (cached, Path), (bare, "/row"), (uncached, Path)];
        foreach (var (server, path) in pages)
        {
            Console.WriteLine($"Warming up {server.Address}{path[1..]}");
            await Wrk.RunAsync(new Uri(server.Address, path), pace.WarmUp);
        }
        var rounds = new List<double[]>();
        for (var round = 1; round <= pace.Rounds; round++)
        {
            var rates = await InTurnAsync(pages, pace.Round);
            Console.WriteLine($"Round {round}: bytes {rates[0]}, cached page {rates[1]}, row {rates[2]}, uncached page {rates[3]}");
            rounds.Add([.. rates.Select(r => r.PerSecond)]);
        }
        return
        [
            new("cached product page", "its bytes from bare Kestrel", 0.80, [.. rounds.Select(r => r[0])], [.. rounds.Select(r => r[1])]),
            new("uncached product page", "one row, then the bytes", 0.20, [.. rounds.Select(r => r[2])], [.. rounds.Select(r => r[3])]),
        ];
    }

    private static async Task<IReadOnlyList<Rate>> InTurnAsync(IEnumerable<(Server Server, string Path)> pages, TimeSpan time)
    {
        var rates = new List<Rate>();
        foreach (var (server, path) in pages)
        {
            var before = server.ProcessorTime;
            var rate = await Wrk.RunAsync(new Uri(server.Address, path), time);
            rates.Add(new Rate(rate, (server.ProcessorTime - before) / (rate * time.TotalSeconds)));
        }
        return rates;
    }

    // The processor's time is disturbed less by what else the machine does.
    private sealed record Rate(double PerSecond, TimeSpan Processor)
    {
        public override string ToString() => $"{PerSecond:F0} ({Processor.TotalMicroseconds:F0} µs each)";
    }

    private static async Task<Server> ServeBareAsync(Stage stage, Server shop)
    {
        using var http = new HttpClient { BaseAddress = shop.Address };
        http.DefaultRequestHeaders.Host = Stage.Host;
        var page = System.IO.Path.GetTempFileName();
        await File.WriteAllBytesAsync(page, await http.GetByteArrayAsync(Path));
        var port = Stage.FreePort();
        return await Server.StartAsync(
            AppContext.BaseDirectory,
            "Bench.dll",
            port,
            "/bytes",
            new Dictionary<string, string>(StringComparer.Ordinal),
            "bare",
            $"{port}",
            page,
            stage.AppConnection(Stage.Database));
    }
}
