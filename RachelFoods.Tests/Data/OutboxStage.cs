using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using RachelFoods.Tests.Stage;
using RachelFoods.Web.Data;
using RachelFoods.Web.Kernel;
using RachelFoods.Web.Modules.Products;
using RachelFoods.Web.Modules.Stores;

namespace RachelFoods.Tests.Data;

/// <summary>A message that the tests put into the outbox.</summary>
public sealed record Probe(Guid Id);

/// <summary>Another one, which only some workers know.</summary>
public sealed record Rare(Guid Id);

/// <summary>One that repeats.</summary>
public sealed record Tick;

/// <summary>When each message reached a handler, and what the handler does with it.</summary>
public sealed class Diary(TimeProvider clock, Func<ShopDb, Guid, Task> act)
{
    private readonly ConcurrentQueue<(Guid Id, DateTimeOffset At)> _lines = new();

    /// <summary>How often the handler is not at its end yet.</summary>
    public int Unfinished { get; init; }

    /// <summary>Whether the handler works until it is told to stop.</summary>
    public bool IsEndless { get; init; }

    public IReadOnlyList<DateTimeOffset> Of(Guid id) => [.. _lines.Where(l => l.Id == id).Select(l => l.At)];

    public Task WriteAsync(ShopDb db, Guid id)
    {
        _lines.Enqueue((id, clock.GetUtcNow()));
        return act(db, id);
    }
}

internal sealed class ProbeHandler(Diary diary, ShopDb db, OutboxTurn turn, TimeProvider clock) : IHandle<Probe>, IHandle<Rare>, IHandle<Tick>
{
    public async Task HandleAsync(Probe message, CancellationToken ct)
    {
        await diary.WriteAsync(db, message.Id);
        if (diary.IsEndless)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, ct);
        }
        if (diary.Of(message.Id).Count <= diary.Unfinished)
        {
            turn.TakeUpAgain(clock.GetUtcNow());
        }
    }

    public Task HandleAsync(Rare message, CancellationToken ct) => diary.WriteAsync(db, message.Id);

    public Task HandleAsync(Tick message, CancellationToken ct) => diary.WriteAsync(db, db.StoreId);
}

/// <summary>A database of the outbox tests' own, for the stage's worker would claim their messages too.</summary>
public sealed class OutboxStage : IAsyncLifetime
{
    // One for each class of tests: their workers must not take each other's messages either.
    private readonly string _database = $"outbox_{Guid.NewGuid():N}";

    private IHost _sender = null!;
    private TestStage _stage = null!;

    public string Owner => _stage.Postgres.ConnectionString(ShopRoles.Owner, _database);

    public async Task InitializeAsync()
    {
        _stage = await TestStage.GetAsync();
        await _stage.AddDatabaseAsync(_database);
        await using (var db = DataModule.AsOwner(Owner))
        {
            await StoreSeed.AddStoresAsync(db, CancellationToken.None);
        }
        _sender = Build(new Diary(TimeProvider.System, (_, _) => Task.CompletedTask), []);
    }

    public Task DisposeAsync()
    {
        _sender.Dispose();
        return Task.CompletedTask;
    }

    public Diary ADiary(Func<ShopDb, Guid, Task>? act = null, int unfinished = 0, bool endless = false) =>
        new(TimeProvider.System, act ?? ((_, _) => Task.CompletedTask)) { Unfinished = unfinished, IsEndless = endless };

    /// <summary>One worker with a pool, a bell and settings of its own, as another process has.</summary>
    /// <param name="repeats">Has every store's <see cref="Tick"/> handled so often.</param>
    public async Task<IAsyncDisposable> AWorker(
        Diary diary, bool knowsTheRare = false, TimeSpan? repeats = null, ILoggerProvider? log = null, params (string Name, string Value)[] settings)
    {
        var worker = Build(diary, settings, knowsTheRare, repeats, log);
        await worker.StartAsync();
        return new Running(worker);
    }

    /// <returns>A line to the database that can be cut.</returns>
    public Line ALine() => new(_stage.Postgres.Port);

    public string WorkersWayBy(Line line) =>
        new NpgsqlConnectionStringBuilder(_stage.Postgres.ConnectionString(ShopRoles.Worker, _database)) { Port = line.Port }.ConnectionString;

    public async Task<T> In<T>(Guid store, Func<ShopDb, Task<T>> act)
    {
        var directory = _sender.Services.GetRequiredService<IStoreDirectory>();
        using var entered = _sender.Services.GetRequiredService<StoreContext>().Enter((await directory.FindAsync(store, default))!);
        await using var scope = _sender.Services.CreateAsyncScope();
        return await act(scope.ServiceProvider.GetRequiredService<ShopDb>());
    }

    /// <summary>Commits a cause and its message; the cause is a category whose slug is the message's id.</summary>
    public Task Send(Guid id, Func<Guid, object> message, DateTimeOffset? due = null, Func<Task>? beforeTheCommit = null, Guid? store = null) =>
        In(store ?? StoreSeed.RachelFoods, db => db.InTransactionAsync(
            async () =>
            {
                db.Add(new Category($"Cause {id}", id.ToString(), "", 1));
                db.Enqueue(message(id), due);
                await db.SaveChangesAsync();
                await (beforeTheCommit?.Invoke() ?? Task.CompletedTask);
                return true;
            },
            CancellationToken.None));

    internal Task<OutboxMessage> Message(Guid id, Guid? store = null) => In(store ?? StoreSeed.RachelFoods, db => db
        .Set<OutboxMessage>().FromSql($"select * from outbox_messages where payload ->> 'Id' = {id.ToString()}").AsNoTracking().SingleAsync());

    /// <summary>As if its worker had not been heard of for so long.</summary>
    public Task EndLease(Guid id) => In(StoreSeed.RachelFoods, db => db.Database.ExecuteSqlAsync(
        $"update outbox_messages set leased_until = now() - interval '1 second' where payload ->> 'Id' = {id.ToString()}"));

    private IHost Build(Diary diary, (string Name, string Value)[] settings, bool knowsTheRare = false, TimeSpan? repeats = null, ILoggerProvider? log = null)
    {
        var host = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        host.Configuration.AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["ConnectionStrings:Shop"] = _stage.Postgres.ConnectionString(ShopRoles.App, _database),
            ["ConnectionStrings:ShopWorker"] = _stage.Postgres.ConnectionString(ShopRoles.Worker, _database),
            ["Outbox:Poll"] = "00:00:00.020",
            ["Outbox:Backoff"] = "00:00:00.050",
            ["Outbox:Attempts"] = "3",
            ["Outbox:Ensure"] = "00:00:00.020",
            // What the last test's worker had in hand when it was ended must not be lost to the next.
            ["Outbox:Lease"] = repeats is null ? "00:03:00" : "00:00:02",
        });
        host.Configuration.AddInMemoryCollection(settings.Select(s => KeyValuePair.Create(s.Name, (string?)s.Value)));
        host.Logging.ClearProviders();
        if (log is not null)
        {
            host.Logging.AddProvider(log);
        }
        host.Services.AddSingleton(diary).AddShopDb().AddOutbox().AddStores().AddHandler<Probe, ProbeHandler>();
        if (knowsTheRare)
        {
            host.Services.AddHandler<Rare, ProbeHandler>();
        }
        if (repeats is { } every)
        {
            host.Services.AddRepeating<Tick>(_ => every).AddHandler<Tick, ProbeHandler>();
        }
        return host.Build();
    }

    private sealed class Running(IHost host) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await host.StopAsync();
            host.Dispose();
        }
    }
}
