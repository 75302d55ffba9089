using Microsoft.EntityFrameworkCore;

namespace RachelFoods.Web.Kernel;

/// <summary>A row that belongs to one store. Its table gets the isolation policy, its queries the store filter.</summary>
public interface IStoreRow
{
    Guid StoreId { get; }
}

/// <summary>Something of a store with an identity of its own; remembers events until they are saved with it.</summary>
// The key leads with the store, so foreign keys between stores' rows include it.
[PrimaryKey(nameof(StoreId), nameof(Id))]
public abstract class Entity : IStoreRow
{
    private readonly List<(object Event, DateTimeOffset? Due)> _events = [];

    public Guid Id { get; protected init; } = Guid.CreateVersion7();

    /// <summary>Set by ShopDb when the row is first saved.</summary>
    public Guid StoreId { get; private set; }

    /// <param name="due">When it may be handled; at once if it is not said.</param>
    protected void Raise(object shopEvent, DateTimeOffset? due = null) => _events.Add((shopEvent, due));

    internal IReadOnlyList<(object Event, DateTimeOffset? Due)> TakeEvents()
    {
        (object, DateTimeOffset?)[] taken = [.. _events];
        _events.Clear();
        return taken;
    }
}
