using RachelFoods.Web.Kernel;

namespace RachelFoods.Web.Modules.Payments;

/// <summary>What must be known before Stripe is asked; the same for each repetition of the same key.</summary>
public sealed record NewIntent(Guid StoreId, Guid OrderId, Guid PaymentId, string OrderNumber, Money Due, string IdempotencyKey, HostedPage? Page);

/// <summary>Where Stripe's page leads back to, and until when it can be paid.</summary>
public sealed record HostedPage(string SuccessUrl, string CancelUrl, DateTimeOffset ExpiresAt);

public enum IntentState
{
    /// <summary>Waits for a card, or for the buyer's proof.</summary>
    Open,

    /// <summary>Stripe has not decided and it cannot be cancelled.</summary>
    Processing,
    Succeeded,
    Canceled,
}

/// <summary>A PaymentIntent, or a hosted page with what it has made of one, as Stripe tells it now.</summary>
/// <param name="Id">Of the object that was made for the payment: <c>pi_</c> or, for a hosted page, <c>cs_</c>.</param>
/// <param name="ClientSecret">For the buyer's page and nothing else; null for a hosted page.</param>
/// <param name="IntentId">The PaymentIntent that takes the money; null while a hosted page has made none.</param>
/// <param name="PageUrl">The hosted page while it is open.</param>
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
    string? ClientSecret,
    string? IntentId,
    string? PageUrl)
{
    /// <summary>Not paid, and nothing leads to it any more: a page whose card the bank refused after it had taken it.</summary>
    public bool IsOver => this is { State: IntentState.Open, PageUrl: null, ClientSecret: null };
}

/// <summary>The payment provider. Never called inside a database transaction.</summary>
public interface IPaymentGateway
{
    /// <summary>Makes the intent, or finds the one made before with the same key.</summary>
    /// <exception cref="GatewayRefused">Stripe will not make such an intent, so there is none.</exception>
    /// <exception cref="GatewayUnavailable">No answer: the intent may or may not exist; asking again with the same key is safe.</exception>
    Task<Intent> CreateAsync(NewIntent intent, CancellationToken ct);

    /// <summary>Looks through what was made since then for the payment's, where its id was never learnt and its key is of no use any more.</summary>
    /// <returns>Null if there is none.</returns>
    /// <exception cref="GatewayUnavailable">No answer.</exception>
    Task<Intent?> FindLostAsync(NewIntent wanted, DateTimeOffset since, CancellationToken ct);

    /// <exception cref="GatewayUnavailable">No answer.</exception>
    Task<Intent> FindAsync(string stripeId, CancellationToken ct);

    /// <summary>Makes the intent unpayable if that is still possible.</summary>
    /// <returns>The intent as it is then: cancelled, or, where Stripe refused, what it has become instead.</returns>
    /// <exception cref="GatewayUnavailable">No answer: it may or may not be cancelled.</exception>
    /// <seealso href="https://docs.stripe.com/api/payment_intents/cancel"/>
    Task<Intent> CancelAsync(string stripeId, CancellationToken ct);
}
