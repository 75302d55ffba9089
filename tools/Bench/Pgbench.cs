using System.Globalization;
using System.Text.RegularExpressions;
using RachelFoods.Web.Data;

namespace Bench;

/// <summary>The raw limit of a checkout: its own statements, on the same tables, as the same role and prepared, by PostgreSQL's own load program.</summary>
internal sealed partial class Pgbench
{
    // More than any round can use, and few enough to make in seconds.
    private const int MostPerSecondOfOne = 400;

    private readonly Stage _stage;
    private readonly string _script;
    private readonly int _clients;
    private readonly TimeSpan _time;
    private int _rounds;

    private Pgbench(Stage stage, string script, int statements, int clients, TimeSpan time) =>
        (_stage, _script, Statements, _clients, _time) = (stage, script, statements, clients, time);

    public int Statements { get; }

    private int PerRound => (int)(MostPerSecondOfOne * (_time.TotalSeconds + 1));

    public static async Task<Pgbench> PrepareAsync(Stage stage, Variants variants, (Checkout One, Checkout Other) recorded, int clients, Pace pace)
    {
        var products = await stage.FindAsync<Guid[]>("select array_agg(id) from products");
        var writer = new PgbenchScript(variants, products, recorded.One, recorded.Other);
        var script = Path.GetTempFileName();
        await File.WriteAllTextAsync(script, writer.Write());
        var bench = new Pgbench(stage, script, recorded.One.Statements.Count, clients, pace.Round);
        await bench.FillCartsAsync(variants, pace.Rounds + 1);
        await bench.RunAsync();
        return bench;
    }

    /// <returns>Transactions per second.</returns>
    public async Task<double> RunAsync()
    {
        var before = await OrdersAsync();
        var said = await Programs.RunAsync(
            Path.Combine(Binaries(), "pgbench"),
            [
                "-n", "-M", "prepared", "-c", $"{_clients}", "-j", "2", "-T", $"{_time.TotalSeconds:F0}", "-f", _script,
                "-D", $"i={PerRound * _rounds++}", "-D", $"span={PerRound * 100}",
                "-h", "127.0.0.1", "-p", $"{_stage.PostgresPort}", "-U", ShopRoles.App, Stage.Copy,
            ],
            new Dictionary<string, string>(StringComparer.Ordinal) { ["PGOPTIONS"] = $"-c app.store_id={RachelFoods.Web.Modules.Stores.StoreSeed.RachelFoods}" });
        var done = long.Parse(Done().Match(said).Groups["count"].Value, CultureInfo.InvariantCulture);
        return await OrdersAsync() - before == done
            ? double.Parse(Rate().Match(said).Groups["rate"].Value, CultureInfo.InvariantCulture)
            : throw new InvalidOperationException($"pgbench tells of {done} orders, and the database of others.");
    }

    private Task<long> OrdersAsync() => _stage.FindAsync<long>("select count(*) from orders", Stage.Copy);

    // Each of pgbench's orders has a cart of its own, as the shop's have; they are numbered like the orders.
    private Task FillCartsAsync(Variants variants, int rounds)
    {
        var numbers = $"generate_series(0, {_clients - 1}) client, generate_series(1, {PerRound * rounds}) i";
        var number = $"client * {PerRound * 100} + i";
        var store = RachelFoods.Web.Modules.Stores.StoreSeed.RachelFoods;
        return _stage.ExecuteAsync(
            Stage.Copy,
            $"insert into carts (store_id, id, touched_at) select '{store}', {PgbenchScript.Cart($"({number})")}, now() from {numbers}",
            "vacuum analyze");
    }

    private static string Binaries() =>
        Directory.GetDirectories("/usr/lib/postgresql").OrderDescending(StringComparer.Ordinal).Select(d => Path.Combine(d, "bin"))
            .FirstOrDefault(d => File.Exists(Path.Combine(d, "pgbench"))) ?? "";

    [GeneratedRegex(@"actually processed: (?<count>\d+)", RegexOptions.None, 1000)]
    private static partial Regex Done();

    [GeneratedRegex(@"tps = (?<rate>[0-9.]+)", RegexOptions.None, 1000)]
    private static partial Regex Rate();
}
