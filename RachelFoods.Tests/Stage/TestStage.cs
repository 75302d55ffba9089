using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using RachelFoods.Web.Commands;
using RachelFoods.Web.Data;
using RachelFoods.Web.Data.Embedded;

namespace RachelFoods.Tests.Stage;

/// <summary>One real PostgreSQL and one real app for the whole test run, made when the first test asks.</summary>
public sealed class TestStage
{
    private const string Database = "shop";

    private static readonly Lazy<Task<TestStage>> OfTheRun = new(SetUpAsync);

    private readonly WebApplicationFactory<Program> _app;

    private TestStage(EmbeddedPostgres postgres, WebApplicationFactory<Program> app) => (Postgres, _app) = (postgres, app);

    public EmbeddedPostgres Postgres { get; }

    public static LogLines Log { get; } = new();

    public IServiceProvider Services => _app.Services;

    /// <summary>Where the app listens on a real port of 127.0.0.1; the Host header names the store.</summary>
    public Uri Address => _app.ClientOptions.BaseAddress;

    public static Task<TestStage> GetAsync() => OfTheRun.Value;

    public string ConnectionString(string role) => Postgres.ConnectionString(role, Database);

    /// <summary>What the app must be told to run here as Production.</summary>
    public static IReadOnlyDictionary<string, string> Settings(EmbeddedPostgres postgres) => new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["ConnectionStrings:Shop"] = postgres.ConnectionString(ShopRoles.App, Database),
        ["ConnectionStrings:ShopWorker"] = postgres.ConnectionString(ShopRoles.Worker, Database),
        ["Shop:Scheme"] = "http",
        ["Stripe:SecretKey"] = "sk_test_stage",
        ["Stripe:PublishableKey"] = "pk_test_stage",
        ["Stripe:WebhookSecret"] = "whsec_stage",
    };

    private static async Task<TestStage> SetUpAsync()
    {
        Console.SetOut(Log);
        var folder = Directory.CreateTempSubdirectory("rachelfoods-test-").FullName;
        var postgres = await EmbeddedPostgres.StartAsync(folder, durable: false, CancellationToken.None);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => TearDown(postgres, folder);
        await postgres.CreateDatabaseAsync(Database, CancellationToken.None);
        var owner = postgres.ConnectionString(ShopRoles.Owner, Database);
        await MigrateCommand.MigrateAsync(owner);

        var app = new WebApplicationFactory<Program>().WithWebHostBuilder(host => Configure(host, postgres));
        app.UseKestrel(0);
        app.StartServer();
        await SeedCommand.SeedAsync(app.Services, owner);
        return new TestStage(postgres, app);
    }

    private static void Configure(IWebHostBuilder host, EmbeddedPostgres postgres)
    {
        host.UseEnvironment("Production");
        host.UseUrls("http://127.0.0.1:0"); // Without it Kestrel asks for port 5000, which another run may have.
        foreach (var (name, value) in Settings(postgres))
        {
            host.UseSetting(name, value);
        }
    }

    private static void TearDown(EmbeddedPostgres postgres, string folder)
    {
        postgres.StopAsync(CancellationToken.None).GetAwaiter().GetResult();
        Directory.Delete(folder, recursive: true);
    }
}
