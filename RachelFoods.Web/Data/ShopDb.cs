using System.Data;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using RachelFoods.Web.Kernel;

namespace RachelFoods.Web.Data;

/// <summary>The shop's rows, of the current store only: the data source carries the store's id, and queries filter by it on top.</summary>
public sealed class ShopDb(DbContextOptions<ShopDb> options, StoreContext stores, TimeProvider clock, OutboxBell bell) : DbContext(options)
{
    private const int Tries = 4;

    private readonly WatchedRows _watched = new();

    internal Guid StoreId => stores.Current.Id;

    /// <summary>
    /// Runs the work in one transaction and saves what it left to save; joins the caller's transaction if there is one.
    /// It begins with nothing tracked, so that what it reads under a lock is what is there; a deadlock or serialization failure
    /// repeats the whole of it. So it must load what it changes.
    /// </summary>
    public async Task<T> InTransactionAsync<T>(Func<Task<T>> work, CancellationToken ct)
    {
        if (Database.CurrentTransaction is not null)
        {
            var joined = await work();
            await SaveChangesAsync(ct);
            return joined;
        }
        if (ChangeTracker.HasChanges())
        {
            throw new InvalidOperationException("Something was changed before the transaction that should save it.");
        }
        for (var attempt = 1; ; attempt++)
        {
            ChangeTracker.Clear();
            try
            {
                return await CommitAsync(work, ct);
            }
            catch (Exception e) when (attempt < Tries && MustRepeat(e))
            {
                // The loser of a deadlock begins again.
            }
        }
    }

    public Task InTransactionAsync(Func<Task> work, CancellationToken ct) =>
        InTransactionAsync(
            async () =>
            {
                await work();
                return true;
            },
            ct);

    /// <summary>Inside the caller's transaction: where the work's answer says that nothing came of it, all it did is undone.</summary>
    public async Task<T> AllOrNothingAsync<T>(Func<Task<T>> work, Func<T, bool> cameToSomething, CancellationToken ct)
    {
        const string before = "before_all_or_nothing";
        var transaction = Database.CurrentTransaction ?? throw new InvalidOperationException("There is no transaction to go back in.");
        await SaveChangesAsync(ct);
        await transaction.CreateSavepointAsync(before, ct);
        var answer = await work();
        if (!cameToSomething(answer))
        {
            await transaction.RollbackToSavepointAsync(before, ct);
            ChangeTracker.Clear();
        }
        return answer;
    }

    /// <summary>Puts a message into the outbox, to be handled after this transaction commits, or when it is due.</summary>
    public void Enqueue(object message, DateTimeOffset? due = null)
    {
        var now = clock.GetUtcNow();
        Add(new OutboxMessage(message.GetType().Name, JsonSerializer.Serialize(message, message.GetType()), now, due ?? now, Cause.RequestId));
    }

    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        if (Database.CurrentTransaction is null)
        {
            _watched.Forget();
        }
        StampAndCollect();
        var rang = ChangeTracker.Entries<OutboxMessage>().Any(e => e.State == EntityState.Added);
        var saved = await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
        if (rang && Database.CurrentTransaction is null)
        {
            bell.Ring();
        }
        return saved;
    }

    public override int SaveChanges(bool acceptAllChangesOnSuccess) => throw new NotSupportedException("Use SaveChangesAsync.");

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(ShopDb).Assembly);
        ShopModel.NameInSnakeCase(modelBuilder.Model);
        ShopModel.WriteEnumsAsText(modelBuilder.Model);
        foreach (var type in modelBuilder.Model.GetEntityTypes().Where(t => t.ClrType.IsAssignableTo(typeof(IStoreRow))))
        {
            GetType().GetMethod(nameof(FilterByStore), System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Instance)!
                .MakeGenericMethod(type.ClrType).Invoke(this, [modelBuilder]);
        }
    }

    private async Task<T> CommitAsync<T>(Func<Task<T>> work, CancellationToken ct)
    {
        await using var transaction = await Database.BeginTransactionAsync(IsolationLevel.ReadCommitted, ct);
        _watched.Forget();
        var result = await work();
        await SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        bell.Ring();
        return result;
    }

    private void StampAndCollect()
    {
        foreach (var entry in ChangeTracker.Entries<IStoreRow>().Where(e => e.State == EntityState.Added).ToList())
        {
            entry.Property(nameof(IStoreRow.StoreId)).CurrentValue = StoreId;
        }
        foreach (var (message, due) in ChangeTracker.Entries<Entity>().SelectMany(e => e.Entity.TakeEvents()).ToList())
        {
            Enqueue(message, due);
        }
        foreach (var changed in _watched.TakeNew(ChangeTracker))
        {
            Enqueue(changed);
        }
        foreach (var entry in ChangeTracker.Entries<OutboxMessage>().Where(e => e.State == EntityState.Added).ToList())
        {
            entry.Property(nameof(IStoreRow.StoreId)).CurrentValue = StoreId;
        }
    }

    private void FilterByStore<T>(ModelBuilder model)
        where T : class, IStoreRow => model.Entity<T>().HasQueryFilter("store", row => row.StoreId == StoreId);

    // EF wraps what the server said once or twice.
    private static bool MustRepeat(Exception? e) => e switch
    {
        null => false,
        PostgresException told => told.SqlState is PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure,
        _ => MustRepeat(e.InnerException),
    };
}
