using System.Globalization;
using RachelFoods.Tests.Stage.Processes;

namespace RachelFoods.Tests.Reconciliation;

/// <summary>As a process, for what counts of it are its lines and its exit code.</summary>
public sealed class The_verb_reconcile(BrokenShop broken) : IClassFixture<BrokenShop>
{
    private static string Tomorrow => TimeProvider.System.GetUtcNow().AddDays(1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    [Fact]
    public async Task ends_with_0_where_all_is_well_and_with_1_and_a_line_for_each_difference_elsewhere()
    {
        await broken.APaid();
        Assert.Equal((0, ""), await RunAsync("--store", "localhost"));
        var victim = await broken.APaid();
        await broken.Corrupt(victim, "delete from ledger_transactions where order_id = $1 and kind = 'sale'");

        var (code, output, _) = await EndAsync([]);

        Assert.Equal(1, code);
        var lines = output.Split('\n').Where(l => l.Contains(victim.Number, StringComparison.Ordinal));
        Assert.StartsWith($"localhost sale_posting_missing {victim.Number}: ", Assert.Single(lines), StringComparison.Ordinal);
        Assert.Contains("RachelFoods, ", output, StringComparison.Ordinal);
        Assert.Contains("1 differences.", output, StringComparison.Ordinal);
        Assert.Contains("no differences.", output, StringComparison.Ordinal); // Of the second store.
        Assert.Equal(0, (await RunAsync("--store", "second.localhost", "--from", "2026-01-01", "--to", Tomorrow)).Code);
    }

    [Theory]
    [InlineData("--from", "yesterday")]
    [InlineData("--from")]
    [InlineData("--until", "2026-01-01")]
    [InlineData("--from", "2026-02-01", "--to", "2026-01-31")]
    [InlineData("--to", "9999-12-31")]
    [InlineData("--store", "nobody.example")]
    public async Task ends_with_2_at_arguments_that_make_no_sense(params string[] arguments) =>
        Assert.Equal(2, (await EndAsync([], arguments)).Code);

    [Fact]
    public async Task ends_with_2_when_it_could_not_look()
    {
        var (code, output, errors) = await EndAsync([("Stripe:ApiBase", $"http://127.0.0.1:{ServerProcess.FreePort()}")], "--store", "second.localhost");

        Assert.Equal(2, code);
        Assert.DoesNotContain("no differences", output, StringComparison.Ordinal);
        Assert.Contains("could not be compared", errors, StringComparison.Ordinal);
    }

    private async Task<(int Code, string Errors)> RunAsync(params string[] arguments)
    {
        var (code, _, errors) = await EndAsync([], arguments);
        return (code, errors);
    }

    private Task<(int Code, string Output, string Errors)> EndAsync((string Name, string Value)[] more, params string[] arguments)
    {
        var settings = new Dictionary<string, string>(broken.Shop.Stage.Told, StringComparer.Ordinal) { ["ASPNETCORE_ENVIRONMENT"] = "Production" };
        foreach (var (name, value) in more)
        {
            settings[name] = value;
        }
        return ServerProcess.EndOfVerbAsync("RachelFoods.Web", settings, ["reconcile", .. arguments]);
    }
}
