using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Npgsql;
using RachelFoods.Web.Data;
using RachelFoods.Web.Data.Embedded;
using RachelFoods.Web.Modules.Stores;

namespace Bench;

/// <summary>A PostgreSQL as careful as in earnest, the sandbox in Stripe's place, and the published shop run as Production.</summary>
internal sealed class Stage : IAsyncDisposable
{
    public const string Host = "localhost";

    /// <summary>The product whose page is measured: one with several sizes.</summary>
    public const string Slug = "fufu";

    /// <summary>Where the shop works.</summary>
    public const string Database = "shop";

    /// <summary>A copy, where pgbench works, so that the shop's own rows stay whole.</summary>
    public const string Copy = "raw";

    public const string StripeKey = "sk_test_bench";

    private readonly string _shop;
    private readonly string _folder;
    private readonly EmbeddedPostgres _postgres;
    private readonly Server _sandbox;
    private readonly MailSink _mails = new();

    private Stage(string shop, string folder, EmbeddedPostgres postgres, Server sandbox) =>
        (_shop, _folder, _postgres, _sandbox) = (shop, folder, postgres, sandbox);

    public int PostgresPort => _postgres.Port;

    public Uri Stripe => _sandbox.Address;

    public string ServerLog => Path.Combine(_folder, "server.log");

    public static async Task<Stage> SetUpAsync(string shop, string sandbox)
    {
        var folder = Directory.CreateTempSubdirectory("rachelfoods-bench-").FullName;
        var postgres = await EmbeddedPostgres.StartAsync(folder, durable: true, CancellationToken.None);
        await postgres.CreateDatabaseAsync(Database, CancellationToken.None);
        var port = FreePort();
        var stripe = await Server.StartAsync(
            sandbox, "StripeSandbox.dll", port, "/_sandbox/health", new Dictionary<string, string>(StringComparer.Ordinal), $"--urls=http://127.0.0.1:{port}");
        var stage = new Stage(shop, folder, postgres, stripe);
        await stage.RunVerbAsync(asOwner: true, "migrate");
        await stage.RunVerbAsync(asOwner: true, "seed", "--products", "500");
        return stage;
    }

    /// <summary>As the app's role, of the first store.</summary>
    public string AppConnection(string database) =>
        $"{_postgres.ConnectionString(ShopRoles.App, database)};Options=-c app.store_id={StoreSeed.RachelFoods};Max Auto Prepare=50;Maximum Pool Size=10";

    /// <summary>As the server's superuser, who sees all stores.</summary>
    public NpgsqlDataSource Superuser(string database) => NpgsqlDataSource.Create(_postgres.ConnectionString("postgres", database));

    public async Task ExecuteAsync(string database, params string[] statements)
    {
        await using var source = Superuser(database);
        await using var connection = await source.OpenConnectionAsync();
        foreach (var statement in statements)
        {
            await using var command = new NpgsqlCommand(statement, connection) { CommandTimeout = 300 };
            await command.ExecuteNonQueryAsync();
        }
    }

    /// <returns>The statement's one value.</returns>
    public async Task<T> FindAsync<T>(string sql, string database = Database)
    {
        await using var source = Superuser(database);
        await using var command = source.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    public Task<Server> ServeAsync(params string[] more)
    {
        var port = FreePort();
        var settings = Settings(asOwner: false);
        settings["Shop__Port"] = $"{port}";
        foreach (var setting in more)
        {
            settings[setting.Split('=')[0]] = setting.Split('=')[1];
        }
        return Server.StartAsync(_shop, "RachelFoods.Web.dll", port, "/health/ready", settings, "serve", $"--urls=http://127.0.0.1:{port}");
    }

    public Task<string> RunVerbAsync(bool asOwner, params string[] verb) =>
        Programs.RunAsync("dotnet", [Path.Combine(_shop, "RachelFoods.Web.dll"), .. verb], Settings(asOwner), _shop);

    public static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    public async ValueTask DisposeAsync()
    {
        await _sandbox.DisposeAsync();
        _mails.Dispose();
        NpgsqlConnection.ClearAllPools();
        await _postgres.StopAsync(CancellationToken.None);
        Directory.Delete(_folder, recursive: true);
    }

    private Dictionary<string, string> Settings(bool asOwner)
    {
        var settings = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Production",
            ["SHOP_ADMIN_PASSWORD"] = Staff.Password,
            ["ConnectionStrings__Shop"] = _postgres.ConnectionString(ShopRoles.App, Database),
            ["ConnectionStrings__ShopWorker"] = _postgres.ConnectionString(ShopRoles.Worker, Database),
            ["Shop__Scheme"] = "http",
            ["Limits__PlaceByAddress__Times"] = "0", // Every buyer comes from this machine.
            ["Outbox__AtOnce"] = "1", // The mails may follow one at a time: nobody waits for them.
            ["Smtp__Host"] = "127.0.0.1",
            ["Smtp__Port"] = $"{_mails.Port}",
            ["Smtp__Security"] = "none",
            ["Smtp__From"] = "shop@rachelfoods.example",
            ["Safety__RequestsPerMinute"] = "0",
            ["DataProtection__Certificate"] = CertificateIn(_folder),
            ["Stripe__SecretKey"] = StripeKey,
            ["Stripe__PublishableKey"] = "pk_test_bench",
            ["Stripe__WebhookSecret"] = "whsec_bench",
            ["Stripe__ApiBase"] = _sandbox.Address.GetLeftPart(UriPartial.Authority),
            ["Stripe__JsUrl"] = new Uri(_sandbox.Address, "/stripe.js").ToString(),
        };
        if (asOwner)
        {
            settings["ConnectionStrings__ShopOwner"] = _postgres.ConnectionString(ShopRoles.Owner, Database);
        }
        return settings;
    }

    private static string CertificateIn(string folder)
    {
        var file = Path.Combine(folder, "key-ring.pem");
        if (!File.Exists(file))
        {
            using var key = RSA.Create(2048);
            var now = TimeProvider.System.GetUtcNow();
            using var made = new CertificateRequest("CN=Bench", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(now, now.AddDays(1));
            File.WriteAllText(file, $"{made.ExportCertificatePem()}\n{key.ExportPkcs8PrivateKeyPem()}\n");
        }
        return file;
    }
}
