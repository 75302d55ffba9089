using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using RachelFoods.Web.Kernel;

namespace RachelFoods.Web.Data;

/// <summary>To be said after the commit to every instance; ids only.</summary>
internal sealed record WatchedChanged(string Topic, IReadOnlyList<Guid> Ids);

internal sealed class SayWatched(Signals signals) : IHandle<WatchedChanged>
{
    public Task HandleAsync(WatchedChanged message, CancellationToken ct) => signals.SendAsync(message.Topic, message.Ids, ct);
}

/// <summary>What a transaction has changed of all that is watched; each thing is said once, however often it is saved.</summary>
internal sealed class WatchedRows
{
    private const int PerMessage = 100; // A signal has less than 8000 bytes.

    private readonly HashSet<Watched> _said = [];

    public void Forget() => _said.Clear();

    public IEnumerable<WatchedChanged> TakeNew(ChangeTracker tracker) => tracker.Entries<IWatched>()
        .Where(e => e.State is EntityState.Added or EntityState.Modified)
        .Select(e => e.Entity.Watched).Where(_said.Add).ToList()
        .GroupBy(changed => changed.Topic, changed => changed.Id, StringComparer.Ordinal)
        .SelectMany(same => same.Chunk(PerMessage).Select(ids => new WatchedChanged(same.Key, ids)));
}
