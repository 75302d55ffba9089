using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace RachelFoods.Web.Data.Embedded;

/// <summary>
/// A private PostgreSQL cluster in a folder, made and started on demand, with the three roles of <see cref="ShopRoles"/>.
/// For development and tests; Production names its own database.
/// </summary>
public sealed class EmbeddedPostgres
{
    internal const string SuperUser = "postgres";

    private readonly string _bin;
    private readonly string _data;
    private readonly bool _durable;

    private EmbeddedPostgres(string bin, string folder, bool durable) => (_bin, _data, _durable) = (bin, folder, durable);

    public int Port { get; private set; }

    /// <summary>The process id of the running server, for tests that take it down.</summary>
    public int ServerProcessId => int.Parse(File.ReadLines(Path.Combine(_data, "postmaster.pid")).First(), provider: null);

    /// <param name="folder">The cluster's folder. Made if it is absent, used again if it is there.</param>
    /// <param name="durable">False gives up safety against power loss for speed, which suits most tests.</param>
    public static async Task<EmbeddedPostgres> StartAsync(string folder, bool durable, CancellationToken ct)
    {
        var cluster = new EmbeddedPostgres(FindBinaries(), Path.GetFullPath(folder), durable);
        await cluster.CreateIfAbsentAsync(ct);
        await cluster.StartAsync(ct);
        await cluster.CreateRolesAsync(ct);
        return cluster;
    }

    public string ConnectionString(string role, string database) =>
        $"Host=127.0.0.1;Port={Port};Username={role};Database={database}";

    /// <summary>Makes the database, owned by the owner role, unless it is there.</summary>
    public async Task CreateDatabaseAsync(string name, CancellationToken ct)
    {
        await using var source = NpgsqlDataSource.Create(ConnectionString(SuperUser, "postgres"));
        await using var exists = source.CreateCommand("select 1 from pg_database where datname = $1");
        exists.Parameters.Add(new() { Value = name });
        if (await exists.ExecuteScalarAsync(ct) is null)
        {
            await using var create = source.CreateCommand($"create database {name} owner {ShopRoles.Owner}");
            await create.ExecuteNonQueryAsync(ct);
        }
    }

    public Task StopAsync(CancellationToken ct) => RunAsync("pg_ctl", ["-D", _data, "-m", "fast", "-w", "stop"], ct);

    private static string FindBinaries()
    {
        var versioned = Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql").OrderByDescending(d => d, StringComparer.Ordinal).Select(d => Path.Combine(d, "bin"))
            : [];
        var onPath = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        return versioned.Concat(onPath).FirstOrDefault(d => File.Exists(Path.Combine(d, "initdb")))
            ?? throw new InvalidOperationException(
                "PostgreSQL's programs (initdb, pg_ctl) were not found. Install PostgreSQL 15 or newer, or set ConnectionStrings__Shop.");
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    private async Task CreateIfAbsentAsync(CancellationToken ct)
    {
        if (File.Exists(Path.Combine(_data, "PG_VERSION")))
        {
            return;
        }
        Directory.CreateDirectory(_data);
        if (Environment.IsPrivilegedProcess)
        {
            await RunPlainAsync("chown", [SuperUser, _data], ct);
        }
        await RunAsync("initdb", ["-D", _data, "-A", "trust", "-U", SuperUser, "-E", "UTF8", "--locale=C.UTF-8"], ct);
    }

    private async Task StartAsync(CancellationToken ct)
    {
        var pid = Path.Combine(_data, "postmaster.pid");
        if (File.Exists(pid) && await IsRunningAsync(ct))
        {
            Port = int.Parse(File.ReadLines(pid).ElementAt(3), provider: null);
            return;
        }
        Port = FreePort();
        var safety = _durable ? "" : "-c fsync=off -c synchronous_commit=off -c full_page_writes=off ";
        var options = $"-p {Port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c max_connections=1000 "
            + $"-c deadlock_timeout=200ms -c log_lock_waits=on {safety}";
        await RunAsync("pg_ctl", ["-D", _data, "-l", Path.Combine(_data, "server.log"), "-o", options, "-w", "start"], ct);
    }

    private async Task<bool> IsRunningAsync(CancellationToken ct)
    {
        try
        {
            await RunAsync("pg_ctl", ["-D", _data, "status"], ct);
            return true;
        }
        catch (InvalidOperationException)
        {
            return false; // pg_ctl answers 3 when nothing runs.
        }
    }

    private async Task CreateRolesAsync(CancellationToken ct)
    {
        await using var source = NpgsqlDataSource.Create(ConnectionString(SuperUser, "postgres"));
        foreach (var role in new[] { ShopRoles.Owner, ShopRoles.App, ShopRoles.Worker })
        {
            await using var create = source.CreateCommand(
                $"do $$ begin create role {role} login; exception when duplicate_object then null; end $$");
            await create.ExecuteNonQueryAsync(ct);
        }
    }

    // initdb and postgres refuse to run as root.
    private Task RunAsync(string program, string[] arguments, CancellationToken ct) => Environment.IsPrivilegedProcess
        ? RunPlainAsync("runuser", ["-u", SuperUser, "--", Path.Combine(_bin, program), .. arguments], ct)
        : RunPlainAsync(Path.Combine(_bin, program), arguments, ct);

    private static async Task RunPlainAsync(string program, string[] arguments, CancellationToken ct)
    {
        // Output goes to a file: a pipe would stay open as long as the server that pg_ctl leaves behind.
        var output = Path.GetTempFileName();
        try
        {
            using var process = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", "exec \"$@\" >\"$0\" 2>&1 </dev/null", output, program, .. arguments])
            {
                WorkingDirectory = Path.GetTempPath(),
            })!;
            await process.WaitForExitAsync(ct);
            if (process.ExitCode != 0)
            {
                throw new InvalidOperationException($"{program} failed: {await File.ReadAllTextAsync(output, ct)}");
            }
        }
        finally
        {
            File.Delete(output);
        }
    }
}
