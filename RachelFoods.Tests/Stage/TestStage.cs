using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using RachelFoods.Tests.Stage.Processes;
using RachelFoods.Web.Commands;
using RachelFoods.Web.Data;
using RachelFoods.Web.Data.Embedded;

namespace RachelFoods.Tests.Stage;

/// <summary>One real PostgreSQL and one real app for the whole test run, made when the first test asks.</summary>
public sealed class TestStage
{
    public const string StripeKey = "sk_test_stage";

    public const string WebhookSecret = "whsec_stage";

    /// <summary>Still valid beside the new one, as while secrets are rotated.</summary>
    public const string OlderWebhookSecret = "whsec_stage_before";

    private const string Database = "shop";

    private static readonly Lazy<Task<TestStage>> OfTheRun = new(SetUpAsync);

    private readonly WebApplicationFactory<Program> _app;

    private TestStage(EmbeddedPostgres postgres, Uri sandbox, WebApplicationFactory<Program> app, Uri address) =>
        (Postgres, Sandbox, _app, Address) = (postgres, sandbox, app, address);

    public EmbeddedPostgres Postgres { get; }

    public static LogLines Log { get; } = new();

    /// <summary>The StripeSandbox that the app talks to and whose webhooks reach it.</summary>
    public Uri Sandbox { get; }

    public IServiceProvider Services => _app.Services;

    /// <summary>Where the app listens on a real port of 127.0.0.1; the Host header names the store.</summary>
    public Uri Address { get; }

    public static Task<TestStage> GetAsync() => OfTheRun.Value;

    public string ConnectionString(string role) => Postgres.ConnectionString(role, Database);

    /// <summary>What the app must be told to run here as Production.</summary>
    public static IReadOnlyDictionary<string, string> Settings(EmbeddedPostgres postgres, Uri sandbox) => new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["ConnectionStrings:Shop"] = postgres.ConnectionString(ShopRoles.App, Database),
        ["ConnectionStrings:ShopWorker"] = postgres.ConnectionString(ShopRoles.Worker, Database),
        ["Shop:Scheme"] = "http",
        ["Outbox:Ensure"] = "00:00:01",
        ["Payments:AskAgain"] = "00:00:01",
        ["Refunds:AskAgain"] = "00:00:01",
        ["Refunds:FollowAfter"] = "00:00:01",
        ["Stripe:SecretKey"] = StripeKey,
        ["Stripe:PublishableKey"] = "pk_test_stage",
        ["Stripe:WebhookSecret"] = $"{WebhookSecret}, {OlderWebhookSecret}",
        ["Stripe:ApiBase"] = sandbox.GetLeftPart(UriPartial.Authority),
        ["Stripe:JsUrl"] = new Uri(sandbox, "/stripe.js").ToString(),
    };

    /// <summary>One more instance of the app on the same database, listening on a port of its own.</summary>
    public (WebApplicationFactory<Program> App, Uri Address) AnotherInstance()
    {
        var port = ServerProcess.FreePort();
        var app = new WebApplicationFactory<Program>().WithWebHostBuilder(host => Configure(host, Settings(Postgres, Sandbox)));
        app.UseKestrel(kestrel => kestrel.ListenLocalhost(port));
        app.StartServer();
        return (app, new Uri($"http://localhost:{port}"));
    }

    private static async Task<TestStage> SetUpAsync()
    {
        Console.SetOut(Log);
        var folder = Directory.CreateTempSubdirectory("rachelfoods-test-").FullName;
        var postgres = await EmbeddedPostgres.StartAsync(folder, durable: false, CancellationToken.None);
        StagedRun.AtTheEnd(() => TearDownAsync(postgres, folder));
        await postgres.CreateDatabaseAsync(Database, CancellationToken.None);
        var owner = postgres.ConnectionString(ShopRoles.Owner, Database);
        await MigrateCommand.MigrateAsync(owner);

        var port = ServerProcess.FreePort();
        var sandbox = await StartSandboxAsync(port);
        var app = new WebApplicationFactory<Program>().WithWebHostBuilder(host => Configure(host, Settings(postgres, sandbox)));
        app.UseKestrel(kestrel => kestrel.ListenLocalhost(port));
        app.StartServer();
        StagedRun.AtTheEnd(async () => await app.DisposeAsync());
        await SeedCommand.SeedAsync(app.Services, owner);
        Oracle.Watch(postgres.ConnectionString(ShopRoles.App, Database));
        return new TestStage(postgres, sandbox, app, new Uri($"http://localhost:{port}"));
    }

    private static async Task<Uri> StartSandboxAsync(int webPort)
    {
        var sandbox = await ServerProcess.StartAsync(
            "tools/StripeSandbox",
            ServerProcess.FreePort(),
            "/_sandbox/health",
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["Webhooks:0:Url"] = $"http://localhost:{webPort}/webhooks/stripe",
                ["Webhooks:0:Secret"] = WebhookSecret,
            });
        return sandbox.Address;
    }

    private static void Configure(IWebHostBuilder host, IReadOnlyDictionary<string, string> settings)
    {
        host.UseEnvironment("Production");
        foreach (var (name, value) in settings)
        {
            host.UseSetting(name, value);
        }
    }

    private static async Task TearDownAsync(EmbeddedPostgres postgres, string folder)
    {
        await postgres.StopAsync(CancellationToken.None);
        Directory.Delete(folder, recursive: true);
    }
}
