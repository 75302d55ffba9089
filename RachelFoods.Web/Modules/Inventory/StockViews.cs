using System.Globalization;
using RachelFoods.Web.Kernel;

namespace RachelFoods.Web.Modules.Inventory;

public enum StockFilter
{
    /// <summary>At its threshold or below, sold out included.</summary>
    Low,
    SoldOut,
}

/// <summary>A variant and how it stands, as the staff see it.</summary>
public sealed record StockRowView
{
    public required Guid VariantId { get; init; }

    public required Guid ProductId { get; init; }

    public required string ProductName { get; init; }

    public required string VariantName { get; init; }

    /// <summary>Among the product's variants.</summary>
    public required int Position { get; init; }

    public required string Sku { get; init; }

    public required int OnHand { get; init; }

    public required int Reserved { get; init; }

    /// <summary>So many sellable ones or fewer are low.</summary>
    public required int LowAt { get; init; }

    /// <summary>Null where the store's threshold counts.</summary>
    public required int? OwnLowAt { get; init; }

    /// <summary>Null where there is no limit but the shop's.</summary>
    public required int? MostPerOrder { get; init; }

    /// <summary>Product and variant are both offered.</summary>
    public required bool IsOffered { get; init; }

    public int Sellable => OnHand - Reserved;

    public bool IsLow => Sellable <= LowAt;
}

/// <param name="Previous">Null on the first page.</param>
/// <param name="Next">Null on the last page.</param>
public sealed record StockList(IReadOnlyList<StockRowView> Rows, StockCursor? Previous, StockCursor? Next);

/// <summary>A place in the list of stock: just after a variant, or just before it.</summary>
public sealed record StockCursor(Guid VariantId, bool Backwards)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{(Backwards ? "before" : "after")}-{VariantId:N}");

    /// <returns>Null for what is no cursor: the list then begins at its beginning.</returns>
    public static StockCursor? Parse(string? text) =>
        text?.Split('-') is ["before" or "after", var id] && Guid.TryParseExact(id, "N", out var variantId)
            ? new StockCursor(variantId, text.StartsWith('b'))
            : null;
}

/// <param name="OnHandAfter">What was on hand then.</param>
public sealed record StockMovementView(
    Guid Id, DateTimeOffset At, int Delta, int OnHandAfter, StockReason Reason, string? Note, Guid? OrderId, ActorKind By, Guid? ById)
{
    public int OnHandBefore => OnHandAfter - Delta;
}

public sealed record StockHistory(IReadOnlyList<StockMovementView> Rows, ListCursor? Newer, ListCursor? Older);

/// <summary>Units promised to an order that waits for its payment or confirmation.</summary>
public sealed record StockHold(Guid OrderId, int Quantity, DateTimeOffset Since);
