using RachelFoods.Web.Kernel;

namespace RachelFoods.Web.Modules.Inventory;

/// <summary>A variant and how many of it.</summary>
public sealed record Wanted(Guid VariantId, int Quantity);

/// <param name="OnHand">On the shelf: all that was not sold. It counts as sold when it is paid, or confirmed for cash.</param>
/// <param name="Reserved">Of these, promised to orders that wait for their payment or confirmation.</param>
public sealed record StockLevel(Guid VariantId, int OnHand, int Reserved)
{
    public int Sellable => OnHand - Reserved;
}

public abstract record ReserveResult
{
    public sealed record Reserved : ReserveResult;

    /// <param name="Sellable">What is left of each variant that falls short.</param>
    public sealed record Short(IReadOnlyDictionary<Guid, int> Sellable) : ReserveResult;
}

/// <summary>Somebody has looked at the shelf.</summary>
/// <param name="Counted">What lies there, not the difference.</param>
/// <param name="Seen">What the page said was on hand.</param>
/// <param name="FormKey">The same form sent again returns the first result.</param>
/// <param name="BeforeWhatMoved">It was counted before what has moved since the page was shown: only the difference found then is booked.</param>
public sealed record CountStock(
    Guid VariantId, int Counted, int Seen, Guid FormKey, Actor By, string? Note = null, bool BeforeWhatMoved = false)
{
    public const int Most = 999_999;

    public const int LongestNote = 500;
}

/// <param name="Delta">More or fewer; not zero.</param>
/// <param name="Reason">None that belongs to an order.</param>
/// <param name="FormKey">The same form sent again returns the first result.</param>
public sealed record AdjustStock(Guid VariantId, int Delta, StockReason Reason, Guid FormKey, Actor By, string? Note = null);

public abstract record ChangeStockResult
{
    /// <param name="Delta">By how much what is on hand has changed.</param>
    /// <param name="Again">It had been done before: nothing new was done.</param>
    public sealed record Changed(StockLevel Now, int Delta, bool Again) : ChangeStockResult;

    /// <summary>Something has moved since the page was shown; nothing was done.</summary>
    public sealed record Moved(StockLevel Now) : ChangeStockResult;

    /// <summary>Fewer would be left than are promised to orders; nothing was done.</summary>
    public sealed record LessThanReserved(StockLevel Now) : ChangeStockResult;

    public sealed record NotFound : ChangeStockResult;
}

/// <summary>Some of what an order bought comes back to the shelf.</summary>
/// <param name="Key">The same key again returns the first result: "refund 1234", say.</param>
public sealed record ReturnStock(Guid OrderId, IReadOnlyCollection<Wanted> Lines, string Key, Actor By, string? Note = null);

public abstract record ReturnStockResult
{
    /// <param name="Again">It had come back before by the same key: nothing new was done.</param>
    public sealed record Returned(bool Again) : ReturnStockResult;

    /// <summary>Nothing was done.</summary>
    /// <param name="Left">How many can still come back of each variant of which more was to come.</param>
    public sealed record MoreThanSold(IReadOnlyDictionary<Guid, int> Left) : ReturnStockResult;
}
