using RachelFoods.Web.Kernel;
using Stripe;

namespace RachelFoods.Web.Modules.Payments;

/// <summary>PaymentIntents by Stripe's published client.</summary>
internal sealed class StripeGateway(StripeCalls stripe) : IPaymentGateway
{
    private const string UnexpectedState = "payment_intent_unexpected_state";
    /// <summary>Names our payment in the metadata.</summary>
    internal const string PaymentId = "payment_id";

    // Stripe's clock and ours need not agree to the second.
    private static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(5);

    public async Task<Intent> CreateAsync(NewIntent intent, CancellationToken ct)
    {
        var made = await stripe.AskAsync(
            "create a PaymentIntent",
            client => new PaymentIntentService(client).CreateAsync(
                new PaymentIntentCreateOptions
                {
                    Amount = intent.Due.Minor,
                    Currency = intent.Due.Currency.ToLowerInvariant(),
                    PaymentMethodTypes = ["card"],
                    Description = $"Order {intent.OrderNumber}",
                    Metadata = MetadataOf(intent),
                },
                new RequestOptions { IdempotencyKey = intent.IdempotencyKey },
                ct),
            ct);
        // A replayed answer tells how it stood when it was made; it may have been paid since.
        return StripeCalls.IsReplayed(made.StripeResponse) ? await FindAsync(made.Id, ct) : Read(made);
    }

    public async Task<Intent?> FindLostAsync(NewIntent wanted, DateTimeOffset since, CancellationToken ct)
    {
        var all = stripe.ListAsync(
            "list PaymentIntents",
            (client, at) => new PaymentIntentService(client).ListAsync(
                new PaymentIntentListOptions { Created = MadeAfter(since), Limit = at.Limit, StartingAfter = at.After }, cancellationToken: ct),
            intent => intent.Id,
            ct);
        return await all.FirstOrDefaultAsync(intent => intent.Metadata?.GetValueOrDefault(PaymentId) == wanted.PaymentId.ToString(), ct) is { } found
            ? Read(found)
            : null;
    }

    public async Task<Intent> FindAsync(string stripeId, CancellationToken ct) => Read(await stripe.AskAsync(
        "read a PaymentIntent", client => new PaymentIntentService(client).GetAsync(stripeId, cancellationToken: ct), ct));

    public async Task<Intent> CancelAsync(string stripeId, CancellationToken ct)
    {
        try
        {
            return Read(await stripe.AskAsync(
                "cancel a PaymentIntent",
                client => new PaymentIntentService(client).CancelAsync(
                    stripeId, new PaymentIntentCancelOptions { CancellationReason = "abandoned" }, cancellationToken: ct),
                ct));
        }
        catch (GatewayRefused e) when (e.Code == UnexpectedState)
        {
            return await FindAsync(stripeId, ct);
        }
    }

    internal static DateRangeOptions MadeAfter(DateTimeOffset since) => new() { GreaterThanOrEqual = (since - ClockSkew).UtcDateTime };

    internal static IntentState StateOf(PaymentIntent intent) => intent.Status switch
    {
        "succeeded" => IntentState.Succeeded,
        "canceled" => IntentState.Canceled,
        "processing" or "requires_capture" => IntentState.Processing,
        _ => IntentState.Open,
    };

    /// <summary>By these an object at Stripe is known as ours again.</summary>
    internal static Dictionary<string, string> MetadataOf(NewIntent intent) => new(StringComparer.Ordinal)
    {
        ["store_id"] = intent.StoreId.ToString(),
        ["order_id"] = intent.OrderId.ToString(),
        [PaymentId] = intent.PaymentId.ToString(),
    };

    private static Intent Read(PaymentIntent intent)
    {
        var currency = intent.Currency.ToUpperInvariant();
        return new Intent(
            intent.Id,
            StateOf(intent),
            new Money(intent.Amount, currency),
            new Money(intent.AmountReceived, currency),
            intent.Livemode,
            intent.Metadata?.GetValueOrDefault("store_id"),
            intent.Metadata?.GetValueOrDefault("order_id"),
            intent.LatestChargeId,
            intent.LastPaymentError?.DeclineCode ?? intent.LastPaymentError?.Code,
            intent.ClientSecret,
            intent.Id,
            PageUrl: null);
    }
}
