using Microsoft.EntityFrameworkCore;
using RachelFoods.Web.Data;
using RachelFoods.Web.Kernel;

namespace RachelFoods.Web.Modules.Wallet;

/// <summary>A wallet as its locked row stands.</summary>
internal sealed record LockedWallet(Guid Id, long BalanceMinor, string BalanceCurrency, bool IsFrozen)
{
    public Money Balance => new(BalanceMinor, BalanceCurrency);
}

/// <summary>The end of a hold.</summary>
internal sealed record EndedHold(Guid WalletId, long AmountMinor, string AmountCurrency)
{
    public Money Amount => new(AmountMinor, AmountCurrency);
}

/// <summary>The statements that lock wallets and move balances. Always inside the transaction of the cause.</summary>
internal sealed class WalletRows(ShopDb db, StoreContext stores, TimeProvider clock)
{
    /// <summary>Of several that open a customer's first wallet at once one does it, and all lock the same.</summary>
    public async Task<LockedWallet> LockOrOpenAsync(Guid userId, CancellationToken ct)
    {
        await db.Database.ExecuteSqlAsync(
            $"""
            insert into wallets (store_id, id, user_id, balance_minor, balance_currency, moves, opened_at)
            values ({db.StoreId}, {Guid.CreateVersion7()}, {userId}, 0, {stores.Current.Currency}, 0, {clock.GetUtcNow()})
            on conflict (store_id, user_id) do nothing
            """, ct);
        return await LockAsync(userId, ct) ?? throw new InvalidOperationException($"There is no wallet of {userId}.");
    }

    /// <summary>Nobody else changes the wallet until the transaction ends.</summary>
    public Task<LockedWallet?> LockAsync(Guid userId, CancellationToken ct) => OneAsync<LockedWallet>(
        $"""
        select id as "Id", balance_minor as "BalanceMinor", balance_currency as "BalanceCurrency", frozen_at is not null as "IsFrozen"
        from wallets where store_id = {db.StoreId} and user_id = {userId} for update
        """, ct);

    /// <summary>Changes the balance in one statement that refuses to make it negative.</summary>
    /// <returns>Null if so much is not there.</returns>
    public async Task<WalletMove?> MoveAsync(Guid walletId, Money change, CancellationToken ct) => await OneAsync<Moved>(
        $"""
        update wallets set balance_minor = balance_minor + {change.Minor}, moves = moves + 1
        where store_id = {db.StoreId} and id = {walletId} and balance_currency = {change.Currency} and balance_minor + {change.Minor} >= 0
        returning balance_minor as "BalanceMinor", moves as "Moves"
        """, ct) is { } moved
        ? new WalletMove(walletId, moved.Moves, change with { Minor = moved.BalanceMinor })
        : null;

    /// <returns>Null if there is no hold, or it has ended before.</returns>
    public Task<EndedHold?> EndHoldAsync(Guid orderId, HoldState end, CancellationToken ct) => OneAsync<EndedHold>(
        $"""
        update wallet_holds set state = {end.ToString().ToUpperInvariant()}, ended_at = {clock.GetUtcNow()}
        where store_id = {db.StoreId} and order_id = {orderId} and state = 'HELD'
        returning wallet_id as "WalletId", amount_minor as "AmountMinor", amount_currency as "AmountCurrency"
        """, ct);

    /// <summary>Counts what goes back of what a paid order's wallet part was.</summary>
    /// <returns>Whose it is; null if so much is not left of it.</returns>
    public async Task<Guid?> ReturnAsync(Guid orderId, Money amount, CancellationToken ct) => (await db.Database.SqlQuery<Guid>(
        $"""
        update wallet_holds h set returned_minor = h.returned_minor + {amount.Minor} from wallets w
        where h.store_id = {db.StoreId} and h.order_id = {orderId} and h.state = 'CAPTURED' and h.amount_currency = {amount.Currency}
            and h.returned_minor + {amount.Minor} <= h.amount_minor and w.store_id = h.store_id and w.id = h.wallet_id
        returning w.user_id
        """).ToListAsync(ct)) is [var userId] ? userId : null;

    private async Task<T?> OneAsync<T>(FormattableString statement, CancellationToken ct)
        where T : class
    {
        if (db.Database.CurrentTransaction is null)
        {
            throw new InvalidOperationException("A wallet is changed inside a transaction, or not at all.");
        }
        return (await db.Database.SqlQuery<T>(statement).ToListAsync(ct)).SingleOrDefault();
    }

    private sealed record Moved(long BalanceMinor, int Moves);
}
