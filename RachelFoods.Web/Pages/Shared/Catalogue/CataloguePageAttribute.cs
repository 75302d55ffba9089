using RachelFoods.Web.Kernel;

namespace RachelFoods.Web.Pages.Shared.Catalogue;

public sealed class CatalogueCacheOptions
{
    /// <summary>How long a catalogue page is kept. Zero makes it anew for each request.</summary>
    public TimeSpan Lifetime { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>When what has been evicted is evicted once more: a page may have been on its way with what it read before the change.</summary>
    public TimeSpan Again { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Memory for kept pages, of each instance.</summary>
    public long Bytes { get; set; } = 64 * 1024 * 1024;
}

/// <summary>
/// The page is the same for everyone and is kept. One entry for each store, path, coding and value of <paramref name="queryNames"/>;
/// any other name in the query changes nothing.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class CataloguePageAttribute(params string[] queryNames) : Attribute, ISameForEveryone
{
    public IReadOnlyList<string> QueryNames { get; } = queryNames;
}
