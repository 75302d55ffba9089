using System.Collections.Concurrent;
using Npgsql;
using RachelFoods.E2E.Stage;
using RachelFoods.Tests.Stage.Processes;
using RachelFoods.Tests.Stage.Smtp;
using RachelFoods.Web.Data;
using RachelFoods.Web.Data.Embedded;

namespace RachelFoods.E2E.Faults.Stage;

/// <summary>
/// A shop of its own for tests that break things: PostgreSQL that survives a crash, a sandbox, two web processes as in production, and
/// between all of them lines that can be cut. Made once a run, for those who take turns.
/// </summary>
internal sealed class FaultyShop : IStagedShop
{
    public const string WebhookSecret = "whsec_of_faults";

    /// <summary>How long a dead process keeps its messages from the others.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(2);

    /// <summary>By then all must be well again.</summary>
    public static readonly TimeSpan TenLeases = 10 * Lease;

    public const string Database = "shop";

    private const string Key = "sk_test_faults";

    private static readonly ConcurrentDictionary<string, Lazy<Task<FaultyShop>>> OfTheRun = new(StringComparer.Ordinal);
    private static readonly Lazy<Task<FaultyShop>> OnASmallDisk = new(SetUpOnASmallDiskAsync);

    private readonly string _folder;
    private int _turn;
    private bool _isDown;

    private FaultyShop(string folder, EmbeddedPostgres postgres, int sandboxPort, SmtpServer mail)
    {
        (_folder, Postgres, Mail) = (folder, postgres, mail);
        Webhooks = new FaultProxy(() => new HttpWire(), InTurn);
        Nodes = [NewNode("first", sandboxPort), NewNode("second", sandboxPort)];
        StripeAddress = new Uri($"http://127.0.0.1:{sandboxPort}");
        Sandbox = new SandboxSwitches(StripeAddress, Key);
    }

    /// <summary>The two that always serve, and those that a test has added.</summary>
    public List<WebNode> Nodes { get; }

    public WebNode First => Nodes[0];

    public WebNode Second => Nodes[1];

    public EmbeddedPostgres Postgres { get; private set; }

    /// <summary>What stands between Stripe and the shop: it sends each call to one of the processes that live.</summary>
    public FaultProxy Webhooks { get; }

    public SandboxSwitches Sandbox { get; }

    public Uri StripeAddress { get; }

    public SmtpServer Mail { get; }

    /// <summary>What PostgreSQL writes to, where it can be filled up.</summary>
    public SmallDisk? Disk { get; private init; }

    public string StripeAccount => Key;

    public string OwnerConnection => Postgres.ConnectionString(ShopRoles.Owner, Database);

    /// <summary>For those who watch the server itself.</summary>
    public string SuperUserConnection => Postgres.ConnectionString("postgres", Database);

    /// <param name="turns">Those who take turns share one.</param>
    public static Task<FaultyShop> OfAsync(string turns) => OfTheRun.GetOrAdd(turns, _ => new(SetUpAsync)).Value;

    /// <summary>Another such shop, whose database has a disk of its own.</summary>
    public static Task<FaultyShop> OnASmallDiskAsync() => OnASmallDisk.Value;

    public Uri WebAddress(int process) => Nodes[process % Nodes.Count].Address;

    /// <summary>One more web process, until it is disposed of.</summary>
    /// <param name="name">For messages.</param>
    /// <param name="settings">Its own; one without a value is the shop's default instead of the stage's.</param>
    public async Task<ExtraNode> AddAsync(string name, params (string Name, string Value)[] settings)
    {
        var node = NewNode(name, StripeAddress.Port, settings);
        await node.StartAsync();
        Nodes.Add(node);
        return new ExtraNode(this, node);
    }

    /// <summary>Kills the process that asked, once it has been answered and before it hears of it.</summary>
    /// <returns>Ends when that has happened, and tells whose process it was.</returns>
    public Task<WebNode> KillAfter(Func<WebNode, FaultProxy> line, Func<Exchange, bool> fits) => TrapAsync(Moment.Answered, line, fits, (node, _) =>
    {
        node.Kill();
        return Task.CompletedTask;
    });

    /// <summary>The answer is lost: the process lives, and its connection breaks.</summary>
    public Task<WebNode> LoseAnswerTo(Func<WebNode, FaultProxy> line, Func<Exchange, bool> fits) => TrapAsync(Moment.Answered, line, fits, (_, connection) =>
    {
        connection.Cut();
        return Task.CompletedTask;
    });

    /// <summary>Keeps the first such call on its way, there or back, until it is let go.</summary>
    /// <returns>Ends when one is being kept.</returns>
    public Task Keep(Moment moment, Func<WebNode, FaultProxy> line, Func<Exchange, bool> fits, Task untilThen)
    {
        var kept = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _ = TrapAsync(moment, line, fits, (_, _) =>
        {
            kept.SetResult();
            return untilThen;
        });
        return kept.Task.WaitAsync(TenLeases);
    }

    private async Task<WebNode> TrapAsync(
        Moment moment, Func<WebNode, FaultProxy> line, Func<Exchange, bool> fits, Func<WebNode, ProxiedConnection, Task> act)
    {
        var trap = new Trap(moment, fits, connection => act(NodeAt(connection), connection));
        Nodes.ForEach(n => line(n).Set(trap));
        return NodeAt(await trap.Sprung.WaitAsync(TenLeases));

        WebNode NodeAt(ProxiedConnection connection) => Nodes.Single(n => line(n) == connection.Proxy);
    }

    /// <summary>Ends the server as a power cut would.</summary>
    public void KillPostgres()
    {
        System.Diagnostics.Process.GetProcessById(Postgres.ServerProcessId).Kill();
        _isDown = true;
    }

    public async Task StartPostgresAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (true)
        {
            try
            {
                Postgres = await EmbeddedPostgres.StartAsync(_folder, durable: true, limit.Token);
                _isDown = false;
                return;
            }
            catch (Exception e) when (e is InvalidOperationException or NpgsqlException)
            {
                await Task.Delay(100, limit.Token); // The dead server or its children have not all gone yet.
            }
        }
    }

    /// <summary>Takes all faults away and replaces who died.</summary>
    public async Task HealAsync()
    {
        Nodes.ForEach(n => n.Heal());
        Webhooks.Heal();
        await Sandbox.ClearAsync();
        await (Disk?.FreeAsync() ?? Task.CompletedTask);
        if (_isDown)
        {
            await StartPostgresAsync();
        }
        await Task.WhenAll(Nodes.Select(n => n.StartAsync()));
    }

    private static async Task<FaultyShop> SetUpAsync()
    {
        var folder = Directory.CreateTempSubdirectory("rachelfoods-faults-").FullName;
        return await SetUpAsync(folder, disk: null, () => Directory.Delete(folder, recursive: true));
    }

    private static Task<FaultyShop> SetUpOnASmallDiskAsync()
    {
        var disk = SmallDisk.Mount();
        return SetUpAsync(disk.Cluster, disk, disk.Dispose);
    }

    private static async Task<FaultyShop> SetUpAsync(string folder, SmallDisk? disk, Action giveBack)
    {
        var postgres = await EmbeddedPostgres.StartAsync(folder, durable: true, CancellationToken.None);
        var shop = new FaultyShop(folder, postgres, ServerProcess.FreePort(), await SmtpServer.StartAsync()) { Disk = disk };
        StagedRun.AtTheEnd(async () =>
        {
            await shop.Postgres.StopAsync(CancellationToken.None);
            giveBack();
        });
        await postgres.CreateDatabaseAsync(Database, CancellationToken.None);
        var asOwner = shop.SettingsOfVerbs();
        asOwner["ConnectionStrings:ShopOwner"] = shop.OwnerConnection;
        await ServerProcess.RunVerbAsync("RachelFoods.Web", asOwner, "migrate");
        await ServerProcess.RunVerbAsync("RachelFoods.Web", asOwner, "seed");
        await Task.WhenAll(shop.StartSandboxAsync(), shop.First.StartAsync(), shop.Second.StartAsync());
        return shop;
    }

    private Task StartSandboxAsync()
    {
        var settings = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["Webhooks:0:Url"] = $"http://localhost:{Webhooks.Port}/webhooks/stripe",
            ["Webhooks:0:Secret"] = WebhookSecret,
            ["RefundsSettleAfter"] = "00:00:00.3",
        };
        double[] pauses = [0.2, 0.5, 1, 1, 2, 2, 2, 4, 4, 8, 8, 8, 8];
        foreach (var (pause, i) in pauses.Select((pause, i) => (pause, i)))
        {
            settings[$"WebhookBackoff:{i}"] = $"{TimeSpan.FromSeconds(pause)}";
        }
        return ServerProcess.StartAsync("tools/StripeSandbox", StripeAddress.Port, "/_sandbox/health", settings);
    }

    private WebNode NewNode(string name, int sandboxPort, params (string Name, string Value)[] more)
    {
        var database = new FaultProxy(() => new PostgresWire(), () => [Postgres.Port]);
        var stripe = new FaultProxy(() => new HttpWire(), () => [sandboxPort]);
        var port = ServerProcess.FreePort();
        var settings = Settings(port, database.Port, stripe.Port);
        foreach (var (setting, value) in more)
        {
            if (value.Length > 0)
            {
                settings[setting] = value;
            }
            else
            {
                settings.Remove(setting);
            }
        }
        return new WebNode(name, database, stripe, settings, port);
    }

    /// <summary>What the shop's own verbs are told: they reach database and Stripe past the lines that are cut.</summary>
    public Dictionary<string, string> SettingsOfVerbs() => Settings(0, Postgres.Port, StripeAddress.Port);

    private Dictionary<string, string> Settings(int webPort, int databasePort, int stripePort)
    {
        // Unencrypted, so that the proxy can read along.
        string As(string role) => new NpgsqlConnectionStringBuilder(Postgres.ConnectionString(role, Database))
        {
            Port = databasePort,
            SslMode = SslMode.Disable,
            GssEncryptionMode = GssEncryptionMode.Disable,
        }.ConnectionString;
        var settings = ProductionSettings.For(
            As(ShopRoles.App), As(ShopRoles.Worker), webPort, new Uri($"http://127.0.0.1:{stripePort}"), Key, WebhookSecret, Mail);
        settings["Smtp:Timeout"] = "00:00:10";
        // A machine at its tests is busier than a shop's.
        settings["Database:Connect"] = "00:00:15";
        settings["Database:Timeout"] = "00:00:30";
        settings["Outbox:Lease"] = $"{Lease}";
        settings["Outbox:Poll"] = "00:00:00.5";
        settings["Outbox:Backoff"] = "00:00:00.2";
        settings["Payments:AskAfter"] = "00:00:05";
        settings["Payments:AskAgain"] = "00:00:01";
        settings["Stripe:Timeout"] = "00:00:02";
        settings["Stripe:BackgroundTimeout"] = "00:00:01.5";
        settings["Refunds:AskAgain"] = "00:00:01";
        settings["Refunds:FollowAfter"] = "00:00:05";
        return settings;
    }

    private IEnumerable<int> InTurn()
    {
        var living = Nodes.Where(n => n.IsAlive).Select(n => n.Port).ToList();
        var turn = Interlocked.Increment(ref _turn);
        return living.Select((_, i) => living[(turn + i) % living.Count]);
    }
}

internal sealed record ExtraNode(FaultyShop Shop, WebNode Node) : IDisposable
{
    /// <summary>As a buyer must name it.</summary>
    public int Number => Shop.Nodes.IndexOf(Node);

    public void Dispose()
    {
        Shop.Nodes.Remove(Node);
        Node.Kill();
        Node.Database.Dispose();
        Node.Stripe.Dispose();
    }
}
