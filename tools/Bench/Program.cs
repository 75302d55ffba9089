using Bench;

return args switch
{
    ["bare", var port, var page, var connection] => await BareServer.RunAsync(int.Parse(port, provider: null), page, connection),
    [var shop, var sandbox] => await Benchmark.RunAsync(shop, sandbox, Pace.Full),
    [var shop, var sandbox, "--quick"] => await Benchmark.RunAsync(shop, sandbox, Pace.Quick),
    [var shop, var sandbox, "--pages"] => await Benchmark.ComparePagesAsync(shop, sandbox, Pace.Full),
    [var shop, var sandbox, "--search", var orders] => await SearchBench.RunAsync(shop, sandbox, int.Parse(orders, provider: null), Pace.Full) ? 0 : 1,
    [var shop, var sandbox, "--leak", var minutes] => await LeakBench.RunAsync(shop, sandbox, TimeSpan.FromMinutes(int.Parse(minutes, provider: null))) ? 0 : 1,
    [var shop, var sandbox, "--lighthouse", var script] => await Lighthouse.RunAsync(shop, sandbox, script),
    _ => Misused(),
};

static int Misused()
{
    Console.Error.WriteLine("Usage: Bench PUBLISHED-SHOP PUBLISHED-SANDBOX [--quick | --pages | --search ORDERS | --leak MINUTES | --lighthouse SCRIPT]; script/bench does all of it.");
    return 2;
}
