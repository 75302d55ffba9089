using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using RachelFoods.Tests.Stage.Processes;
using RachelFoods.Tests.Stage.Smtp;
using RachelFoods.Web.Commands;
using RachelFoods.Web.Data;
using RachelFoods.Web.Data.Embedded;
using RachelFoods.Web.Modules.Stores;
using RachelFoods.Web.Safety;

namespace RachelFoods.Tests.Stage;

/// <summary>One real PostgreSQL and one real app for the whole test run, made when the first test asks.</summary>
public sealed class TestStage
{
    public const string StripeKey = "sk_test_stage";

    public const string WebhookSecret = "whsec_stage";

    /// <summary>Still valid beside the new one, as while secrets are rotated.</summary>
    public const string OlderWebhookSecret = "whsec_stage_before";

    private const string OfTheRunDatabase = "shop";

    /// <summary>Has today's schema and no row; the others are made in its image, since to migrate takes seconds.</summary>
    private const string Pattern = "pattern";

    private static readonly Lazy<Task<TestStage>> OfTheRun = new(SetUpAsync);

    private readonly WebApplicationFactory<Program> _app;
    private readonly string _database;

    private TestStage(
        EmbeddedPostgres postgres, string database, Uri sandbox, SmtpServer mail, WebApplicationFactory<Program> app, Uri address) =>
        (Postgres, _database, Sandbox, Mail, _app, Address) = (postgres, database, sandbox, mail, app, address);

    public EmbeddedPostgres Postgres { get; }

    public static LogLines Log { get; } = new();

    /// <summary>The StripeSandbox that the app talks to and whose webhooks reach it.</summary>
    public Uri Sandbox { get; }

    /// <summary>Takes the mails of every store without a mail server of its own.</summary>
    public SmtpServer Mail { get; }

    public IServiceProvider Services => _app.Services;

    /// <summary>Where the app listens on a real port of 127.0.0.1; the Host header names the store.</summary>
    public Uri Address { get; }

    public static Task<TestStage> GetAsync() => OfTheRun.Value;

    /// <summary>A stage with a database and a Stripe of its own, for tests that leave nothing whole. The oracle does not watch it.</summary>
    /// <param name="services">What its app gets in addition.</param>
    public static async Task<TestStage> ApartAsync(Action<IServiceCollection>? services = null) =>
        await SetUpAsync((await GetAsync()).Postgres, $"apart_{Guid.NewGuid():N}", services);

    /// <summary>One more database with today's schema.</summary>
    public Task AddDatabaseAsync(string name) => AddDatabaseAsync(Postgres, name);

    public string ConnectionString(string role) => Postgres.ConnectionString(role, _database);

    /// <summary>What this stage's app was told.</summary>
    public IReadOnlyDictionary<string, string> Told => Settings(Postgres, Sandbox, Mail, _database);

    /// <summary>What the app must be told to run here as Production.</summary>
    public static IReadOnlyDictionary<string, string> Settings(
        EmbeddedPostgres postgres, Uri sandbox, SmtpServer mail, string database = OfTheRunDatabase) =>
        new Dictionary<string, string>(EveryTestShop.Settings, StringComparer.Ordinal)
        {
            ["ConnectionStrings:Shop"] = postgres.ConnectionString(ShopRoles.App, database),
            ["ConnectionStrings:ShopWorker"] = postgres.ConnectionString(ShopRoles.Worker, database),
            ["Shop:Scheme"] = "http",
            // A machine at its tests is busier than a shop's.
            ["Database:Connect"] = "00:00:15",
            ["Database:Timeout"] = "00:00:30",
            ["Outbox:Ensure"] = "00:00:01",
            ["Payments:AskAgain"] = "00:00:01",
            ["Reconciliation:LookAgainAfter"] = "00:00:00",
            ["Refunds:AskAgain"] = "00:00:01",
            ["Refunds:FollowAfter"] = "00:00:01",
            ["Smtp:Host"] = SmtpServer.Host,
            ["Smtp:Port"] = $"{mail.Port}",
            ["Smtp:Security"] = "none",
            ["Smtp:From"] = "shop@rachelfoods.example",
            ["Smtp:StoresMayReach"] = "127.0.0.0/8, ::1",
            ["Smtp:Timeout"] = "00:00:02",
            ["Stripe:SecretKey"] = StripeKey,
            ["Stripe:PublishableKey"] = "pk_test_stage",
            ["Stripe:WebhookSecret"] = $"{WebhookSecret}, {OlderWebhookSecret}",
            ["Stripe:ApiBase"] = sandbox.GetLeftPart(UriPartial.Authority),
            ["Stripe:JsUrl"] = new Uri(sandbox, "/stripe.js").ToString(),
        };

    public (WebApplicationFactory<Program> App, Uri Address) AnotherInstance(params (string Name, string Value)[] told) => AnotherInstance(_ => { }, told);

    /// <summary>One more instance of the app on the same database, listening on a port of its own.</summary>
    /// <param name="services">What it gets in addition.</param>
    /// <param name="told">What it is told besides, or otherwise.</param>
    public (WebApplicationFactory<Program> App, Uri Address) AnotherInstance(
        Action<IServiceCollection> services, params (string Name, string Value)[] told)
    {
        var port = ServerProcess.FreePort();
        var settings = new Dictionary<string, string>(Told, StringComparer.Ordinal);
        Array.ForEach(told, setting => settings[setting.Name] = setting.Value);
        var app = new WebApplicationFactory<Program>().WithWebHostBuilder(host =>
        {
            Configure(host, settings);
            host.ConfigureTestServices(services);
        });
        app.UseKestrel(kestrel => kestrel.ListenLocalhost(port));
        app.StartServer();
        return (app, new Uri($"http://localhost:{port}"));
    }

    private static async Task<TestStage> SetUpAsync()
    {
        ShopLog.Output = Log;
        Console.SetOut(Log);
        var folder = Directory.CreateTempSubdirectory("rachelfoods-test-").FullName;
        var postgres = await EmbeddedPostgres.StartAsync(folder, durable: false, CancellationToken.None);
        StagedRun.AtTheEnd(() => TearDownAsync(postgres, folder));
        await postgres.CreateDatabaseAsync(Pattern, CancellationToken.None);
        await MigrateCommand.MigrateAsync($"{postgres.ConnectionString(ShopRoles.Owner, Pattern)};Pooling=false"); // Nobody may be connected to it.
        var stage = await SetUpAsync(postgres, OfTheRunDatabase);
        Oracle.Watch(stage.ConnectionString(ShopRoles.App));
        return stage;
    }

    private static async Task<TestStage> SetUpAsync(EmbeddedPostgres postgres, string database, Action<IServiceCollection>? services = null)
    {
        await AddDatabaseAsync(postgres, database);
        var owner = postgres.ConnectionString(ShopRoles.Owner, database);
        // Before the app looks for its stores: who seeds might be told what was read when there were none.
        await using (var db = DataModule.AsOwner(owner))
        {
            await StoreSeed.AddStoresAsync(db, CancellationToken.None);
        }

        var port = ServerProcess.FreePort();
        var sandbox = await StartSandboxAsync(port);
        var mail = await SmtpServer.StartAsync();
        var app = new WebApplicationFactory<Program>().WithWebHostBuilder(host =>
        {
            Configure(host, Settings(postgres, sandbox, mail, database));
            host.ConfigureTestServices(services ?? (_ => { }));
        });
        app.UseKestrel(kestrel => kestrel.ListenLocalhost(port));
        app.StartServer();
        StagedRun.AtTheEnd(async () => await app.DisposeAsync());
        await SeedCommand.SeedAsync(app.Services, owner);
        return new TestStage(postgres, database, sandbox, mail, app, new Uri($"http://localhost:{port}"));
    }

    private static async Task AddDatabaseAsync(EmbeddedPostgres postgres, string name)
    {
        await using var source = NpgsqlDataSource.Create(postgres.ConnectionString(EmbeddedPostgres.SuperUser, "postgres"));
        await using var create = source.CreateCommand($"create database {name} owner {ShopRoles.Owner} template {Pattern}");
        await create.ExecuteNonQueryAsync();
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
        // A password is slow to hash on purpose, and the tests hash thousands.
        host.ConfigureTestServices(services => services.Configure<PasswordHasherOptions>(hashing => hashing.IterationCount = 1_000));
    }

    private static async Task TearDownAsync(EmbeddedPostgres postgres, string folder)
    {
        await postgres.StopAsync(CancellationToken.None);
        Directory.Delete(folder, recursive: true);
    }
}
