using Microsoft.Playwright;
using RachelFoods.Tests.Stage.Processes;
using RachelFoods.Tests.Stage.Smtp;
using RachelFoods.Web.Data;
using RachelFoods.Web.Data.Embedded;

namespace RachelFoods.E2E.Stage;

/// <summary>The whole shop as it runs in production: PostgreSQL, the StripeSandbox, two web processes; and a browser. Made once a run.</summary>
public sealed class LiveShop : IStagedShop
{
    public const string AdminEmail = "admin@rachelfoods.example";

    public const string AdminPassword = "yam and egusi for lunch";

    public const string StripeKey = "sk_test_browser";

    public const string WebhookSecret = "whsec_browser_tests";

    private const string Web = "RachelFoods.Web";
    private const string Database = "shop";

    private static readonly Lazy<Task<LiveShop>> OfTheRun = new(SetUpAsync);

    private LiveShop(ServerProcess first, ServerProcess second, ServerProcess sandbox, SmtpServer mail, string database, IBrowser browser) =>
        (First, Second, Sandbox, Mail, OwnerConnection, Browser) = (first, second, sandbox, mail, database, browser);

    public ServerProcess First { get; }

    public ServerProcess Second { get; }

    public ServerProcess Sandbox { get; }

    /// <summary>Takes the mails of every store.</summary>
    public SmtpServer Mail { get; }

    public string OwnerConnection { get; }

    public IBrowser Browser { get; }

    /// <summary>The first store on the first web process.</summary>
    public string Address => $"http://localhost:{First.Address.Port}";

    public Uri StripeAddress => Sandbox.Address;

    public string StripeAccount => StripeKey;

    public Uri WebAddress(int process) => process % 2 == 0 ? First.Address : Second.Address;

    public static Task<LiveShop> GetAsync() => OfTheRun.Value;

    private static async Task<LiveShop> SetUpAsync()
    {
        var postgres = await StartPostgresAsync();
        var (firstPort, secondPort, sandboxPort) = (ServerProcess.FreePort(), ServerProcess.FreePort(), ServerProcess.FreePort());
        var mail = await SmtpServer.StartAsync();
        var settings = Settings(postgres, firstPort, sandboxPort, mail);
        var owner = postgres.ConnectionString(ShopRoles.Owner, Database);
        var asOwner = new Dictionary<string, string>(settings, StringComparer.Ordinal) { ["ConnectionStrings:ShopOwner"] = owner };
        await ServerProcess.RunVerbAsync(Web, asOwner, "migrate");
        await ServerProcess.RunVerbAsync(Web, asOwner, "seed");
        var asAdmin = new Dictionary<string, string>(settings, StringComparer.Ordinal) { ["SHOP_ADMIN_PASSWORD"] = AdminPassword };
        await ServerProcess.RunVerbAsync(Web, asAdmin, "create-admin", "localhost", AdminEmail);
        Oracle.Watch(settings["ConnectionStrings:Shop"]);

        var sandbox = ServerProcess.StartAsync(
            "tools/StripeSandbox",
            sandboxPort,
            "/_sandbox/health",
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["Webhooks:0:Url"] = $"http://localhost:{secondPort}/webhooks/stripe",
                ["Webhooks:0:Secret"] = WebhookSecret,
            });
        var first = ServerProcess.StartAsync(Web, firstPort, "/health/ready", settings);
        var second = ServerProcess.StartAsync(Web, secondPort, "/health/ready", settings);
        return new LiveShop(await first, await second, await sandbox, mail, owner, await StartBrowserAsync());
    }

    private static async Task<EmbeddedPostgres> StartPostgresAsync()
    {
        var folder = Directory.CreateTempSubdirectory("rachelfoods-browser-").FullName;
        var postgres = await EmbeddedPostgres.StartAsync(folder, durable: false, CancellationToken.None);
        StagedRun.AtTheEnd(async () =>
        {
            await postgres.StopAsync(CancellationToken.None);
            Directory.Delete(folder, recursive: true);
        });
        await postgres.CreateDatabaseAsync(Database, CancellationToken.None);
        return postgres;
    }

    private static Dictionary<string, string> Settings(EmbeddedPostgres postgres, int webPort, int sandboxPort, SmtpServer mail)
    {
        var settings = ProductionSettings.For(
            postgres.ConnectionString(ShopRoles.App, Database),
            postgres.ConnectionString(ShopRoles.Worker, Database),
            webPort,
            new Uri($"http://127.0.0.1:{sandboxPort}"),
            StripeKey,
            WebhookSecret,
            mail);
        // A machine at its tests is busier than a shop's, and a race is to be run to its end.
        settings["Database:Connect"] = "00:00:15";
        settings["Database:Timeout"] = "00:00:30";
        return settings;
    }

    private static async Task<IBrowser> StartBrowserAsync() => await Chromium.StartAsync(await Playwright.CreateAsync());
}
