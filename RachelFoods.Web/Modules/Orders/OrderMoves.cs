using Microsoft.EntityFrameworkCore;
using RachelFoods.Web.Data;
using RachelFoods.Web.Kernel;

namespace RachelFoods.Web.Modules.Orders;

/// <summary>What becomes of a move once it was made: it is taken back, or others are told of it. Never both.</summary>
public sealed class OrderMoves(ShopDb db, OrderService orders, TimeProvider clock)
{
    /// <summary>Takes back the last move, as long as that is possible and nobody was told of it.</summary>
    /// <param name="seenVersion">Of the order as the page showed it, after the move.</param>
    public async Task<UndoMoveResult> UndoAsync(string number, int seenVersion, Actor actor, CancellationToken ct)
    {
        var answer = await db.InTransactionAsync(() => UndoOnceAsync(number, seenVersion, actor, ct), ct);
        return await orders.FindForStaffAsync(number, ct) is { } now ? answer(now) : new UndoMoveResult.NotFound();
    }

    /// <summary>For who is about to tell others of a move: from here on it cannot be undone.</summary>
    /// <returns>Null if it was undone, or never was.</returns>
    public Task<OrderMoveView?> SettleAsync(Guid orderId, Guid moveId, CancellationToken ct) => db.InTransactionAsync(
        async () =>
        {
            if (await db.LockOrderAsync(orderId, ct) is not { } order)
            {
                return null;
            }
            var moves = await Latest(orderId).Where(m => m.Id == moveId || m.UndoesId == moveId).ToListAsync(ct);
            if (await Latest(orderId).Select(m => m.Id).FirstAsync(ct) == moveId)
            {
                order.EndUndo();
            }
            return moves is [var standing] && standing.Id == moveId ? standing.ToView() : null;
        },
        ct);

    private async Task<Func<OrderView, UndoMoveResult>> UndoOnceAsync(string number, int seenVersion, Actor actor, CancellationToken ct)
    {
        if (await db.LockOrderAsync(number, ct) is not { } order)
        {
            return _ => new UndoMoveResult.NotFound();
        }
        var last = await Latest(order.Id).FirstAsync(ct);
        if (order.Version != seenVersion)
        {
            var didTheSame = last.UndoesId is not null && order.Version == seenVersion + 1;
            return now => didTheSame ? new UndoMoveResult.Already(now) : new UndoMoveResult.Overtaken(now);
        }
        if (order.UndoUntil is not { } until || until <= clock.GetUtcNow())
        {
            return now => new UndoMoveResult.TooLate(now);
        }
        order.Undo(last, actor, clock.GetUtcNow());
        return now => new UndoMoveResult.Undone(now);
    }

    private IQueryable<OrderMove> Latest(Guid orderId) =>
        db.Set<OrderMove>().AsNoTracking().Where(m => m.OrderId == orderId).OrderByDescending(m => m.At).ThenByDescending(m => m.Id);
}
