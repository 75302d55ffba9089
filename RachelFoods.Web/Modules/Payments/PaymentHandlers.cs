using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using RachelFoods.Web.Data;
using RachelFoods.Web.Kernel;

namespace RachelFoods.Web.Modules.Payments;

internal sealed class AskAboutEvent(ShopDb db, PaymentService payments, StripeEventTransfer transfer, TimeProvider clock) : IHandle<StripeEventArrived>
{
    public async Task HandleAsync(StripeEventArrived message, CancellationToken ct)
    {
        var stripeEvent = await db.Set<StripeEvent>().SingleAsync(e => e.Id == message.StripeEventId, ct);
        if (stripeEvent.ProcessedAt is not null
            || await transfer.PassOnAsync(stripeEvent, ct)
            || StripeEvents.IsAboutRefunds(stripeEvent.Type)
            || StripeEvents.IsAboutDisputes(stripeEvent.Type))
        {
            return;
        }
        if (await FindPaymentAsync(stripeEvent, ct) is { } known)
        {
            if (await payments.SettleAsync(known, stripeEvent.Id, ct) == SettleResult.Mismatch)
            {
                throw new InvalidOperationException($"{stripeEvent.ObjectId} does not match payment {known}.");
            }
            return;
        }
        if (stripeEvent.Concerns)
        {
            stripeEvent.Park($"No payment of this store is {stripeEvent.ObjectId} at Stripe.");
            await db.SaveChangesAsync(ct);
            throw new InvalidOperationException($"Stripe event {stripeEvent.EventId} is about an unknown object.");
        }
        stripeEvent.Process(clock.GetUtcNow());
        await db.SaveChangesAsync(ct);
    }

    // By what is known of it at Stripe; else by its metadata, where the answer that told its id, or that of a hosted page's intent, is missing.
    private async Task<Guid?> FindPaymentAsync(StripeEvent about, CancellationToken ct) => await db.Set<Payment>()
        .Where(p => (about.ObjectId != null && (p.StripeId == about.ObjectId || p.IntentId == about.ObjectId))
            || (p.Id == about.PaymentId && (p.StripeId == null || p.Kind == PaymentKind.HostedSession)))
        .OrderByDescending(p => p.Id != about.PaymentId)
        .Select(p => (Guid?)p.Id).FirstOrDefaultAsync(ct);
}

/// <summary>Asks Stripe about a payment that no event has settled, until it is decided, however long Stripe is away.</summary>
internal sealed class AskAboutPayment(
    ShopDb db, PaymentService payments, OutboxTurn turn, IOptions<PaymentOptions> options, TimeProvider clock) : IHandle<SettlePayment>
{
    public async Task HandleAsync(SettlePayment message, CancellationToken ct)
    {
        if (!await IsDecidedAsync(message.PaymentId, ct))
        {
            turn.TakeUpAgain(clock.GetUtcNow() + options.Value.AskAfter);
        }
    }

    private async Task<bool> IsDecidedAsync(Guid paymentId, CancellationToken ct)
    {
        try
        {
            await payments.SettleAsync(paymentId, null, ct);
        }
        catch (GatewayUnavailable)
        {
            return false;
        }
        return !await db.Set<Payment>().AnyAsync(p => p.Id == paymentId && p.State == PaymentState.Open, ct);
    }
}

/// <summary>Ends an order that was not paid while its stock was held for it, however long Stripe is away.</summary>
internal sealed class CloseExpiredOrder(
    PaymentService payments, OutboxTurn turn, IOptions<PaymentOptions> options, TimeProvider clock) : IHandle<ExpireOrder>
{
    public async Task HandleAsync(ExpireOrder message, CancellationToken ct)
    {
        if (!await IsDecidedAsync(message.OrderId, ct))
        {
            turn.TakeUpAgain(clock.GetUtcNow() + options.Value.AskAgain);
        }
    }

    private async Task<bool> IsDecidedAsync(Guid orderId, CancellationToken ct)
    {
        try
        {
            return await payments.CloseAsync(orderId, "Not paid in time.", Actor.System, ct) != CloseResult.Undecided;
        }
        catch (GatewayUnavailable)
        {
            return false;
        }
    }
}
