using System.Net;
using Microsoft.Extensions.Options;
using RachelFoods.Web.Kernel;
using Stripe;

namespace RachelFoods.Web.Modules.Payments;

/// <summary>Stripe by its published client, with a time limit that fits a waiting shopper.</summary>
internal sealed class StripeGateway(StripeClient client, IOptions<StripeOptions> options, ILogger<StripeGateway> log) : IPaymentGateway
{
    private const string UnexpectedState = "payment_intent_unexpected_state";

    private readonly PaymentIntentService _intents = new(client);

    public Task<Intent> CreateAsync(NewIntent intent, CancellationToken ct) => AskAsync(
        "create a PaymentIntent",
        () => _intents.CreateAsync(
            new PaymentIntentCreateOptions
            {
                Amount = intent.Due.Minor,
                Currency = intent.Due.Currency.ToLowerInvariant(),
                PaymentMethodTypes = ["card"],
                Description = $"Order {intent.OrderNumber}",
                Metadata = new Dictionary<string, string>(StringComparer.Ordinal)
                {
                    ["store_id"] = intent.StoreId.ToString(),
                    ["order_id"] = intent.OrderId.ToString(),
                    ["payment_id"] = intent.PaymentId.ToString(),
                },
            },
            new RequestOptions { IdempotencyKey = intent.IdempotencyKey },
            ct),
        ct);

    public Task<Intent> FindAsync(string stripeId, CancellationToken ct) =>
        AskAsync("read a PaymentIntent", () => _intents.GetAsync(stripeId, cancellationToken: ct), ct);

    public async Task<Intent> CancelAsync(string stripeId, CancellationToken ct)
    {
        try
        {
            return await AskAsync(
                "cancel a PaymentIntent",
                () => _intents.CancelAsync(stripeId, new PaymentIntentCancelOptions { CancellationReason = "abandoned" }, cancellationToken: ct),
                ct);
        }
        catch (StripeException e) when (e.StripeError?.Code == UnexpectedState)
        {
            return await FindAsync(stripeId, ct);
        }
    }

    private static Intent Read(PaymentIntent intent)
    {
        var currency = intent.Currency.ToUpperInvariant();
        return new Intent(
            intent.Id,
            intent.Status switch
            {
                "succeeded" => IntentState.Succeeded,
                "canceled" => IntentState.Canceled,
                "processing" or "requires_capture" => IntentState.Processing,
                _ => IntentState.Open,
            },
            new Money(intent.Amount, currency),
            new Money(intent.AmountReceived, currency),
            intent.Livemode,
            intent.Metadata?.GetValueOrDefault("store_id"),
            intent.Metadata?.GetValueOrDefault("order_id"),
            intent.LatestChargeId,
            intent.LastPaymentError?.DeclineCode ?? intent.LastPaymentError?.Code,
            intent.ClientSecret);
    }

    private async Task<Intent> AskAsync(string what, Func<Task<PaymentIntent>> ask, CancellationToken ct)
    {
        try
        {
            var intent = await ask();
            log.LogInformation(
                "Stripe answered {StripeRequestId} to {StripeRequest}: {StripeStatus}.", intent.StripeResponse?.RequestId, what, intent.Status);
            return intent.Livemode == options.Value.Livemode
                ? Read(intent)
                : throw new InvalidOperationException($"{intent.Id} is of the wrong mode (livemode {intent.Livemode}).");
        }
        catch (StripeException e) when (e.StripeError?.Code != UnexpectedState)
        {
            log.LogError(
                "Stripe answered {StripeRequestId} to {StripeRequest}: {StripeStatus} {StripeCode}.",
                e.StripeResponse?.RequestId, what, (int)e.HttpStatusCode, e.StripeError?.Code ?? e.StripeError?.Type);
            throw IsRefusal(e) ? new GatewayRefused(what, e) : new GatewayUnavailable(what, e);
        }
        catch (Exception e) when (e is HttpRequestException || (e is OperationCanceledException && !ct.IsCancellationRequested))
        {
            throw new GatewayUnavailable(what, e);
        }
    }

    // All else leaves the outcome open: a broken connection (status 200 without an error object), a key that does not fit,
    // a conflict, a limit, a server error.
    private static bool IsRefusal(StripeException e) =>
        e is { HttpStatusCode: HttpStatusCode.BadRequest, StripeError.Type: "invalid_request_error" };
}
