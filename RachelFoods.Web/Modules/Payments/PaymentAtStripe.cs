using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using RachelFoods.Web.Data;
using RachelFoods.Web.Kernel;
using RachelFoods.Web.Modules.Orders;
using RachelFoods.Web.Modules.Stores;

namespace RachelFoods.Web.Modules.Payments;

/// <summary>A payment as it was saved before Stripe was asked: all that asking again needs.</summary>
internal sealed record AskedPayment(
    Guid PaymentId,
    Guid OrderId,
    string OrderNumber,
    PaymentKind Kind,
    Money Due,
    string IdempotencyKey,
    string? StripeId,
    DateTimeOffset? AskedAt,
    string? ReturnToken,
    PaymentState State)
{
    /// <summary>Nothing can be there: Stripe was never asked, or would not make it and the payment was given up.</summary>
    public bool IsNotAtStripe => AskedAt is null || (StripeId is null && State != PaymentState.Open);

    public static AskedPayment Of(Payment payment, OrderForPayment order) => new(
        payment.Id, order.Id, order.Number, payment.Kind, payment.Due, payment.IdempotencyKey, payment.StripeId, payment.AskedAt,
        payment.ReturnToken, payment.State);
}

/// <summary>Stripe's side of one payment, be it a card form's intent or a hosted page. Never called inside a transaction.</summary>
public sealed class PaymentAtStripe(
    ShopDb db,
    OrderService orders,
    PaymentSettlement settlement,
    IPaymentGateway intents,
    [FromKeyedServices(PaymentKind.HostedSession)] IPaymentGateway pages,
    StoreUrls urls,
    IOptions<PaymentOptions> options,
    TimeProvider clock)
{
    internal async Task<AskedPayment> FindAsync(Guid paymentId, CancellationToken ct)
    {
        var payment = await db.Set<Payment>().AsNoTracking().SingleAsync(p => p.Id == paymentId, ct);
        var order = await orders.FindForPaymentAsync(payment.OrderId, ct)
            ?? throw new InvalidOperationException($"Payment {paymentId} has no order.");
        return AskedPayment.Of(payment, order);
    }

    /// <summary>What Stripe has for the payment now; it is made there if it is not yet.</summary>
    /// <exception cref="GatewayRefused">Stripe will not make it.</exception>
    /// <exception cref="GatewayUnavailable">No answer.</exception>
    internal async Task<Intent> ReadAsync(AskedPayment payment, CancellationToken ct)
    {
        var gateway = Of(payment.Kind);
        if (payment.StripeId is { } id)
        {
            return await FindAsync(gateway, id, ct);
        }
        // Where an answer was lost the id is not known; the same key finds the same object, as long as Stripe remembers the key.
        var (wanted, asked) = (WantedOf(payment), payment.AskedAt ?? clock.GetUtcNow());
        var lost = clock.GetUtcNow() - asked > options.Value.KeyLifetime ? await gateway.FindLostAsync(wanted, asked, ct) : null;
        try
        {
            return lost ?? await gateway.CreateAsync(wanted, ct);
        }
        catch (Exception e) when (e is GatewayUnavailable { KeyIsSpent: true } or GatewayAlarm { KeyIsSpent: true })
        {
            // A second one could do no harm: of the first, nobody has learnt how to pay it.
            return await gateway.FindLostAsync(wanted, asked, ct) ?? await gateway.CreateAsync(
                wanted with { IdempotencyKey = await settlement.RenewKeyAsync(payment.PaymentId, wanted.IdempotencyKey, ct) }, ct);
        }
    }

    /// <summary>Makes it unpayable if that is still possible.</summary>
    /// <returns>What it is then; null where Stripe never made one, so that nothing can be paid.</returns>
    /// <exception cref="GatewayUnavailable">No answer.</exception>
    internal async Task<Intent?> VoidAsync(AskedPayment payment, CancellationToken ct)
    {
        Intent intent;
        try
        {
            intent = await ReadAsync(payment, ct);
        }
        catch (GatewayRefused) when (payment.StripeId is null)
        {
            return null;
        }
        return intent.State == IntentState.Open ? await Of(payment.Kind).CancelAsync(intent.Id, ct) : intent;
    }

    // As after an account was replaced while the order was open. It may have been paid there: that must stay open, until the keys are back.
    private static async Task<Intent> FindAsync(IPaymentGateway gateway, string id, CancellationToken ct)
    {
        try
        {
            return await gateway.FindAsync(id, ct);
        }
        catch (GatewayRefused e) when (e.Code == StripeCalls.Missing)
        {
            throw new GatewayUnavailable("find what was made before", "no account whose keys are known has it", e);
        }
    }

    private NewIntent WantedOf(AskedPayment payment) => new(
        db.StoreId, payment.OrderId, payment.PaymentId, payment.OrderNumber, payment.Due, payment.IdempotencyKey, PageOf(payment));

    private IPaymentGateway Of(PaymentKind kind) => kind == PaymentKind.HostedSession ? pages : intents;

    // From what was saved alone: a repeated call must say the same to be known as the same.
    private HostedPage? PageOf(AskedPayment payment) => payment is { ReturnToken: { } token, AskedAt: { } asked }
        ? new HostedPage(
            urls.Absolute($"/checkout/return?order={token}"), urls.Absolute($"/checkout/pay/{token}"), asked + options.Value.HostedPageLasts)
        : null;
}
