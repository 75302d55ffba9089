using RachelFoods.Web.Kernel;

namespace RachelFoods.Web.Modules.Payments;

/// <summary>What must be known before Stripe is asked; the same for each repetition of the same key.</summary>
public sealed record NewIntent(Guid StoreId, Guid OrderId, Guid PaymentId, string OrderNumber, Money Due, string IdempotencyKey);

public enum IntentState
{
    /// <summary>Waits for a card, or for the buyer's proof.</summary>
    Open,

    /// <summary>Stripe has not decided and it cannot be cancelled.</summary>
    Processing,
    Succeeded,
    Canceled,
}

/// <summary>A PaymentIntent as Stripe tells it now. The client secret goes to the buyer's page and nowhere else.</summary>
public sealed record Intent(
    string Id,
    IntentState State,
    Money Amount,
    Money Received,
    bool Livemode,
    string? StoreId,
    string? OrderId,
    string? ChargeId,
    string? LastError,
    string ClientSecret);

/// <summary>The payment provider. Never called inside a database transaction.</summary>
public interface IPaymentGateway
{
    /// <summary>Makes the intent, or finds the one made before with the same key.</summary>
    /// <exception cref="GatewayRefused">Stripe will not make such an intent, so there is none.</exception>
    /// <exception cref="GatewayUnavailable">No answer: the intent may or may not exist; asking again with the same key is safe.</exception>
    Task<Intent> CreateAsync(NewIntent intent, CancellationToken ct);

    /// <summary>Looks through the intents made since then for the payment's, where its id was never learnt and its key is too old to ask again.</summary>
    /// <returns>Null if there is none.</returns>
    /// <exception cref="GatewayUnavailable">No answer.</exception>
    Task<Intent?> FindLostAsync(Guid paymentId, DateTimeOffset since, CancellationToken ct);

    /// <exception cref="GatewayUnavailable">No answer.</exception>
    Task<Intent> FindAsync(string stripeId, CancellationToken ct);

    /// <summary>Makes the intent unpayable if that is still possible.</summary>
    /// <returns>The intent as it is then: cancelled, or, where Stripe refused, what it has become instead.</returns>
    /// <exception cref="GatewayUnavailable">No answer: it may or may not be cancelled.</exception>
    /// <seealso href="https://docs.stripe.com/api/payment_intents/cancel"/>
    Task<Intent> CancelAsync(string stripeId, CancellationToken ct);
}
