using RachelFoods.Web.Kernel;

namespace RachelFoods.Web.Modules.Reconciliation;

/// <param name="Wallet">What of the total its customer's wallet pays.</param>
/// <param name="Sold">It was paid, or confirmed as a cash order, some time.</param>
/// <param name="Waiting">Money that came too late, in smallest units, and is about to be taken up.</param>
/// <param name="SalePosting">What the books say that was owed by it; null without a posting.</param>
internal sealed record OrderInBooks(
    Guid Id,
    string Number,
    string Status,
    bool ByCard,
    Money Total,
    bool Sold,
    long Waiting,
    Money? SalePosting,
    Money? CancellationPosting,
    long DisputePostings,
    string Ordered,
    string Reserved,
    string[] ReservationStates,
    Money Wallet)
{
    /// <summary>What cards have to pay.</summary>
    public Money Due => Total - Wallet;
}

/// <param name="Posting">What the books say that Stripe got by it; null without a posting.</param>
internal sealed record PaymentInBooks(
    Guid Id, Guid OrderId, bool Hosted, string State, Money Due, string? StripeId, string? IntentId, bool Asked, Money? Posting)
{
    public string Name => IntentId ?? StripeId ?? $"payment {Id}";
}

/// <param name="Owed">It came to nothing and no other makes it good.</param>
/// <param name="ByBank">Taken in a dispute: Stripe knows it as that and as no refund.</param>
internal sealed record RefundRow(
    Guid Id,
    Guid OrderId,
    Guid PaymentId,
    string? IntentId,
    string? StripeId,
    string State,
    Money Amount,
    bool Asked,
    bool Owed,
    Money? Paid,
    Money? Returned,
    bool ByBank)
{
    public string Name => StripeId ?? $"refund {Id}";
}

internal sealed record DisputeRow(string StripeId, Guid OrderId, string? IntentId, string State, Money Amount);

/// <summary>A posting whose payment, refund or order is not there.</summary>
internal sealed record StrayPosting(string Key, string? OrderNumber, long Minor);

/// <summary>What our rows say of the orders that something happened to in a period; all of it read at one moment.</summary>
internal sealed record OurBooks(
    IReadOnlyList<OrderInBooks> Orders,
    IReadOnlyList<PaymentInBooks> Payments,
    IReadOnlyList<RefundRow> Refunds,
    IReadOnlyList<DisputeRow> Disputes,
    IReadOnlyList<StrayPosting> Strays,
    IReadOnlyList<Violation> Violations)
{
    private Dictionary<Guid, OrderInBooks>? _byId;

    public string? NumberOf(Guid orderId) => (_byId ??= Orders.ToDictionary(o => o.Id)).GetValueOrDefault(orderId)?.Number;
}

/// <summary>Stripe's side of the same.</summary>
/// <param name="Intents">Of the period and of the payments that are compared.</param>
/// <param name="Pages">The same of its own pages, and others that can be paid, or took money that none of the intents tells of.</param>
internal sealed record StripeSide(
    IReadOnlyList<Payments.IntentAtStripe> Intents,
    IReadOnlyList<Payments.PageAtStripe> Pages,
    IReadOnlyList<Payments.RefundInBooks> Refunds,
    IReadOnlyList<Payments.DisputeInBooks> Disputes,
    bool Livemode);
