namespace Bench;

/// <summary>The product page from the output cache beside its bare bytes, and made anew each time beside one row and its bytes.</summary>
internal static class PageBench
{
    private const string Path = $"/products/{Stage.Slug}";

    public static async Task<IReadOnlyList<Contest>> RunAsync(Stage stage, Pace pace)
    {
        await using var cached = await stage.ServeAsync();
        await using var uncached = await stage.ServeAsync("Catalogue__Lifetime=00:00:00");
        await using var bare = await ServeBareAsync(stage, cached);
        Uri[] addresses = [new(bare.Address, "/bytes"), new(cached.Address, Path), new(bare.Address, "/row"), new(uncached.Address, Path)];
        foreach (var address in addresses)
        {
            Console.WriteLine($"Warming up {address}");
            await Wrk.RunAsync(address, pace.WarmUp);
        }
        var rounds = new List<double[]>();
        for (var round = 1; round <= pace.Rounds; round++)
        {
            double[] rates = [.. await InTurnAsync(addresses, pace.Round)];
            Console.WriteLine($"Round {round}: bytes {rates[0]:F0}, cached page {rates[1]:F0}, row {rates[2]:F0}, uncached page {rates[3]:F0}");
            rounds.Add(rates);
        }
        return
        [
            new("cached product page", "its bytes from bare Kestrel", 0.80, [.. rounds.Select(r => r[0])], [.. rounds.Select(r => r[1])]),
            new("uncached product page", "one row, then the bytes", 0.20, [.. rounds.Select(r => r[2])], [.. rounds.Select(r => r[3])]),
        ];
    }

    private static async Task<IReadOnlyList<double>> InTurnAsync(IEnumerable<Uri> addresses, TimeSpan time)
    {
        var rates = new List<double>();
        foreach (var address in addresses)
        {
            rates.Add(await Wrk.RunAsync(address, time));
        }
        return rates;
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
