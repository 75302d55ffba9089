using Microsoft.EntityFrameworkCore;
using RachelFoods.Web.Data;
using RachelFoods.Web.Kernel;
using RachelFoods.Web.Modules.Inventory;
using RachelFoods.Web.Modules.Promotions;
using RachelFoods.Web.Modules.Wallet;

namespace RachelFoods.Web.Modules.Orders;

public enum UndoCheck
{
    Allowed,
    NotFound,

    /// <summary>Somebody changed the order since it was shown.</summary>
    Stale,

    /// <summary>The order cannot make this move, or not by this person.</summary>
    NotAllowed,
    NeedsReason,
}

/// <summary>Orders whose sale is in the books, as Refunds asks for them. What becomes of the money is decided there.</summary>
public sealed class PaidOrders(
    ShopDb db, InventoryService inventory, CouponService coupons, LedgerService ledger, WalletService wallets, TimeProvider clock)
{
    /// <summary>Locks the order until the caller's transaction ends, and says whether this person may undo its sale.</summary>
    /// <param name="seenVersion">Of the order as the page showed it.</param>
    public async Task<(UndoCheck Check, Guid OrderId)> LockToUndoAsync(
        string number, int seenVersion, Actor actor, string? reason, CancellationToken ct)
    {
        if (await db.LockOrderAsync(number, ct) is not { } order)
        {
            return (UndoCheck.NotFound, Guid.Empty);
        }
        var check = order.Version != seenVersion ? UndoCheck.Stale
            : order.StepTo(OrderStatus.Cancelled, actor.Kind) is not { GivesMoneyBack: true } ? UndoCheck.NotAllowed
            : actor.Kind == ActorKind.Staff && string.IsNullOrWhiteSpace(reason) ? UndoCheck.NeedsReason
            : UndoCheck.Allowed;
        return (check, order.Id);
    }

    /// <summary>
    /// Cancels the order, takes the sale back in the books, gives its coupon back, puts on the shelf again what can be sold, and back into the
    /// wallet what it had paid.
    /// </summary>
    /// <param name="restock">The variants that can be sold again; null for all.</param>
    /// <exception cref="IllegalTransition">The order cannot make this move, or not by this person.</exception>
    public Task UndoAsync(Guid orderId, Actor actor, string? reason, IReadOnlyCollection<Guid>? restock, CancellationToken ct) => db.InTransactionAsync(
        async () =>
        {
            var order = await LockedAsync(orderId, ct);
            order.Cancel(actor, clock.GetUtcNow(), reason);
            await inventory.ReturnRestAsync(orderId, restock, actor, ct);
            if (order.CouponCode is not null)
            {
                await coupons.GiveBackAsync(orderId, ct);
            }
            await ledger.PostCancellationAsync(order.ToSale(), ct);
            if (await wallets.PaidAsync(orderId, ct) is { IsZero: false } left
                && !await wallets.ReturnAsync(orderId, left, $"Order {order.Number} was cancelled", $"order:{orderId}:cancelled", actor, ct))
            {
                throw new InvalidOperationException($"Of order {orderId} the wallet has paid less than {left}.");
            }
        },
        ct);

    /// <summary>Whether nobody has taken its sale back.</summary>
    public Task<bool> StandsAsync(Guid orderId, CancellationToken ct) =>
        db.Set<Order>().AnyAsync(o => o.Id == orderId && o.Status != OrderStatus.Cancelled, ct);

    /// <summary>Keeps the order's payment status true to what was taken and given back, wallet and all.</summary>
    public Task NoteMoneyAsync(Guid orderId, Money taken, Money returned, CancellationToken ct) => db.InTransactionAsync(
        async () => (await LockedAsync(orderId, ct)).NoteMoney(taken, returned), ct);

    private async Task<Order> LockedAsync(Guid orderId, CancellationToken ct) =>
        await db.LockOrderAsync(orderId, ct) ?? throw new InvalidOperationException($"There is no order {orderId}.");
}
