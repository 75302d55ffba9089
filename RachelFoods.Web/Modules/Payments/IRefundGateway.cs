using RachelFoods.Web.Kernel;

namespace RachelFoods.Web.Modules.Payments;

/// <summary>What must be known before Stripe is asked for a refund; the same for each repetition of the same key.</summary>
public sealed record NewRefund(
    Guid StoreId, Guid OrderId, Guid PaymentId, Guid RefundId, string IntentId, Money Amount, string IdempotencyKey);

public enum RefundAtStripeState
{
    Pending,
    Succeeded,
    Failed,
    Canceled,
}

/// <summary>A refund as Stripe tells it now.</summary>
/// <param name="RefundId">The row of ours that it was made for; null for one made in the Dashboard.</param>
/// <param name="FailureReason">Stripe's word for why it failed.</param>
public sealed record RefundAtStripe(
    string Id, RefundAtStripeState State, Money Amount, string? IntentId, Guid? RefundId, string? FailureReason);

/// <summary>Refunds at the payment provider. Never called inside a database transaction.</summary>
public interface IRefundGateway
{
    /// <summary>Makes the refund, or finds the one made before with the same key.</summary>
    /// <exception cref="GatewayRefused">Stripe will not make such a refund; its code says why.</exception>
    /// <exception cref="GatewayUnavailable">No answer: it may or may not exist; asking again with the same key is safe for a day.</exception>
    /// <seealso href="https://docs.stripe.com/api/refunds/create"/>
    Task<RefundAtStripe> CreateAsync(NewRefund refund, CancellationToken ct);

    /// <exception cref="GatewayUnavailable">No answer.</exception>
    Task<RefundAtStripe> FindAsync(string stripeId, CancellationToken ct);

    /// <summary>Every refund of the PaymentIntent, whoever made it, the oldest first.</summary>
    /// <exception cref="GatewayUnavailable">No answer.</exception>
    Task<IReadOnlyList<RefundAtStripe>> ListAsync(string intentId, CancellationToken ct);
}
