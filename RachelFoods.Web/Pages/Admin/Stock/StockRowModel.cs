using RachelFoods.Web.Modules.Inventory;

namespace RachelFoods.Web.Pages.Admin.Stock;

/// <summary>A row of the list of stock with the form for its count.</summary>
/// <param name="Query">The list's filter as it stands in the address, with its question mark, or empty.</param>
/// <param name="Tried">What was typed and not saved; it stays in the form.</param>
/// <param name="HasMoved">Something has moved since: who counted must say whether before or after.</param>
/// <param name="Done">What was saved, in words to be said aloud.</param>
public sealed record StockRowModel(
    StockRowView Row, string Query, CountForm? Tried = null, string? Problem = null, bool HasMoved = false, string? Done = null)
{
    public string Id => $"stock-{Row.VariantId}";

    public string Name => $"{Row.ProductName}, {Row.VariantName}";

    public string Address => $"/admin/stock/{Row.VariantId}";

    public string Action => $"/admin/stock{(Query.Length > 0 ? Query + "&" : "?")}handler=Count";

    public Guid FormKey { get; } = Guid.NewGuid();

    /// <summary>What would be on hand if it was counted before what has moved since.</summary>
    public int? IfBefore => HasMoved && Tried is { Counted: { } counted } ? Row.OnHand + counted - Tried.Seen : null;
}
