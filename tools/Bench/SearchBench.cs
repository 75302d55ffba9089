using System.Diagnostics;

namespace Bench;

/// <summary>How long staff wait for the list of orders when they look for one among very many, one search after the other.</summary>
internal static class SearchBench
{
    private static readonly TimeSpan Goal = TimeSpan.FromMilliseconds(300);

    // What an order of the first store gives to look for.
    private static readonly (string Kind, string Sql)[] Kinds =
    [
        ("order number", "o.number"),
        ("its last part", "split_part(o.number, '-', 3)"),
        ("last digits of the phone", "right(o.phone, 4)"),
        ("phone", "o.phone"),
        ("e-mail", "o.email"),
        ("beginning of an e-mail", "left(o.email, 6)"),
        ("first name", "split_part(o.name, ' ', 1)"),
        ("beginning of a last name", "left(split_part(o.name, ' ', 2), 3)"),
        ("full name", "o.name"),
        ("name and phone", "split_part(o.name, ' ', 2) || ' ' || right(o.phone, 4)"),
        ("SKU", "(select sku from order_lines l where l.order_id = o.id limit 1)"),
        ("SKU and name", "(select sku from order_lines l where l.order_id = o.id limit 1) || ' ' || split_part(o.name, ' ', 1)"),
        ("one letter", "left(o.name, 1)"),
        ("what no order has", "md5(o.number)"),
    ];

    /// <returns>Whether the goal is reached.</returns>
    public static async Task<bool> RunAsync(string shop, string sandbox, int orders, Pace pace)
    {
        await using var stage = await Stage.SetUpAsync(Path.GetFullPath(shop), Path.GetFullPath(sandbox));
        var began = Stopwatch.StartNew();
        await stage.RunVerbAsync(asOwner: true, "seed", "--products", "500", "--orders", $"{orders}");
        await stage.ExecuteAsync(Stage.Database, "vacuum analyze");
        Console.WriteLine($"{orders} orders seeded in {began.Elapsed.TotalSeconds:F0} s");
        await stage.RunVerbAsync(asOwner: false, "create-admin", Stage.Host, Staff.Email);
        await using var web = await stage.ServeAsync();
        using var staff = await Staff.LogInAsync(web.Address);
        var times = Kinds.ToDictionary(k => k.Kind, _ => new List<double>(), StringComparer.Ordinal);
        foreach (var _ in Enumerable.Range(0, 2)) // The first time for all that is done but once.
        {
            times.Values.ToList().ForEach(t => t.Clear());
            var searches = await DrawAsync(stage, pace.Searches);
            foreach (var (kind, text) in searches.OrderBy(_ => Random.Shared.Next()))
            {
                times[kind].Add(await staff.SearchAsync(text));
            }
        }
        return Tell(times, orders, pace.Judges);
    }

    private static async Task<List<(string Kind, string Text)>> DrawAsync(Stage stage, int each)
    {
        var drawn = new List<(string, string)>();
        foreach (var (kind, sql) in Kinds)
        {
            var texts = await stage.FindAsync<string[]>($"select array_agg({sql}) from (select * from orders order by random() limit {each}) o");
            drawn.AddRange(texts.Select(text => (kind, text)));
        }
        return drawn;
    }

    private static bool Tell(Dictionary<string, List<double>> times, int orders, bool judges)
    {
        List<double> all = [.. times.Values.SelectMany(t => t)];
        var reached = At(all, 0.95) < Goal.TotalMilliseconds;
        Console.WriteLine($"\n| {$"ms, among {orders} orders",-26} | {"p50",6} | {"p95",6} | {"slowest",7} |\n|-|-|-|-|");
        foreach (var (kind, some) in times.Append(new("all", all)))
        {
            Console.WriteLine($"| {kind,-26} | {At(some, 0.5),6:F1} | {At(some, 0.95),6:F1} | {some.Max(),7:F1} |");
        }
        Console.WriteLine($"Staff search: {(!judges ? "not judged" : reached ? "pass" : "FAIL")}, goal {Goal.TotalMilliseconds:F0} ms for p95");
        return !judges || reached;
    }

    private static double At(IReadOnlyCollection<double> values, double part) => values.Order().ElementAt((int)Math.Ceiling(values.Count * part) - 1);
}
