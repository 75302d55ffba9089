using RachelFoods.Tests.Stage.Processes;

namespace RachelFoods.E2E.Faults.Stage;

/// <summary>When the last test of a class has come to rest, the shop's own verb names no difference.</summary>
public sealed class Reconciled : IAsyncLifetime
{
    /// <summary>The one that the class breaks.</summary>
    internal FaultyShop? Shop { get; set; }

    public Task InitializeAsync() => Task.CompletedTask;

    // Seen to fail its class with one payment's amount changed by hand.
    public async Task DisposeAsync()
    {
        if (Shop is null)
        {
            return; // All its cases were skipped.
        }
        var (code, output, errors) = await Shop.ReconcileAsync();
        Assert.True(code == 0, $"reconcile ended with {code}:\n{output}{errors}");
    }
}

internal static class Reconciling
{
    /// <summary>The verb, as a process of its own.</summary>
    public static Task<(int Code, string Output, string Errors)> ReconcileAsync(
        this FaultyShop shop, params (string Name, string Value)[] settings)
    {
        var told = shop.SettingsOfVerbs();
        told["Reconciliation:LookAgainAfter"] = "00:00:01";
        foreach (var (name, value) in settings)
        {
            told[name] = value;
        }
        return ServerProcess.EndOfVerbAsync("RachelFoods.Web", told, "reconcile", "--store", "localhost");
    }
}
