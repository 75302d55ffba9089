using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using RachelFoods.Web.Data;
using RachelFoods.Web.Kernel;
using RachelFoods.Web.Modules.Cart;
using RachelFoods.Web.Modules.Inventory;
using RachelFoods.Web.Modules.Promotions;
using RachelFoods.Web.Modules.Wallet;

namespace RachelFoods.Web.Modules.Orders;

/// <summary>Orders after they were placed. Each change locks the order's row first and leaves a row of history.</summary>
public sealed class OrderService(
    ShopDb db,
    OrderPlacement placement,
    InventoryService inventory,
    LedgerService ledger,
    CouponService coupons,
    WalletService wallets,
    CartService carts,
    IOptions<OrdersOptions> options,
    TimeProvider clock)
{
    private const int PageSize = 20;

    /// <summary>Places the order and holds its stock, in the caller's transaction if there is one.</summary>
    public Task<PlaceOrderResult> PlaceAsync(PlaceOrder order, CancellationToken ct) => placement.PlaceAsync(order, ct);

    /// <summary>The order that the caller's transaction has just placed, without asking the database: others wait for the order's number.</summary>
    public OrderForPayment Placed(Guid orderId) => ForPayment(db.Set<Order>().Local.Single(o => o.Id == orderId));

    public Task<OrderForPayment?> FindForPaymentAsync(Guid orderId, CancellationToken ct) =>
        db.Set<Order>().AsNoTracking().Where(o => o.Id == orderId).Select(o => new OrderForPayment(
            o.Id, o.Number, o.Status, o.PaymentStatus, o.Method, o.Total, o.Email, o.ClosingSince != null, o.HeldUntil, o.CartId)
        {
            Wallet = new Money(o.WalletMinor, o.Total.Currency),
        })
            .SingleOrDefaultAsync(ct);

    /// <summary>Nobody else changes the order until the caller's transaction ends.</summary>
    /// <exception cref="InvalidOperationException">There is no transaction.</exception>
    public async Task<OrderForPayment?> LockAsync(Guid orderId, CancellationToken ct) =>
        await db.LockOrderAsync(orderId, ct) is { } order ? ForPayment(order) : null;

    public Task<OrderView?> FindForBuyerAsync(Guid buyerId, string number, CancellationToken ct) =>
        ViewAsync(o => o.BuyerId == buyerId && o.Number == number, ct);

    /// <summary>A customer's own orders, newest first.</summary>
    public Task<OrderList> ListForBuyerAsync(Guid buyerId, ListCursor? from, CancellationToken ct) =>
        db.Set<Order>().Where(o => o.BuyerId == buyerId).PageAsync(from, PageSize, ct);

    public Task<OrderView?> FindForStaffAsync(string number, CancellationToken ct) => ViewAsync(o => o.Number == number, ct);

    /// <summary>For whoever holds the order's link: <see cref="OrderLinks.FromToken"/> told the id.</summary>
    public Task<OrderView?> FindAsync(Guid orderId, CancellationToken ct) => ViewAsync(o => o.Id == orderId, ct);

    /// <summary>The money has come: stock leaves the shelf, the cart is emptied.</summary>
    /// <exception cref="IllegalTransition">The order is not paid by card.</exception>
    public Task<MarkPaidResult> MarkPaidAsync(Guid orderId, CancellationToken ct) => db.InTransactionAsync(
        async () =>
        {
            var order = await LockedAsync(orderId, ct);
            if (order.PaidAt is not null)
            {
                return MarkPaidResult.Already;
            }
            if (order.Status == OrderStatus.Cancelled)
            {
                return MarkPaidResult.WasCancelled;
            }
            order.MarkPaid(Actor.System, clock.GetUtcNow());
            await SellAsync(order, Actor.System, ct);
            if (order.CartId is { } cartId)
            {
                await carts.EmptyAsync(cartId, ct);
            }
            return MarkPaidResult.Moved;
        },
        ct);

    /// <summary>From here on no attempt to pay may begin.</summary>
    /// <returns>False if the order is no longer pending.</returns>
    public Task<bool> MarkClosingAsync(Guid orderId, CancellationToken ct) => db.InTransactionAsync(
        async () =>
        {
            var order = await LockedAsync(orderId, ct);
            order.StartClosing(clock.GetUtcNow());
            return order.Status == OrderStatus.Pending;
        },
        ct);

    /// <summary>
    /// Ends an order that was never paid, and gives back its stock, its coupon and what its wallet had set apart. What must ask Stripe first is
    /// done by the caller.
    /// </summary>
    public Task<CancelOrderResult> CancelAsync(Guid orderId, string reason, Actor actor, CancellationToken ct) => db.InTransactionAsync(
        async () =>
        {
            var order = await LockedAsync(orderId, ct);
            if (order.Status != OrderStatus.Pending)
            {
                return order.Status == OrderStatus.Cancelled ? CancelOrderResult.Already : CancelOrderResult.NotPending;
            }
            await CancelAsync(order, reason, actor, ct);
            return CancelOrderResult.Cancelled;
        },
        ct);

    /// <summary>
    /// Makes the move that somebody chose on a page. An unpaid card order is cancelled by Payments, what is paid by Refunds: here both
    /// are refused.
    /// </summary>
    /// <param name="seenVersion">Of the order as the page showed it.</param>
    public async Task<MoveOrderResult> MoveAsync(
        string number, OrderStatus to, int seenVersion, Actor actor, string? reason, CancellationToken ct)
    {
        var refused = await db.InTransactionAsync(() => MoveOnceAsync(number, to, seenVersion, actor, reason, ct), ct);
        return await FindForStaffAsync(number, ct) is { } now
            ? refused?.Invoke(now) ?? new MoveOrderResult.Moved(now)
            : new MoveOrderResult.NotFound();
    }

    /// <summary>Closes the book on a delivered order. Asked again, it does nothing.</summary>
    /// <param name="moveId">The delivery; where it was undone, a later one has a message of its own.</param>
    internal Task CompleteAsync(Guid orderId, Guid? moveId, CancellationToken ct) => db.InTransactionAsync(
        async () =>
        {
            var order = await LockedAsync(orderId, ct);
            if (order.Status == OrderStatus.Delivered && !await db.Set<OrderMove>().AnyAsync(m => m.UndoesId == moveId && moveId != null, ct))
            {
                order.MoveOn(OrderStatus.Completed, Actor.System, clock.GetUtcNow(), null);
            }
        },
        ct);

    private async Task<Func<OrderView, MoveOrderResult>?> MoveOnceAsync(
        string number, OrderStatus to, int seenVersion, Actor actor, string? reason, CancellationToken ct)
    {
        if (await db.LockOrderAsync(number, ct) is not { } order)
        {
            return _ => new MoveOrderResult.NotFound();
        }
        if (order.Version != seenVersion)
        {
            return now => new MoveOrderResult.Stale(now);
        }
        var step = order.StepTo(to, actor.Kind);
        if (step is null or { GivesMoneyBack: true } || (to == OrderStatus.Cancelled && order.Method == PaymentMethod.Card))
        {
            return now => new MoveOrderResult.NotAllowed(now);
        }
        if (step.NeedsReason && string.IsNullOrWhiteSpace(reason))
        {
            return now => new MoveOrderResult.NeedsReason(now);
        }
        await MakeAsync(order, to, actor, reason, ct);
        return null;
    }

    private async Task MakeAsync(Order order, OrderStatus to, Actor actor, string? reason, CancellationToken ct)
    {
        if (to == OrderStatus.Cancelled)
        {
            await CancelAsync(order, reason, actor, ct);
            return;
        }
        var now = clock.GetUtcNow();
        order.MoveOn(to, actor, now, reason, options.Value.UndoFor);
        if (to == OrderStatus.Confirmed)
        {
            await SellAsync(order, actor, ct); // A card order's was done when it was paid.
        }
        if (to == OrderStatus.Delivered)
        {
            db.Enqueue(new CompleteDeliveredOrder(order.Id, order.History[^1].Id), now + options.Value.CompleteAfter);
        }
    }

    // The goods leave the shelf, the sale enters the books and the wallet pays its part. Done again, it changes nothing.
    private async Task SellAsync(Order order, Actor by, CancellationToken ct)
    {
        await inventory.SellAsync(order.Id, by, ct);
        if (order.CouponCode is not null)
        {
            await coupons.ConfirmAsync(order.Id, ct);
        }
        await ledger.PostSaleAsync(order.ToSale(), ct);
        if (!order.Wallet.IsZero)
        {
            await wallets.CaptureAsync(order.Id, ct);
        }
    }

    private async Task CancelAsync(Order order, string? reason, Actor actor, CancellationToken ct)
    {
        order.Cancel(actor, clock.GetUtcNow(), reason);
        await inventory.ReleaseAsync(order.Id, ct);
        if (order.CouponCode is not null)
        {
            await coupons.GiveBackAsync(order.Id, ct);
        }
        if (!order.Wallet.IsZero)
        {
            await wallets.ReleaseAsync(order.Id, ct);
        }
    }

    private static OrderForPayment ForPayment(Order o) => new(
        o.Id, o.Number, o.Status, o.PaymentStatus, o.Method, o.Total, o.Email, o.ClosingSince is not null, o.HeldUntil, o.CartId)
    {
        Wallet = o.Wallet,
    };

    private async Task<Order> LockedAsync(Guid orderId, CancellationToken ct) =>
        await db.LockOrderAsync(orderId, ct) ?? throw new InvalidOperationException($"There is no order {orderId}.");

    private async Task<OrderView?> ViewAsync(System.Linq.Expressions.Expression<Func<Order, bool>> which, CancellationToken ct) =>
        await db.Set<Order>().AsNoTracking().AsSplitQuery().Include(o => o.Lines.OrderBy(l => l.Position)).Include(o => o.History.OrderBy(m => m.At))
            .Where(which).SingleOrDefaultAsync(ct) is { } order
            ? order.ToView()
            : null;
}
