using RachelFoods.Web.Kernel;

namespace RachelFoods.Web.Modules.Payments;

/// <summary>What a dispute has taken from our balance at Stripe, or given back to it.</summary>
/// <param name="Amount">Negative when it leaves us.</param>
/// <param name="Fee">What Stripe keeps for it.</param>
internal sealed record DisputedMoney(string BalanceTransactionId, Money Amount, Money Fee);

/// <summary>A dispute as Stripe tells it now.</summary>
internal sealed record DisputeAtStripe(
    string Id,
    string? IntentId,
    DisputeState State,
    Money Amount,
    string Reason,
    DateTimeOffset? DueBy,
    DateTimeOffset OpenedAt,
    IReadOnlyList<DisputedMoney> Moved);

/// <summary>Disputes at the payment provider. Never called inside a database transaction.</summary>
internal interface IDisputeGateway
{
    /// <exception cref="GatewayUnavailable">No answer.</exception>
    /// <exception cref="GatewayRefused">Stripe knows no such dispute.</exception>
    Task<DisputeAtStripe> FindAsync(string stripeId, CancellationToken ct);
}
