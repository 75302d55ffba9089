using RachelFoods.Web.Kernel;
using RachelFoods.Web.Modules.Pricing;

namespace RachelFoods.Web.Modules.Orders;

/// <summary>What Payments needs to know of an order.</summary>
/// <param name="Closing">It is about to be cancelled: no new attempt to pay may begin.</param>
public sealed record OrderForPayment(
    Guid Id,
    string Number,
    OrderStatus Status,
    PaymentStatus PaymentStatus,
    PaymentMethod Method,
    Money Total,
    string Email,
    bool Closing,
    DateTimeOffset? HeldUntil,
    Guid? CartId)
{
    /// <summary>What of the total the customer's wallet pays.</summary>
    public Money Wallet { get; init; } = Money.Zero(Total.Currency);

    /// <summary>What is left for a card, or for cash at the door.</summary>
    public Money Due => Total - Wallet;

    /// <summary>Whether an attempt to pay by card may begin.</summary>
    public bool IsPayable(DateTimeOffset now) =>
        Method == PaymentMethod.Card && Status == OrderStatus.Pending && !Closing && (HeldUntil is null || HeldUntil > now);
}

/// <summary>An order as its buyer and the staff see it.</summary>
/// <param name="UndoUntil">Staff may undo the last move until then.</param>
/// <param name="Version">To be sent back with a change; another one means that somebody was faster.</param>
public sealed record OrderView(
    Guid Id,
    string Number,
    OrderStatus Status,
    PaymentStatus PaymentStatus,
    PaymentMethod Method,
    Guid? BuyerId,
    OrderContact Contact,
    IReadOnlyList<OrderLineView> Lines,
    Money Goods,
    Money Discount,
    Money Delivery,
    Money Tax,
    bool TaxIncluded,
    Money Total,
    Explanation Explanation,
    DateTimeOffset PlacedAt,
    DateTimeOffset? HeldUntil,
    bool Closing,
    DateTimeOffset? PaidAt,
    string? CancelReason,
    IReadOnlyList<OrderMoveView> History,
    DateTimeOffset? UndoUntil,
    int Version)
{
    /// <summary>When it became its buyer's, where it was placed as a guest's.</summary>
    public DateTimeOffset? ClaimedAt { get; init; }

    /// <summary>What of the total the customer's wallet pays.</summary>
    public Money Wallet { get; init; } = Money.Zero(Total.Currency);

    /// <summary>What is left for a card, or for cash at the door.</summary>
    public Money Due => Total - Wallet;

    public bool IsUnpaid => Status == OrderStatus.Pending && Method == PaymentMethod.Card;

    /// <summary>The history without what was undone.</summary>
    public IEnumerable<OrderMoveView> Standing => History.Where(move => move.UndoesId is null && History.All(later => later.UndoesId != move.Id));

    /// <summary>What this person may choose now, the way forward first.</summary>
    public IReadOnlyList<OrderChoice> Choices(ActorKind by) => OrderSteps.Choices(Status, Method, by);

    /// <summary>Whether this person may have the sale undone. What was paid goes back with it, so Refunds does it.</summary>
    public bool CanBeUndone(ActorKind by) =>
        OrderSteps.Find(Status, OrderStatus.Cancelled, Method, by) is { GivesMoneyBack: true };
}

/// <param name="Amount">Unit price times quantity, before discount.</param>
public sealed record OrderLineView(
    string ProductName,
    string ProductSlug,
    string VariantName,
    string Sku,
    Money UnitPrice,
    int Quantity,
    Money Amount,
    Money Discount,
    Money Tax)
{
    public Guid VariantId { get; init; }
}

/// <param name="From">Null for the first row, when the order was placed.</param>
/// <param name="UndoesId">The move that this one took back.</param>
public sealed record OrderMoveView(
    Guid Id, OrderStatus? From, OrderStatus To, DateTimeOffset At, ActorKind By, Guid? ById, string? Reason, Guid? UndoesId);

public sealed record OrderChoice(OrderStatus To, bool NeedsReason);
