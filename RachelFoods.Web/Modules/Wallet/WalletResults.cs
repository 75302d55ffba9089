using RachelFoods.Web.Kernel;

namespace RachelFoods.Web.Modules.Wallet;

/// <summary>Money for a customer to spend here.</summary>
/// <param name="Amount">More than nothing.</param>
/// <param name="Reason">In words that the customer reads.</param>
/// <param name="Key">Of the cause: asked for again under the same key, nothing more is credited.</param>
/// <param name="OrderId">The order that it comes from; a refund needs one.</param>
public sealed record WalletCredit(
    Guid UserId, Money Amount, WalletSource Source, string Reason, string Key, Guid? OrderId, Actor By);

/// <summary>Money that staff take out of a wallet. Orders are paid by a hold instead.</summary>
/// <param name="Key">As of <see cref="WalletCredit"/>.</param>
public sealed record WalletDebit(Guid UserId, Money Amount, string Reason, string Key, Actor By);

public abstract record WalletDebitResult
{
    /// <param name="Balance">What is left.</param>
    public sealed record Debited(Money Balance) : WalletDebitResult;

    /// <summary>So much is not there; nothing was taken.</summary>
    public sealed record Short(Money Balance) : WalletDebitResult;
}

public abstract record WalletHoldResult
{
    public sealed record Held(Money Balance) : WalletHoldResult;

    /// <summary>So much is not there; nothing was held.</summary>
    public sealed record Short(Money Balance) : WalletHoldResult;

    /// <summary>Staff have frozen the wallet: nothing of it can be spent.</summary>
    public sealed record Frozen : WalletHoldResult;
}

/// <param name="Balance">What is there.</param>
/// <param name="IsFrozen">Nothing of it can be spent.</param>
public sealed record WalletBalance(Money Balance, bool IsFrozen)
{
    /// <summary>What can be spent now.</summary>
    public Money Spendable => IsFrozen ? Money.Zero(Balance.Currency) : Balance;
}

/// <summary>What a wallet paid of an order, and what of that has gone back into it.</summary>
public sealed record WalletTender(Money Paid, Money Returned);

/// <summary>One change of a wallet, as its row was left by it.</summary>
/// <param name="Number">Counts the wallet's changes from one.</param>
internal sealed record WalletMove(Guid WalletId, int Number, Money Balance);

/// <summary>What the books say about a change of a wallet.</summary>
internal sealed record WalletPosting(string Kind, string Key, Guid? OrderId, string Reason, WalletSource Source, Actor By);
