using System.Text.Json;
using Npgsql;
using RachelFoods.Web.Kernel;

namespace RachelFoods.Web.Data;

/// <summary>A word to every instance of the app that something has changed. It carries ids only; whoever hears it reads anew.</summary>
public sealed record Signal(string Topic, Guid StoreId, IReadOnlyList<Guid> Ids);

public interface IHearSignals
{
    Task HearAsync(Signal signal, CancellationToken ct);

    /// <summary>The line was down, so anything may have been missed.</summary>
    Task HearAgainAsync(CancellationToken ct);
}

/// <summary>Sends after the commit, from a handler of the outbox.</summary>
public sealed class Signals(ShopDataSources sources, StoreContext stores)
{
    internal const string Channel = "shop_signals";

    public async Task SendAsync(string topic, IReadOnlyList<Guid> ids, CancellationToken ct)
    {
        await using var notify = sources.Worker.CreateCommand("select pg_notify($1, $2)");
        notify.Parameters.Add(new NpgsqlParameter { Value = Channel });
        notify.Parameters.Add(new NpgsqlParameter { Value = JsonSerializer.Serialize(new Signal(topic, stores.Current.Id, ids)) });
        await notify.ExecuteNonQueryAsync(ct);
    }
}

/// <summary>The one connection of this instance that listens, outside every pool.</summary>
internal sealed class SignalListener(
    IConfiguration configuration, IEnumerable<IHearSignals> hearers, TimeProvider clock, ILogger<SignalListener> log) : BackgroundService
{
    internal const string ApplicationName = "rachelfoods signals";

    private static readonly TimeSpan BeforeTheNextTry = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await ListenAsync(stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                log.LogWarning(e, "The line for signals is down; it is opened again.");
                await Task.Delay(BeforeTheNextTry, clock, stoppingToken);
            }
        }
    }

    private async Task ListenAsync(CancellationToken ct)
    {
        var settings = new NpgsqlConnectionStringBuilder(configuration.GetConnectionString("ShopWorker"))
        {
            Pooling = false,
            KeepAlive = 15,
            ApplicationName = ApplicationName,
        };
        await using var connection = new NpgsqlConnection(settings.ConnectionString);
        var heard = new Queue<string>();
        connection.Notification += (_, notice) => heard.Enqueue(notice.Payload);
        await connection.OpenAsync(ct);
        await using (var listen = new NpgsqlCommand($"listen {Signals.Channel}", connection))
        {
            await listen.ExecuteNonQueryAsync(ct);
        }
        foreach (var hearer in hearers)
        {
            await hearer.HearAgainAsync(ct);
        }
        while (true)
        {
            await connection.WaitAsync(ct);
            while (heard.TryDequeue(out var payload))
            {
                await TellAsync(JsonSerializer.Deserialize<Signal>(payload)!, ct);
            }
        }
    }

    private async Task TellAsync(Signal signal, CancellationToken ct)
    {
        foreach (var hearer in hearers)
        {
            await hearer.HearAsync(signal, ct);
        }
    }
}

public static class SignalsModule
{
    public static IServiceCollection AddSignals(this IServiceCollection services) =>
        services.AddSingleton<Signals>().AddHostedService<SignalListener>()
            .AddHandler<WatchedChanged, SayWatched>();
}
