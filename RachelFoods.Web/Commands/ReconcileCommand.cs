using System.Globalization;
using RachelFoods.Web.Kernel;
using RachelFoods.Web.Modules.Payments;
using RachelFoods.Web.Modules.Reconciliation;

namespace RachelFoods.Web.Commands;

/// <summary>
/// <c>reconcile [--from DAY] [--to DAY] [--store HOST]</c>: a line for each difference between our rows and Stripe's. Ends with 0 when
/// there is none, 1 when there are some, and 2 when it could not look.
/// </summary>
internal static class ReconcileCommand
{
    private const string Usage = "Usage: reconcile [--from yyyy-mm-dd] [--to yyyy-mm-dd] [--store HOST]; without days, the last 30.";
    private const int DaysBack = 30;

    public static async Task<int> RunAsync(IServiceProvider services, IReadOnlyList<string> args)
    {
        if (Read(args) is not { } wish || wish.From > wish.To)
        {
            return await FailAsync(Usage);
        }
        var directory = services.GetRequiredService<IStoreDirectory>();
        var store = wish.Host is null ? null : await directory.FindAsync(wish.Host, CancellationToken.None);
        if (wish.Host is not null && store is null)
        {
            return await FailAsync($"No store answers at {wish.Host}.");
        }
        var code = 0;
        foreach (var one in store is null ? await directory.ListAsync(CancellationToken.None) : [store])
        {
            code = Math.Max(code, await CompareAsync(services, one, wish));
        }
        return code;
    }

    private static async Task<int> CompareAsync(IServiceProvider services, Store store, Wish wish)
    {
        using var entered = services.GetRequiredService<StoreContext>().Enter(store);
        await using var scope = services.CreateAsyncScope();
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        var from = wish.From is { } first ? store.StartOf(first) : now.AddDays(-DaysBack);
        var to = wish.To is { } last ? store.StartOf(last.AddDays(1)) : now;
        try
        {
            var found = await scope.ServiceProvider.GetRequiredService<ReconciliationService>().CompareAsync(from, to, CancellationToken.None);
            foreach (var finding in found)
            {
                Console.WriteLine($"{store.CanonicalHost} {finding}");
            }
            Console.WriteLine($"{store.Name}, {from:u} to {to:u}: {(found.Count == 0 ? "no differences" : $"{found.Count} differences")}.");
            return found.Count == 0 ? 0 : 1;
        }
        catch (Exception e) when (e is GatewayUnavailable or GatewayRefused or GatewayAlarm)
        {
            return await FailAsync($"{store.Name} could not be compared: {e.Message}");
        }
    }

    private static Wish? Read(IReadOnlyList<string> args)
    {
        var wish = new Wish(null, null, null);
        for (var i = 0; i < args.Count; i += 2)
        {
            var value = i + 1 < args.Count ? args[i + 1] : null;
            DateOnly? day = DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var read)
                && read < DateOnly.MaxValue.AddDays(-1) && read > new DateOnly(2000, 1, 1) ? read : null;
            switch (args[i])
            {
                case "--from" when day is not null:
                    wish = wish with { From = day };
                    break;
                case "--to" when day is not null:
                    wish = wish with { To = day };
                    break;
                case "--store" when value is not null:
                    wish = wish with { Host = value };
                    break;
                default:
                    return null;
            }
        }
        return wish;
    }

    private static async Task<int> FailAsync(string why)
    {
        await Console.Error.WriteLineAsync(why);
        return 2;
    }

    private sealed record Wish(DateOnly? From, DateOnly? To, string? Host);
}
