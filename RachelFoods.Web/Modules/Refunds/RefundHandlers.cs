using Microsoft.Extensions.Options;
using RachelFoods.Web.Data;
using RachelFoods.Web.Kernel;
using RachelFoods.Web.Modules.Payments;

namespace RachelFoods.Web.Modules.Refunds;

/// <summary>Asks Stripe for a refund, and then how it stands, until it is decided, however long that takes.</summary>
internal sealed class SendRefundToStripe(
    RefundSending sending, OutboxTurn turn, IOptions<RefundOptions> options, TimeProvider clock) : IHandle<SendRefund>
{
    public async Task HandleAsync(SendRefund message, CancellationToken ct)
    {
        var progress = await sending.AskAsync(message.RefundId, ct);
        if (progress != RefundProgress.Decided)
        {
            var wait = progress == RefundProgress.UnderWay ? options.Value.FollowAfter : options.Value.AskAgain;
            turn.TakeUpAgain(clock.GetUtcNow() + wait);
        }
    }
}

/// <summary>An event is a hint: all refunds of its payment are read at Stripe.</summary>
internal sealed class AskAboutRefunds(
    StripeEvents events, CapturedPayments payments, IRefundGateway gateway, RefundFollowing following) : IHandle<StripeEventArrived>
{
    public async Task HandleAsync(StripeEventArrived message, CancellationToken ct)
    {
        var stripeEvent = await events.GetAsync(message.StripeEventId, ct);
        if (stripeEvent.Processed || !StripeEvents.IsAboutRefunds(stripeEvent.Type))
        {
            return;
        }
        if (await payments.FindByIntentAsync(stripeEvent.IntentId, ct) is not var (paymentId, orderId))
        {
            await events.ParkAsync(stripeEvent.Id, $"No payment of this store is {stripeEvent.IntentId} at Stripe.", ct);
            throw new InvalidOperationException($"Stripe event {stripeEvent.EventId} is about the refund of an unknown payment.");
        }
        var told = await gateway.ListAsync(stripeEvent.IntentId!, ct);
        if (!await following.ApplyAsync(orderId, paymentId, told, stripeEvent.Id, ct))
        {
            throw new InvalidOperationException($"Stripe event {stripeEvent.EventId} is about a refund that does not fit yet.");
        }
    }
}

internal sealed class CountMoneyTakenByBank(RefundService refunds) : IHandle<DisputeLost>
{
    public Task HandleAsync(DisputeLost message, CancellationToken ct) => refunds.CountTakenByBankAsync(message.OrderId, message.PaymentId, ct);
}

internal sealed class SendMoneyBack(RefundService refunds) : IHandle<MoneyForCancelledOrder>
{
    public Task HandleAsync(MoneyForCancelledOrder message, CancellationToken ct) => refunds.SendBackAsync(message.OrderId, message.PaymentId, ct);
}
