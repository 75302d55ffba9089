namespace RachelFoods.Web.Kernel;

/// <summary>A tenant as every request needs it. What only some pages need is in the store's settings.</summary>
/// <param name="CanonicalHost">Host name without port; links in mails and canonical URLs use it.</param>
/// <param name="Currency">ISO 4217 code.</param>
/// <param name="TimeZone">IANA name; days and periods are this zone's.</param>
/// <param name="Culture">For example <c>en-US</c>; its language is the page's.</param>
public sealed record Store(
    Guid Id, string Name, string Tagline, string CanonicalHost, string Currency, string TimeZone, string Culture, StoreContact Contact)
{
    public Money Zero => Money.Zero(Currency);

    public TimeZoneInfo Zone => TimeZoneInfo.FindSystemTimeZoneById(TimeZone);

    /// <summary>The day's first moment in the store's zone; midnight does not exist everywhere on the day the clocks go forward.</summary>
    public DateTimeOffset StartOf(DateOnly day)
    {
        var (zone, midnight) = (Zone, day.ToDateTime(TimeOnly.MinValue));
        while (zone.IsInvalidTime(midnight))
        {
            midnight = midnight.AddMinutes(15);
        }
        return new DateTimeOffset(midnight, zone.GetUtcOffset(midnight)).ToUniversalTime();
    }
}

/// <summary>How customers reach the store; shown on every page.</summary>
public sealed record StoreContact(string Email, string Phone, string Address);

/// <summary>Every store of the installation, by id and by host name.</summary>
public interface IStoreDirectory
{
    ValueTask<Store?> FindAsync(string host, CancellationToken ct);

    ValueTask<Store?> FindAsync(Guid id, CancellationToken ct);

    /// <summary>What can be said without reading: null also where the directory has grown old.</summary>
    Store? FindKnown(string host);

    ValueTask<IReadOnlyCollection<Store>> ListAsync(CancellationToken ct);
}

/// <summary>The store that the current request or background act works for.</summary>
public sealed class StoreContext(IHttpContextAccessor http)
{
    private readonly AsyncLocal<Store?> _entered = new();

    public Store? CurrentOrNone => http.HttpContext?.Features.Get<Store>() ?? _entered.Value;

    /// <exception cref="InvalidOperationException">Neither the request nor the background act has named a store.</exception>
    public Store Current => CurrentOrNone ?? throw new InvalidOperationException("No store is set.");

    /// <summary>For work outside a request: everything until the answer is disposed is done for this store.</summary>
    public IDisposable Enter(Store store)
    {
        var before = _entered.Value;
        _entered.Value = store;
        return new Leave(this, before);
    }

    private sealed class Leave(StoreContext context, Store? before) : IDisposable
    {
        public void Dispose() => context._entered.Value = before;
    }
}
