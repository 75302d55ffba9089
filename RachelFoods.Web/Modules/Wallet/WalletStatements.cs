using Microsoft.EntityFrameworkCore;
using RachelFoods.Web.Data;
using RachelFoods.Web.Kernel;

namespace RachelFoods.Web.Modules.Wallet;

/// <param name="Number">Counts the wallet's changes from one.</param>
/// <param name="OrderId">The order that caused it, if one did.</param>
/// <param name="Change">What the wallet gained; negative for what it lost.</param>
/// <param name="Balance">What it held afterwards.</param>
public sealed record WalletMoveView(
    int Number, DateTimeOffset At, WalletSource Source, string Reason, Guid? OrderId, Money Change, Money Balance);

/// <summary>A wallet over some days: what it held before them, what changed, and what it held after them.</summary>
public sealed record WalletStatement(DateOnly From, DateOnly To, Money Opening, IReadOnlyList<WalletMoveView> Moves)
{
    public Money Closing => Moves.Aggregate(Opening, (sum, move) => sum + move.Change);
}

/// <summary>What the books say of a customer's wallet.</summary>
public sealed class WalletStatements(ShopDb db, StoreContext stores)
{
    /// <summary>Both days are in the store's zone and belong to it.</summary>
    public async Task<WalletStatement> FindAsync(Guid userId, DateOnly from, DateOnly to, CancellationToken ct)
    {
        var (start, end) = (stores.Current.StartOf(from), stores.Current.StartOf(to.AddDays(1)));
        var wallet = await db.Set<CustomerWallet>().AsNoTracking().Where(w => w.UserId == userId)
            .Select(w => new { w.Id, w.Balance.Currency }).SingleOrDefaultAsync(ct);
        if (wallet is null)
        {
            return new WalletStatement(from, to, stores.Current.Zero, []);
        }
        var entries =
            from entry in db.Set<LedgerEntry>().AsNoTracking()
            join posting in db.Set<LedgerTransaction>() on entry.TransactionId equals posting.Id
            where entry.WalletId == wallet.Id
            select new { entry, posting };
        var before = await entries.Where(e => e.posting.At < start).SumAsync(e => e.entry.Amount.Minor, ct);
        var moves = await entries.Where(e => e.posting.At >= start && e.posting.At < end).OrderBy(e => e.entry.WalletMove)
            .Select(e => new
            {
                e.entry.WalletMove,
                e.posting.At,
                e.posting.Source,
                e.posting.Reason,
                e.posting.OrderId,
                e.entry.Amount,
                e.entry.BalanceAfterMinor,
            })
            .ToListAsync(ct);
        return new WalletStatement(
            from,
            to,
            new Money(-before, wallet.Currency),
            [
                .. moves.Select(m => new WalletMoveView(
                    m.WalletMove!.Value, m.At, m.Source!.Value, m.Reason!, m.OrderId, -m.Amount, m.Amount with { Minor = m.BalanceAfterMinor!.Value })),
            ]);
    }
}
