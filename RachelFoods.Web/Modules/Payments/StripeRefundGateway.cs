using RachelFoods.Web.Kernel;
using Stripe;

namespace RachelFoods.Web.Modules.Payments;

/// <summary>Refunds by Stripe's published client. A refund does not tell its mode; its intent, which is compared, does.</summary>
internal sealed class StripeRefundGateway(StripeCalls stripe) : IRefundGateway
{
    private const string RefundId = "refund_id";

    public async Task<RefundAtStripe> CreateAsync(NewRefund refund, CancellationToken ct) => Read(await stripe.AskAsync(
        "create a refund",
        client => new RefundService(client).CreateAsync(
            new RefundCreateOptions
            {
                PaymentIntent = refund.IntentId,
                Amount = refund.Amount.Minor,
                Reason = "requested_by_customer",
                Metadata = new Dictionary<string, string>(StringComparer.Ordinal)
                {
                    ["store_id"] = refund.StoreId.ToString(),
                    ["order_id"] = refund.OrderId.ToString(),
                    ["payment_id"] = refund.PaymentId.ToString(),
                    [RefundId] = refund.RefundId.ToString(),
                },
            },
            new RequestOptions { IdempotencyKey = refund.IdempotencyKey },
            ct),
        ct));

    public async Task<RefundAtStripe> FindAsync(string stripeId, CancellationToken ct) => Read(await stripe.AskAsync(
        "read a refund", client => new RefundService(client).GetAsync(stripeId, cancellationToken: ct), ct));

    public async Task<IReadOnlyList<RefundAtStripe>> ListAsync(string intentId, CancellationToken ct)
    {
        var found = new List<RefundAtStripe>();
        var pages = stripe.ListAsync<Refund>(
            "list refunds",
            (client, page) => new RefundService(client).ListAsync(
                new RefundListOptions { PaymentIntent = intentId, Limit = page.Limit, StartingAfter = page.After }, cancellationToken: ct),
            refund => refund.Id,
            ct);
        await foreach (var refund in pages)
        {
            found.Add(Read(refund));
        }
        found.Reverse(); // Stripe lists the newest first.
        return found;
    }

    private static RefundAtStripe Read(Refund refund) => new(
        refund.Id,
        refund.Status switch
        {
            "succeeded" => RefundAtStripeState.Succeeded,
            "failed" => RefundAtStripeState.Failed,
            "canceled" => RefundAtStripeState.Canceled,
            _ => RefundAtStripeState.Pending, // also requires_action
        },
        new Money(refund.Amount, refund.Currency.ToUpperInvariant()),
        refund.PaymentIntentId,
        Guid.TryParse(refund.Metadata?.GetValueOrDefault(RefundId), out var id) ? id : null,
        refund.FailureReason);
}
