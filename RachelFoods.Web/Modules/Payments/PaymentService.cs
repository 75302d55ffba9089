using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using RachelFoods.Web.Data;
using RachelFoods.Web.Kernel;
using RachelFoods.Web.Modules.Orders;

namespace RachelFoods.Web.Modules.Payments;

/// <summary>
/// Card payments of orders. What must be remembered is committed before Stripe is asked, and Stripe is asked outside any
/// transaction; what it says is applied under the order's lock.
/// </summary>
public sealed class PaymentService(
    ShopDb db,
    OrderService orders,
    PaymentAtStripe stripe,
    PaymentSettlement settlement,
    StripeAccounts accounts,
    IOptions<PaymentOptions> options,
    TimeProvider clock)
{
    /// <summary>Makes the order payable by the card form, or finds what was made before. Asked again, it answers the same.</summary>
    public Task<PreparedPayment> PrepareAsync(Guid orderId, CancellationToken ct) => PrepareAsync(orderId, PaymentKind.Intent, null, ct);

    /// <summary>The same for Stripe's own page, which needs no JavaScript. What was payable the other way is made unpayable first.</summary>
    /// <param name="returnToken">The order's link, for the addresses that the page leads back to.</param>
    public Task<PreparedPayment> PreparePageAsync(Guid orderId, string returnToken, CancellationToken ct) =>
        PrepareAsync(orderId, PaymentKind.HostedSession, returnToken, ct);

    /// <summary>Asks Stripe how the payment stands and applies it. <paramref name="stripeEventId"/>, if any, is marked processed with it.</summary>
    /// <exception cref="GatewayUnavailable">Stripe gave no answer; nothing was changed.</exception>
    public async Task<SettleResult> SettleAsync(Guid paymentId, Guid? stripeEventId, CancellationToken ct)
    {
        var asked = await stripe.FindAsync(paymentId, ct);
        if (asked.IsNotAtStripe)
        {
            return stripeEventId is { } about
                ? await settlement.ParkAsync(about, $"Payment {paymentId} was never made at Stripe.", ct)
                : asked.State == PaymentState.Open ? SettleResult.StillOpen : SettleResult.Canceled;
        }
        try
        {
            return await settlement.ApplyAsync(paymentId, await stripe.ReadAsync(asked, ct), stripeEventId, ct);
        }
        catch (GatewayRefused) when (asked.StripeId is null && stripeEventId is null)
        {
            return SettleResult.StillOpen; // Stripe would not make it: the buyer was told, and the order's time runs.
        }
    }

    /// <summary>As <see cref="SettleAsync"/>, for whatever payment of the order is open.</summary>
    /// <exception cref="GatewayUnavailable">Stripe gave no answer; nothing was changed.</exception>
    public async Task<SettleResult> SettleOrderAsync(Guid orderId, CancellationToken ct)
    {
        var latest = await db.Set<Payment>().AsNoTracking().Where(p => p.OrderId == orderId && p.Kind != PaymentKind.Cash)
            .OrderByDescending(p => p.Version).Select(p => new { p.Id, p.State }).FirstOrDefaultAsync(ct);
        return latest switch
        {
            null => SettleResult.Canceled,
            { State: PaymentState.Succeeded } => SettleResult.Paid,
            { State: PaymentState.Canceled } => SettleResult.Canceled,
            _ => await SettleAsync(latest.Id, null, ct),
        };
    }

    /// <summary>
    /// Ends an unpaid order: no new attempt is let in, then Stripe is told, and only when it says that nothing can be paid any more
    /// is the order cancelled and its stock freed. If it was paid after all, the order is paid.
    /// </summary>
    /// <exception cref="GatewayUnavailable">Stripe gave no answer: the order stays closing, and closing must be tried again.</exception>
    public async Task<CloseResult> CloseAsync(Guid orderId, string reason, Actor actor, CancellationToken ct)
    {
        if (!await StartClosingAsync(orderId, ct))
        {
            return (await orders.FindForPaymentAsync(orderId, ct))?.Status == OrderStatus.Cancelled
                ? CloseResult.Closed
                : CloseResult.TurnedOutPaid;
        }
        var open = await db.Set<Payment>().AsNoTracking()
            .Where(p => p.OrderId == orderId && p.State == PaymentState.Open).Select(p => (Guid?)p.Id).SingleOrDefaultAsync(ct);
        if (open is { } paymentId && await stripe.FindAsync(paymentId, ct) is { AskedAt: not null } asked
            && await stripe.VoidAsync(asked, ct) is { } intent)
        {
            switch (await settlement.ApplyAsync(paymentId, intent, null, ct))
            {
                case SettleResult.Paid:
                    return CloseResult.TurnedOutPaid;
                case SettleResult.Canceled:
                    break;
                default:
                    return CloseResult.Undecided;
            }
        }
        await settlement.CancelAsync(orderId, reason, actor, ct);
        return CloseResult.Closed;
    }

    public async Task<IReadOnlyList<PaymentView>> ListForOrderAsync(Guid orderId, CancellationToken ct) =>
        await db.Set<Payment>().AsNoTracking().Where(p => p.OrderId == orderId).OrderBy(p => p.Version)
            .Select(p => new PaymentView(p.Id, p.Kind, p.State, p.Due, p.StripeId, p.LastError, p.CreatedAt, p.SettledAt)).ToListAsync(ct);

    private async Task<PreparedPayment> PrepareAsync(Guid orderId, PaymentKind kind, string? returnToken, CancellationToken ct)
    {
        var switched = false;
        try
        {
            while (await OpenAsync(orderId, kind, returnToken, ct) is { } open)
            {
                if (open.Kind != kind || IsStale(open))
                {
                    if (switched)
                    {
                        return new PreparedPayment.Unavailable(); // Two tabs that want different ways don't take turns for ever.
                    }
                    switched = true;
                    if (await GiveUpAsync(open, ct) is { } instead)
                    {
                        return instead;
                    }
                    continue;
                }
                var intent = await stripe.ReadAsync(open, ct);
                switch (await settlement.ApplyAsync(open.PaymentId, intent, null, ct))
                {
                    case SettleResult.StillOpen when intent.IsOver:
                        if (await GiveUpAsync(open with { StripeId = intent.Id }, ct) is { } turnedOut)
                        {
                            return turnedOut;
                        }
                        continue;
                    case SettleResult.StillOpen:
                        return await ReadyAsync(intent, open, ct);
                    case SettleResult.Canceled:
                        continue; // Stripe gave this chain up, for instance after too many declines: the next one begins.
                    case SettleResult.Mismatch:
                        throw new InvalidOperationException($"Payment {open.PaymentId} does not match {intent.Id}.");
                    default:
                        return new PreparedPayment.AlreadyPaid();
                }
            }
            return await orders.FindForPaymentAsync(orderId, ct) is { Status: OrderStatus.Pending or OrderStatus.Cancelled }
                ? new PreparedPayment.Closed()
                : new PreparedPayment.AlreadyPaid();
        }
        catch (GatewayRefused e) when (e.Code == "amount_too_small")
        {
            return new PreparedPayment.TooSmall();
        }
        catch (Exception e) when (e is GatewayUnavailable or GatewayRefused)
        {
            return new PreparedPayment.Unavailable();
        }
    }

    private async Task<PreparedPayment> ReadyAsync(Intent intent, AskedPayment open, CancellationToken ct) => intent switch
    {
        { PageUrl: { } url } => new PreparedPayment.Hosted(url),
        { ClientSecret: { } secret } => new PreparedPayment.Ready(secret, (await accounts.FindAsync(ct)).PublishableKey, open.Due),
        _ => throw new InvalidOperationException($"{intent.Id} is open and cannot be paid."),
    };

    // Stripe's page can't be made any more as it was asked for, and whether it ever was, nobody has told.
    private bool IsStale(AskedPayment open) => open is { Kind: PaymentKind.HostedSession, StripeId: null, AskedAt: { } asked }
        && clock.GetUtcNow() > asked + options.Value.HostedPageCanBeMade;

    /// <returns>Null once nothing can be paid by it any more.</returns>
    private async Task<PreparedPayment?> GiveUpAsync(AskedPayment open, CancellationToken ct)
    {
        if (await stripe.VoidAsync(open, ct) is not { } intent)
        {
            await settlement.GiveUpAsync(open.PaymentId, ct);
            return null;
        }
        return await settlement.ApplyAsync(open.PaymentId, intent, null, ct) switch
        {
            SettleResult.Canceled => null,
            SettleResult.StillOpen => new PreparedPayment.Unavailable(),
            SettleResult.Mismatch => throw new InvalidOperationException($"Payment {open.PaymentId} does not match {intent.Id}."),
            _ => new PreparedPayment.AlreadyPaid(),
        };
    }

    // Should this process end before the closing does, the message takes it up again.
    private Task<bool> StartClosingAsync(Guid orderId, CancellationToken ct) => db.InTransactionAsync(
        async () =>
        {
            var before = await orders.LockAsync(orderId, ct);
            var closing = await orders.MarkClosingAsync(orderId, ct);
            if (closing && before is { Closing: false })
            {
                db.Enqueue(new ExpireOrder(orderId), clock.GetUtcNow() + options.Value.AskAgain);
            }
            return closing;
        },
        ct);

    // The order's lock decides between a new attempt and a closing that begins at the same moment. What is open the other way comes
    // back as it is: only Stripe can end it.
    private Task<AskedPayment?> OpenAsync(Guid orderId, PaymentKind kind, string? returnToken, CancellationToken ct) => db.InTransactionAsync(
        async () =>
        {
            var (order, now) = (await orders.LockAsync(orderId, ct), clock.GetUtcNow());
            if (order is null || !order.IsPayable(now))
            {
                return null;
            }
            var payments = await db.Set<Payment>().Where(p => p.OrderId == orderId).OrderBy(p => p.Version).ToListAsync(ct);
            var open = payments.SingleOrDefault(p => p.State == PaymentState.Open);
            if (open?.Kind != kind && payments.Count >= options.Value.MostPerOrder)
            {
                return null;
            }
            if (open is { AskedAt: null } && open.Kind != kind)
            {
                open.Cancel(now);
                await db.SaveChangesAsync(ct); // Before the next one opens: one open payment is all that the database allows.
                open = null;
            }
            if (open is null)
            {
                open = new Payment(db.StoreId, orderId, kind, order.Due, payments.Count + 1, now, returnToken);
                db.Add(open);
                db.Enqueue(new SettlePayment(open.Id), now + options.Value.AskAfter);
            }
            open.Ask(now);
            return AskedPayment.Of(open, order);
        },
        ct);
}
