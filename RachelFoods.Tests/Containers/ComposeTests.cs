using RachelFoods.Tests.Stage;
using RachelFoods.Tests.Stage.Processes;

namespace RachelFoods.Tests.Containers;

/// <summary>No container runs here: the services run as processes, told exactly what the file tells them but for names and ports.</summary>
public sealed class The_compose_file(Shop shop) : IClassFixture<Shop>
{
    private const string Web = "RachelFoods.Web";

    private static readonly string[] OfTheSandbox = ["Webhooks__0__Url", "Webhooks__0__Secret"];

    [Fact]
    public void names_only_settings_that_there_are()
    {
        Assert.Contains("web", ComposeFile.Services);
        var named = ComposeFile.Services.SelectMany(service => ComposeFile.EnvironmentOf(service, _ => "").Keys)
            .Where(name => name.Contains("__", StringComparison.Ordinal)).Distinct().ToList();

        Assert.NotEmpty(named);
        Assert.Empty(named.Except(Settings.All.Select(s => s.Name)).Except(OfTheSandbox)
            .Except(["DataProtection__Certificate", "ConnectionStrings__Shop", "ConnectionStrings__ShopWorker", "ConnectionStrings__ShopOwner"]));
    }

    [Fact]
    public void names_only_values_that_the_example_explains()
    {
        var example = File.ReadAllText(Path.Combine(ServerProcess.Root, ".env.example"));
        var named = new HashSet<string>(StringComparer.Ordinal);
        foreach (var service in ComposeFile.Services)
        {
            ComposeFile.EnvironmentOf(service, name =>
            {
                named.Add(name);
                return "";
            });
        }

        Assert.NotEmpty(named);
        Assert.All(named, name => Assert.Contains($"\n{name}=", example, StringComparison.Ordinal));
    }

    [Fact]
    public async Task brings_up_a_shop_that_is_healthy()
    {
        var database = $"compose_{Guid.NewGuid():N}";
        await shop.Stage.Postgres.CreateDatabaseAsync(database, CancellationToken.None);
        await ServerProcess.RunVerbAsync(Web, Told("migrate", database), "migrate");
        await ServerProcess.RunVerbAsync(Web, Told("seed", database), "seed");
        var port = ServerProcess.FreePort();
        var told = Told("web", database);
        told["ASPNETCORE_HTTP_PORTS"] = $"{port}";
        await using (var web = await ServerProcess.StartAsync(Web, port, "/health/ready", told))
        {
            Assert.Contains("ready", await ServerProcess.RunVerbAsync(Web, told, "health"), StringComparison.Ordinal);
            using var browser = shop.Browser(at: web.Address);
            Assert.Contains("RachelFoods", await browser.GetStringAsync("/"), StringComparison.Ordinal);
        }

        Assert.Equal(1, (await ServerProcess.EndOfVerbAsync(Web, told, "health")).Code);
    }

    private Dictionary<string, string> Told(string service, string database)
    {
        var told = ComposeFile.EnvironmentOf(service, ExampleOf);
        foreach (var (name, value) in told.Where(t => t.Key.StartsWith("ConnectionStrings__", StringComparison.Ordinal)).ToList())
        {
            told[name] = value.Replace("Host=postgres;Database=shop;", $"Host=127.0.0.1;Port={shop.Stage.Postgres.Port};Database={database};", StringComparison.Ordinal);
        }
        if (told.ContainsKey("DataProtection__Certificate"))
        {
            (told["DataProtection__Certificate"], told["DataProtection__Password"]) = (TestCertificates.OfTheRun, TestCertificates.Password);
        }
        return told;
    }

    private static string ExampleOf(string name) => File.ReadLines(Path.Combine(ServerProcess.Root, ".env.example"))
        .Single(l => l.StartsWith($"{name}=", StringComparison.Ordinal)).Split('=', 2)[1] is { Length: > 0 } value ? value : "made-up";
}
