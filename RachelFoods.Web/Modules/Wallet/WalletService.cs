using Microsoft.EntityFrameworkCore;
using RachelFoods.Web.Data;
using RachelFoods.Web.Kernel;

namespace RachelFoods.Web.Modules.Wallet;

/// <summary>
/// Customers' credit. Each change locks the wallet, moves its balance by one guarded statement and is written into the books, all in the
/// transaction of its cause; asked for again under the same key it does nothing.
/// </summary>
public sealed class WalletService
{
    private readonly ShopDb _db;
    private readonly WalletRows _rows;
    private readonly LedgerService _ledger;
    private readonly StoreContext _stores;
    private readonly TimeProvider _clock;

    public WalletService(ShopDb db, LedgerService ledger, StoreContext stores, TimeProvider clock) =>
        (_db, _rows, _ledger, _stores, _clock) = (db, new WalletRows(db, stores, clock), ledger, stores, clock);

    /// <returns>Nothing for who never had a wallet.</returns>
    public async Task<Money> BalanceAsync(Guid userId, CancellationToken ct) => (await FindAsync(userId, ct)).Balance;

    /// <inheritdoc cref="BalanceAsync"/>
    public async Task<WalletBalance> FindAsync(Guid userId, CancellationToken ct) =>
        await _db.Set<CustomerWallet>().AsNoTracking().Where(w => w.UserId == userId)
            .Select(w => new WalletBalance(w.Balance, w.FrozenAt != null)).SingleOrDefaultAsync(ct)
        ?? new WalletBalance(_stores.Current.Zero, IsFrozen: false);

    /// <summary>As <see cref="FindAsync"/>, with what is set apart for an order that is about to be replaced, and so comes back.</summary>
    public async Task<Money> SpendableAsync(Guid userId, Guid? replacedOrderId, CancellationToken ct)
    {
        var spendable = (await FindAsync(userId, ct)).Spendable;
        var held = await _db.Set<WalletHold>().AsNoTracking()
            .Where(h => h.OrderId == replacedOrderId && h.State == HoldState.Held
                && _db.Set<CustomerWallet>().Any(w => w.Id == h.WalletId && w.UserId == userId && w.FrozenAt == null))
            .Select(h => new { h.Amount }).SingleOrDefaultAsync(ct);
        return held is null ? spendable : spendable + held.Amount;
    }

    /// <summary>Puts money into the wallet, which is opened if there is none. A frozen one takes it too.</summary>
    /// <returns>The balance after it.</returns>
    /// <exception cref="ArgumentException">An amount of nothing or less, or a refund without its order.</exception>
    /// <exception cref="MixedCurrencies">The wallet is kept in another currency.</exception>
    public Task<Money> CreditAsync(WalletCredit credit, CancellationToken ct)
    {
        MustBeSomething(credit.Amount);
        if (credit is { Source: WalletSource.Refund, OrderId: null })
        {
            throw new ArgumentException("A refund is of an order.", nameof(credit));
        }
        var posting = new WalletPosting("wallet credit", $"credit:{credit.Key}", credit.OrderId, credit.Reason, credit.Source, credit.By);
        return _db.InTransactionAsync(
            async () =>
            {
                var wallet = await _rows.LockOrOpenAsync(credit.UserId, ct);
                return await _ledger.KnowsAsync(posting.Key, ct)
                    ? wallet.Balance
                    : await MustMoveAsync(wallet.Id, wallet.Balance, posting, AccountOf(credit.Source), credit.Amount, ct);
            },
            ct);
    }

    /// <summary>Takes money out by hand, also of a frozen wallet.</summary>
    /// <exception cref="ArgumentException">An amount of nothing or less.</exception>
    public Task<WalletDebitResult> DebitAsync(WalletDebit debit, CancellationToken ct)
    {
        MustBeSomething(debit.Amount);
        var posting = new WalletPosting("wallet debit", $"debit:{debit.Key}", null, debit.Reason, WalletSource.Admin, debit.By);
        return _db.InTransactionAsync<WalletDebitResult>(
            async () =>
            {
                if (await _rows.LockAsync(debit.UserId, ct) is not { } wallet)
                {
                    return new WalletDebitResult.Short(_stores.Current.Zero);
                }
                if (await _ledger.KnowsAsync(posting.Key, ct))
                {
                    return new WalletDebitResult.Debited(wallet.Balance);
                }
                return await TryMoveAsync(wallet.Id, posting, LedgerAccount.Goodwill, -debit.Amount, ct) is { } left
                    ? new WalletDebitResult.Debited(left)
                    : new WalletDebitResult.Short(wallet.Balance);
            },
            ct);
    }

    /// <summary>Sets credit apart for an order that is being placed: out of the wallet, and not yet the shop's.</summary>
    public Task<WalletHoldResult> HoldAsync(Guid orderId, Guid userId, Money amount, CancellationToken ct)
    {
        MustBeSomething(amount);
        var posting = OfOrder("wallet hold", $"wallet:{orderId}:held", orderId, "Kept for an order", Actor.Buyer(userId));
        return _db.InTransactionAsync<WalletHoldResult>(
            async () =>
            {
                if (await _rows.LockAsync(userId, ct) is not { } wallet)
                {
                    return new WalletHoldResult.Short(_stores.Current.Zero);
                }
                if (wallet.IsFrozen)
                {
                    return new WalletHoldResult.Frozen();
                }
                if (await TryMoveAsync(wallet.Id, posting, LedgerAccount.WalletHeld, -amount, ct) is not { } left)
                {
                    return new WalletHoldResult.Short(wallet.Balance);
                }
                _db.Add(new WalletHold(orderId, wallet.Id, amount, _clock.GetUtcNow()));
                return new WalletHoldResult.Held(left);
            },
            ct);
    }

    /// <summary>The order is paid or confirmed: what was held for it, if anything, is the shop's. Asked again, it does nothing.</summary>
    /// <exception cref="IllegalTransition">It went back into the wallet before.</exception>
    public Task CaptureAsync(Guid orderId, CancellationToken ct) => _db.InTransactionAsync(
        async () =>
        {
            if (await EndAsync(orderId, HoldState.Captured, ct) is { } hold)
            {
                await _ledger.PostWalletPaymentAsync(orderId, hold.Amount, ct);
            }
        },
        ct);

    /// <summary>The order is cancelled unpaid: what was held for it, if anything, goes back. Asked again, it does nothing.</summary>
    /// <exception cref="IllegalTransition">The order was paid with it before.</exception>
    public Task ReleaseAsync(Guid orderId, CancellationToken ct) => _db.InTransactionAsync(
        async () =>
        {
            if (await EndAsync(orderId, HoldState.Released, ct) is { } hold)
            {
                var posting = OfOrder("wallet release", $"wallet:{orderId}:released", orderId, "Back from an order that was cancelled", Actor.System);
                await MustMoveAsync(hold.WalletId, hold.Amount, posting, LedgerAccount.WalletHeld, hold.Amount, ct);
            }
        },
        ct);

    /// <summary>Gives back, into the wallet, part of what it paid of an order. Only while the order is locked.</summary>
    /// <param name="key">Of the cause: asked for again under the same key, nothing more is given back.</param>
    /// <returns>False if so much is not left of what the wallet paid.</returns>
    public Task<bool> ReturnAsync(Guid orderId, Money amount, string reason, string key, Actor by, CancellationToken ct)
    {
        MustBeSomething(amount);
        return _db.InTransactionAsync(
            async () =>
            {
                if (await _ledger.KnowsAsync($"credit:{key}", ct))
                {
                    return true;
                }
                if (await _rows.ReturnAsync(orderId, amount, ct) is not { } userId)
                {
                    return false;
                }
                await CreditAsync(new WalletCredit(userId, amount, WalletSource.Refund, reason, key, orderId, by), ct);
                return true;
            },
            ct);
    }

    /// <returns>What the wallet paid of an order and has not got back; nothing while it is only held.</returns>
    public async Task<Money> PaidAsync(Guid orderId, CancellationToken ct) =>
        await FindTenderAsync(orderId, ct) is { } tender ? tender.Paid - tender.Returned : _stores.Current.Zero;

    /// <summary>What the wallet paid of an order, and what of that has gone back into it; null while it is only held, or pays nothing.</summary>
    public async Task<WalletTender?> FindTenderAsync(Guid orderId, CancellationToken ct) =>
        await _db.Set<WalletHold>().AsNoTracking().Where(h => h.OrderId == orderId && h.State == HoldState.Captured)
            .Select(h => new { h.Amount, h.ReturnedMinor }).SingleOrDefaultAsync(ct) is { } hold
            ? new WalletTender(hold.Amount, hold.Amount with { Minor = hold.ReturnedMinor })
            : null;

    private async Task<EndedHold?> EndAsync(Guid orderId, HoldState end, CancellationToken ct)
    {
        if (await _rows.EndHoldAsync(orderId, end, ct) is { } ended)
        {
            return ended;
        }
        var hold = await _db.Set<WalletHold>().AsNoTracking().SingleOrDefaultAsync(h => h.OrderId == orderId, ct);
        return hold is null || hold.State == end ? null : throw new IllegalTransition(hold.Id, hold.State, end);
    }

    // What is added always fits, except into a wallet of another currency.
    private async Task<Money> MustMoveAsync(
        Guid walletId, Money balance, WalletPosting posting, LedgerAccount against, Money change, CancellationToken ct) =>
        await TryMoveAsync(walletId, posting, against, change, ct) ?? throw new MixedCurrencies(change, balance);

    private async Task<Money?> TryMoveAsync(
        Guid walletId, WalletPosting posting, LedgerAccount against, Money change, CancellationToken ct)
    {
        if (await _rows.MoveAsync(walletId, change, ct) is not { } move)
        {
            return null;
        }
        await _ledger.PostToWalletAsync(posting, against, change, move, ct);
        return move.Balance;
    }

    private static WalletPosting OfOrder(string kind, string key, Guid orderId, string reason, Actor by) =>
        new(kind, key, orderId, reason, WalletSource.Order, by);

    // A refund ends what the shop owed for the order; all else is a present.
    private static LedgerAccount AccountOf(WalletSource source) => source switch
    {
        WalletSource.Refund => LedgerAccount.Receivable,
        WalletSource.Promotion or WalletSource.Admin => LedgerAccount.Goodwill,
        _ => throw new ArgumentOutOfRangeException(nameof(source), source, "Orders take from wallets by a hold, and give back by its release."),
    };

    private static void MustBeSomething(Money amount)
    {
        if (amount.Minor <= 0)
        {
            throw new ArgumentOutOfRangeException(nameof(amount), amount, "A wallet moves by more than nothing.");
        }
    }
}
