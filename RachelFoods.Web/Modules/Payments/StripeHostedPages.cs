using System.Globalization;
using System.Text.Json;
using RachelFoods.Web.Kernel;
using Stripe;
using Stripe.Checkout;

namespace RachelFoods.Web.Modules.Payments;

/// <summary>Checkout Sessions: Stripe's own page with one line, the amount due. It makes its PaymentIntent when the buyer pays.</summary>
/// <seealso href="https://docs.stripe.com/api/checkout/sessions"/>
internal sealed class StripeHostedPages(StripeCalls stripe, StripeGateway intents) : IPaymentGateway
{
    public async Task<Intent> CreateAsync(NewIntent intent, CancellationToken ct)
    {
        var options = Describe(intent);
        var made = await stripe.AskAsync(
            "create a Checkout Session",
            client => new SessionService(client).CreateAsync(options, new RequestOptions { IdempotencyKey = intent.IdempotencyKey }, ct),
            ct);
        return await ReadAsync(StripeCalls.IsReplayed(made.StripeResponse) ? await GetAsync(made.Id, ct) : made, ct);
    }

    public async Task<Intent?> FindLostAsync(NewIntent wanted, DateTimeOffset since, CancellationToken ct)
    {
        var all = stripe.ListAsync(
            "list Checkout Sessions",
            (client, at) => new SessionService(client).ListAsync(
                new SessionListOptions { Created = StripeGateway.MadeAfter(since), Limit = at.Limit, StartingAfter = at.After }, cancellationToken: ct),
            session => session.Id,
            ct);
        // Those of the order are read one by one, for their metadata.
        await foreach (var ofOrder in all.Where(s => s.ClientReferenceId == wanted.OrderNumber))
        {
            var session = await GetAsync(ofOrder.Id, ct);
            if (Metadata(session, StripeGateway.PaymentId) == wanted.PaymentId.ToString())
            {
                return await ReadAsync(session, ct);
            }
        }
        return null;
    }

    public async Task<Intent> FindAsync(string stripeId, CancellationToken ct) => IsIntent(stripeId)
        ? await intents.FindAsync(stripeId, ct)
        : await ReadAsync(await GetAsync(stripeId, ct), ct);

    public async Task<Intent> CancelAsync(string stripeId, CancellationToken ct)
    {
        if (IsIntent(stripeId))
        {
            return await intents.CancelAsync(stripeId, ct);
        }
        try
        {
            await stripe.AskAsync(
                "expire a Checkout Session", client => new SessionService(client).ExpireAsync(stripeId, cancellationToken: ct), ct);
        }
        catch (GatewayRefused)
        {
            // It is not open any more: what has become of it, is read.
        }
        var page = await FindAsync(stripeId, ct);
        // A page that was paid by a card which the bank then refused is over; the intent that it made is not.
        return page is { IsOver: true, IntentId: { } intentId }
            ? page with { State = (await intents.CancelAsync(intentId, ct)).State }
            : page;
    }

    private Task<Session> GetAsync(string sessionId, CancellationToken ct) => stripe.AskAsync(
        "read a Checkout Session", client => new SessionService(client).GetAsync(sessionId, cancellationToken: ct), ct);

    private async Task<Intent> ReadAsync(Session session, CancellationToken ct)
    {
        if (session.PaymentIntentId is not { } intentId)
        {
            return new Intent(
                session.Id,
                session.Status switch
                {
                    "open" => IntentState.Open,
                    "expired" => IntentState.Canceled,
                    _ => IntentState.Processing,
                },
                new Money(session.AmountTotal ?? 0, (session.Currency ?? "").ToUpperInvariant()),
                new Money(0, (session.Currency ?? "").ToUpperInvariant()),
                IsLive(session),
                Metadata(session, "store_id"),
                Metadata(session, "order_id"),
                null, null, null, null, session.Url);
        }
        var intent = await intents.FindAsync(intentId, ct);
        return intent with
        {
            Id = session.Id,
            ClientSecret = null,
            PageUrl = session.Url,
            State = (session.Status, intent.State) switch
            {
                (_, IntentState.Succeeded) => IntentState.Succeeded,
                ("expired", IntentState.Open or IntentState.Canceled) => IntentState.Canceled,
                ("open", IntentState.Open or IntentState.Canceled) or ("complete", IntentState.Open) => IntentState.Open,
                ("complete", IntentState.Canceled) => IntentState.Canceled,
                _ => IntentState.Processing,
            },
        };
    }

    internal static bool IsLive(Session session) => session.Id.StartsWith("cs_live_", StringComparison.Ordinal);

    private static bool IsIntent(string stripeId) => stripeId.StartsWith("pi_", StringComparison.Ordinal);

    // The published client does not show them on a session, and of a list's items not even the JSON.
    internal static string? Metadata(Session session, string name) =>
        session.RawJsonElement is { } json && json.TryGetProperty("metadata", out var metadata) && metadata.ValueKind == JsonValueKind.Object
        && metadata.TryGetProperty(name, out var value)
            ? value.GetString()
            : null;

    private static SessionCreateOptions Describe(NewIntent intent)
    {
        var page = intent.Page ?? throw new ArgumentException("A hosted page must be told where it leads back to.", nameof(intent));
        var metadata = StripeGateway.MetadataOf(intent);
        var what = string.Create(CultureInfo.InvariantCulture, $"Order {intent.OrderNumber}");
        var options = new SessionCreateOptions
        {
            Mode = "payment",
            SuccessUrl = page.SuccessUrl,
            CancelUrl = page.CancelUrl,
            ExpiresAt = page.ExpiresAt.UtcDateTime,
            ClientReferenceId = intent.OrderNumber,
            Metadata = metadata,
            PaymentIntentData = new SessionPaymentIntentDataOptions { Description = what, Metadata = metadata },
            LineItems =
            [
                new SessionLineItemOptions
                {
                    Quantity = 1,
                    PriceData = new SessionLineItemPriceDataOptions
                    {
                        Currency = intent.Due.Currency.ToLowerInvariant(),
                        UnitAmount = intent.Due.Minor,
                        ProductData = new SessionLineItemPriceDataProductDataOptions { Name = what },
                    },
                },
            ],
        };
        options.AddExtraParam("payment_method_types[0]", "card");
        return options;
    }
}
