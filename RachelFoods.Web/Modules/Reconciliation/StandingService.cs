using System.Diagnostics;
using System.Reflection;
using Npgsql;
using RachelFoods.Web.Data;
using RachelFoods.Web.Kernel;
using RachelFoods.Web.Modules.Payments;

namespace RachelFoods.Web.Modules.Reconciliation;

/// <summary>What an operator asks first.</summary>
/// <param name="StartedAt">Of the instance that answers.</param>
/// <param name="Instances">Those that listen on the database now.</param>
/// <param name="Migration">The latest that the database has.</param>
/// <param name="Connections">Of this store, of all instances.</param>
/// <param name="Busy">Those of them that are at work.</param>
/// <param name="MostConnections">Of this store, for each instance.</param>
/// <param name="Waiting">Messages whose time has come.</param>
/// <param name="Stripe">What the instance that answers heard last; null if nothing since its start.</param>
public sealed record StandingView(
    string Version,
    DateTimeOffset StartedAt,
    int Instances,
    string PostgresVersion,
    string Migration,
    int Connections,
    int Busy,
    int MostConnections,
    int Waiting,
    int PutAside,
    int MailsWaiting,
    int MailsFailed,
    StripeAnswerView? Stripe,
    ReconciliationRunView? LastComparison);

/// <summary>How the installation stands, as far as this store's admin may know.</summary>
public sealed class StandingService(
    ShopDataSources sources,
    StoreContext stores,
    StripeAnswers stripe,
    ReconciliationLog comparisons,
    PutAsideService putAside,
    IConfiguration settings,
    TimeProvider clock)
{
    private static readonly DateTimeOffset Started = StartOfTheProcess();

    private static readonly string Version =
        typeof(StandingService).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";

    public async Task<StandingView> LookAsync(CancellationToken ct)
    {
        var last = await comparisons.FindLastAsync(ct);
        var counts = await putAside.CountAsync(ct);
        await using var look = sources.For(stores.Current.Id).CreateCommand(
            """
            select (select count(*) from pg_stat_activity where datname = current_database() and application_name = $1)::int,
                current_setting('server_version'), (select max("MigrationId") from "__EFMigrationsHistory"),
                (select count(*) from pg_stat_activity where datname = current_database() and application_name = $2)::int,
                (select count(*) from pg_stat_activity where datname = current_database() and application_name = $2 and state <> 'idle')::int,
                (select count(*) from outbox_messages where due_at <= $3)::int,
                (select count(*) from mails where state = 'WAITING')::int, (select count(*) from mails where state in ('FAILED', 'UNDELIVERABLE'))::int
            """);
        look.Parameters.Add(new NpgsqlParameter { Value = SignalListener.ApplicationName });
        look.Parameters.Add(new NpgsqlParameter { Value = $"rachelfoods {stores.Current.Id}" });
        look.Parameters.Add(new NpgsqlParameter { Value = clock.GetUtcNow() });
        await using var rows = await look.ExecuteReaderAsync(ct);
        await rows.ReadAsync(ct);
        return new StandingView(
            Version, Started, rows.GetInt32(0), rows.GetString(1), rows.GetString(2), rows.GetInt32(3), rows.GetInt32(4),
            settings.GetValue("Shop:PoolSize", 10), rows.GetInt32(5), counts.DeadLetters, rows.GetInt32(6), rows.GetInt32(7), stripe.Last, last);
    }

    private static DateTimeOffset StartOfTheProcess()
    {
        using var process = Process.GetCurrentProcess();
        return new DateTimeOffset(process.StartTime);
    }
}
