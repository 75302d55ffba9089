using System.Text.Json;
using RachelFoods.Web.Kernel;
using Stripe;
using Stripe.Checkout;

namespace RachelFoods.Web.Modules.Payments;

internal sealed class StripeBooks(StripeCalls stripe, StripeAccounts accounts) : IStripeBooks
{
    // What the shop acts upon; the webhook is told of the same.
    private static readonly List<string> Wanted =
    [
        EventTypes.PaymentIntentSucceeded, EventTypes.PaymentIntentPaymentFailed, EventTypes.PaymentIntentProcessing,
        EventTypes.PaymentIntentCanceled, EventTypes.ChargeRefunded, EventTypes.RefundCreated, EventTypes.RefundUpdated,
        EventTypes.RefundFailed, EventTypes.ChargeRefundUpdated, EventTypes.ChargeDisputeCreated, EventTypes.ChargeDisputeUpdated,
        EventTypes.ChargeDisputeClosed, EventTypes.ChargeDisputeFundsWithdrawn, EventTypes.ChargeDisputeFundsReinstated,
        EventTypes.RadarEarlyFraudWarningCreated, "checkout.session.completed", "checkout.session.expired",
    ];

    public async Task<bool> AreOwnAsync(CancellationToken ct) => (await accounts.FindAsync(ct)).IsOwn;

    public Task<IReadOnlyList<IntentAtStripe>> ListIntentsAsync(DateTimeOffset from, DateTimeOffset to, CancellationToken ct) => AllAsync(
        stripe.ListAsync(
            "list PaymentIntents",
            (client, page) => new PaymentIntentService(client).ListAsync(
                new PaymentIntentListOptions { Created = Between(from, to), Limit = page.Limit, StartingAfter = page.After }, cancellationToken: ct),
            intent => intent.Id,
            ct,
            ofEitherMode: true),
        Read,
        ct);

    public Task<IntentAtStripe?> FindIntentAsync(string stripeId, CancellationToken ct) => OrNullAsync(async () => Read(await stripe.AskAsync(
        "read a PaymentIntent", client => new PaymentIntentService(client).GetAsync(stripeId, cancellationToken: ct), ct)));

    public Task<IReadOnlyList<PageAtStripe>> ListPagesAsync(DateTimeOffset from, DateTimeOffset to, CancellationToken ct) => AllAsync(
        stripe.ListAsync(
            "list Checkout Sessions",
            (client, page) => new SessionService(client).ListAsync(
                new SessionListOptions { Created = Between(from, to), Limit = page.Limit, StartingAfter = page.After }, cancellationToken: ct),
            session => session.Id,
            ct,
            ofEitherMode: true),
        Read,
        ct);

    public Task<PageAtStripe?> FindPageAsync(string stripeId, CancellationToken ct) => OrNullAsync(async () => Read(await stripe.AskAsync(
        "read a Checkout Session", client => new SessionService(client).GetAsync(stripeId, cancellationToken: ct), ct)));

    public Task<IReadOnlyList<RefundInBooks>> ListRefundsAsync(DateTimeOffset from, DateTimeOffset to, CancellationToken ct) =>
        RefundsAsync(new RefundListOptions { Created = Between(from, to) }, ct);

    public Task<IReadOnlyList<RefundInBooks>> ListRefundsOfAsync(string intentId, CancellationToken ct) =>
        RefundsAsync(new RefundListOptions { PaymentIntent = intentId }, ct);

    // Their list has no range here; it comes newest first.
    public async Task<IReadOnlyList<DisputeInBooks>> ListDisputesAsync(DateTimeOffset from, DateTimeOffset to, CancellationToken ct)
    {
        var found = new List<DisputeInBooks>();
        var all = stripe.ListAsync(
            "list disputes",
            (client, page) => new DisputeService(client).ListAsync(
                new DisputeListOptions { Limit = page.Limit, StartingAfter = page.After }, cancellationToken: ct),
            dispute => dispute.Id,
            ct,
            ofEitherMode: true);
        await foreach (var dispute in all)
        {
            if (At(dispute.Created) < from)
            {
                break;
            }
            if (At(dispute.Created) < to)
            {
                found.Add(Read(dispute));
            }
        }
        return found;
    }

    public Task<DisputeInBooks?> FindDisputeAsync(string stripeId, CancellationToken ct) => OrNullAsync(async () => Read(await stripe.AskAsync(
        "read a dispute", client => new DisputeService(client).GetAsync(stripeId, cancellationToken: ct), ct)));

    public Task<IReadOnlyList<StripeHint>> ListMissedEventsAsync(CancellationToken ct) => AllAsync(
        stripe.ListAsync(
            "list events that did not arrive",
            (client, page) => new EventService(client).ListAsync(
                new EventListOptions { DeliverySuccess = false, Types = Wanted, Limit = page.Limit, StartingAfter = page.After },
                cancellationToken: ct),
            happened => happened.Id,
            ct),
        happened =>
        {
            using var about = JsonDocument.Parse(happened.Data.RawObject.ToString()!);
            return StripeHints.Of(happened.Id, happened.Type, happened.ApiVersion, about.RootElement);
        },
        ct);

    private Task<IReadOnlyList<RefundInBooks>> RefundsAsync(RefundListOptions which, CancellationToken ct) => AllAsync(
        stripe.ListAsync(
            "list refunds",
            (client, page) =>
            {
                (which.Limit, which.StartingAfter) = page;
                return new RefundService(client).ListAsync(which, cancellationToken: ct);
            },
            refund => refund.Id,
            ct),
        refund => new RefundInBooks(
            refund.Id,
            refund.PaymentIntentId,
            refund.Status,
            In(refund.Currency, refund.Amount),
            At(refund.Created),
            Named(refund.Metadata, "refund_id")),
        ct);

    private static async Task<T?> OrNullAsync<T>(Func<Task<T>> find)
        where T : class
    {
        try
        {
            return await find();
        }
        catch (GatewayRefused e) when (e.Code == StripeCalls.Missing)
        {
            return null;
        }
    }

    private static async Task<IReadOnlyList<TOut>> AllAsync<TIn, TOut>(IAsyncEnumerable<TIn> all, Func<TIn, TOut> read, CancellationToken ct)
    {
        var found = new List<TOut>();
        await foreach (var one in all.WithCancellation(ct))
        {
            found.Add(read(one));
        }
        return found;
    }

    private static IntentAtStripe Read(PaymentIntent intent) => new(
        intent.Id,
        StripeGateway.StateOf(intent),
        In(intent.Currency, intent.Amount),
        In(intent.Currency, intent.AmountReceived),
        intent.Livemode,
        At(intent.Created),
        Named(intent.Metadata, "store_id"),
        Named(intent.Metadata, "order_id"),
        Named(intent.Metadata, "payment_id"));

    private static PageAtStripe Read(Session session) => new(
        session.Id,
        session.Status == "open",
        session.PaymentStatus == "paid",
        session.Status == "complete" ? session.PaymentStatus : session.Status,
        session is { AmountTotal: { } total, Currency: { } currency } ? In(currency, total) : null,
        StripeHostedPages.IsLive(session),
        session.PaymentIntentId,
        Named(session, "store_id"),
        Named(session, "order_id"),
        Named(session, "payment_id"));

    private static DisputeInBooks Read(Stripe.Dispute dispute) =>
        new(
            dispute.Id,
            dispute.PaymentIntentId,
            dispute.Status,
            In(dispute.Currency, dispute.Amount),
            In(dispute.Currency, -(dispute.BalanceTransactions ?? []).Sum(t => t.Amount)),
            At(dispute.Created));

    private static DateRangeOptions Between(DateTimeOffset from, DateTimeOffset to) =>
        new() { GreaterThanOrEqual = from.UtcDateTime, LessThan = to.UtcDateTime };

    private static Money In(string currency, long minor) => new(minor, currency.ToUpperInvariant());

    private static DateTimeOffset At(DateTime utc) => new(DateTime.SpecifyKind(utc, DateTimeKind.Utc));

    private static Guid? Named(Dictionary<string, string>? metadata, string name) =>
        Guid.TryParse(metadata?.GetValueOrDefault(name), out var id) ? id : null;

    private static Guid? Named(Session session, string name) => Guid.TryParse(StripeHostedPages.Metadata(session, name), out var id) ? id : null;
}
