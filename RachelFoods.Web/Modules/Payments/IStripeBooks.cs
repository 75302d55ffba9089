using RachelFoods.Web.Kernel;

namespace RachelFoods.Web.Modules.Payments;

/// <summary>A PaymentIntent as Stripe's lists tell of it.</summary>
public sealed record IntentAtStripe(
    string Id,
    IntentState State,
    Money Amount,
    Money Received,
    bool Livemode,
    DateTimeOffset CreatedAt,
    Guid? StoreId,
    Guid? OrderId,
    Guid? PaymentId);

/// <summary>One of Stripe's own pages, as a Checkout Session.</summary>
/// <param name="Open">It can be paid.</param>
/// <param name="Taken">The money was taken by it.</param>
/// <param name="Due">Null where Stripe does not say.</param>
/// <param name="IntentId">What it made to take the money; null while nobody has tried to pay.</param>
public sealed record PageAtStripe(
    string Id, bool Open, bool Taken, string State, Money? Due, bool Livemode, string? IntentId, Guid? StoreId = null, Guid? OrderId = null, Guid? PaymentId = null);

/// <param name="State">Stripe's word, such as <c>succeeded</c>.</param>
public sealed record RefundInBooks(string Id, string? IntentId, string State, Money Amount, DateTimeOffset CreatedAt, Guid? RefundId);

/// <param name="State">Stripe's word, such as <c>needs_response</c>.</param>
/// <param name="Taken">What the bank has taken so far and not given back, without Stripe's fee.</param>
public sealed record DisputeInBooks(string Id, string? IntentId, string State, Money Amount, Money Taken, DateTimeOffset CreatedAt);

/// <summary>
/// What Stripe has on record for the current store's account. Reads only. Never called inside a database transaction. Everything
/// throws <see cref="GatewayUnavailable"/> where Stripe gives no answer.
/// </summary>
public interface IStripeBooks
{
    /// <summary>Whether the account is the current store's alone. The environment's holds other stores' objects too.</summary>
    Task<bool> AreOwnAsync(CancellationToken ct);

    Task<IReadOnlyList<IntentAtStripe>> ListIntentsAsync(DateTimeOffset from, DateTimeOffset to, CancellationToken ct);

    /// <returns>Null if Stripe has none.</returns>
    Task<IntentAtStripe?> FindIntentAsync(string stripeId, CancellationToken ct);

    /// <summary>What a page was made for is not told in a list, only of each alone: <see cref="FindPageAsync"/>.</summary>
    Task<IReadOnlyList<PageAtStripe>> ListPagesAsync(DateTimeOffset from, DateTimeOffset to, CancellationToken ct);

    /// <returns>Null if Stripe has none.</returns>
    Task<PageAtStripe?> FindPageAsync(string stripeId, CancellationToken ct);

    Task<IReadOnlyList<RefundInBooks>> ListRefundsAsync(DateTimeOffset from, DateTimeOffset to, CancellationToken ct);

    Task<IReadOnlyList<RefundInBooks>> ListRefundsOfAsync(string intentId, CancellationToken ct);

    Task<IReadOnlyList<DisputeInBooks>> ListDisputesAsync(DateTimeOffset from, DateTimeOffset to, CancellationToken ct);

    /// <returns>Null if Stripe has none.</returns>
    Task<DisputeInBooks?> FindDisputeAsync(string stripeId, CancellationToken ct);

    /// <summary>Events that no endpoint of ours has accepted, as far back as Stripe keeps them.</summary>
    Task<IReadOnlyList<StripeHint>> ListMissedEventsAsync(CancellationToken ct);
}
