using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using RachelFoods.Web.Data;
using RachelFoods.Web.Kernel;

namespace RachelFoods.Web.Modules.Wallet;

/// <summary>The chart of accounts as far as sales need it. A debit is positive, a credit negative.</summary>
public enum LedgerAccount
{
    /// <summary>What customers owe us for orders.</summary>
    Receivable,

    /// <summary>Money that Stripe holds for us.</summary>
    StripeClearing,

    /// <summary>Goods sold, before discount and without tax.</summary>
    Sales,

    /// <summary>What coupons took off sales; with <see cref="Sales"/> it makes what the goods really brought.</summary>
    Discounts,

    DeliveryIncome,

    /// <summary>Tax that we owe the state.</summary>
    Tax,

    /// <summary>Money given back on sales that stand.</summary>
    Refunds,

    /// <summary>Money that banks have taken back from us for disputed charges.</summary>
    Disputes,

    /// <summary>What Stripe keeps for its service.</summary>
    Fees,

    /// <summary>What customers have in their wallets: owed to them in goods. Each entry is of one wallet.</summary>
    CustomerCredit,

    /// <summary>Credit that is set apart for orders that are not paid yet.</summary>
    WalletHeld,

    /// <summary>What we gave customers as credit without a sale: goodwill, promotions, corrections by hand.</summary>
    Goodwill,
}

/// <summary>Where a change of a wallet comes from.</summary>
public enum WalletSource
{
    Refund,
    Promotion,
    Admin,
    Order,
}

/// <summary>One event of the books. Never changed; a mistake is answered by another one.</summary>
internal sealed class LedgerTransaction(string kind, string idempotencyKey, Guid? orderId, DateTimeOffset at) : Entity
{
    public const int LongestReason = 500;

    private readonly List<LedgerEntry> _entries = [];

    public string Kind { get; private set; } = kind;

    public string IdempotencyKey { get; private set; } = idempotencyKey;

    public Guid? OrderId { get; private set; } = orderId;

    public DateTimeOffset At { get; private set; } = at;

    /// <summary>In words; of a wallet's changes.</summary>
    public string? Reason { get; private set; }

    public WalletSource? Source { get; private set; }

    public ActorKind? ByKind { get; private set; }

    public Guid? ById { get; private set; }

    public IReadOnlyList<LedgerEntry> Entries => _entries;

    public void Explain(string reason, WalletSource source, Actor by) =>
        (Reason, Source, ByKind, ById) = (reason.Length > LongestReason ? reason[..LongestReason] : reason, source, by.Kind, by.UserId);

    public void Add(LedgerAccount account, Money amount, WalletMove? wallet = null) =>
        _entries.Add(new LedgerEntry(Id, account, amount, _entries.Count, wallet));

    internal sealed class Mapping : IEntityTypeConfiguration<LedgerTransaction>
    {
        public void Configure(EntityTypeBuilder<LedgerTransaction> transaction)
        {
            transaction.ToTable("ledger_transactions");
            transaction.Property(t => t.Kind).HasMaxLength(50);
            transaction.Property(t => t.IdempotencyKey).HasMaxLength(200);
            transaction.Property(t => t.Reason).HasMaxLength(LongestReason);
            transaction.HasIndex(t => new { t.StoreId, t.IdempotencyKey }).IsUnique();
            transaction.HasIndex(t => new { t.StoreId, t.OrderId });
            transaction.HasMany(t => t.Entries).WithOne().HasForeignKey(e => new { e.StoreId, e.TransactionId }).OnDelete(DeleteBehavior.Restrict);
            transaction.Navigation(t => t.Entries).UsePropertyAccessMode(PropertyAccessMode.Field);
        }
    }
}

internal sealed class LedgerEntry : Entity
{
    public LedgerEntry(Guid transactionId, LedgerAccount account, Money amount, int position, WalletMove? wallet = null)
    {
        (TransactionId, Account, Amount, Position) = (transactionId, account, amount, position);
        (WalletId, WalletMove, BalanceAfterMinor) = (wallet?.WalletId, wallet?.Number, wallet?.Balance.Minor);
    }

    private LedgerEntry()
    {
    }

    public Guid TransactionId { get; private set; }

    public LedgerAccount Account { get; private set; }

    public Money Amount { get; private set; }

    public int Position { get; private set; }

    /// <summary>Of credit of customers, and of nothing else.</summary>
    public Guid? WalletId { get; private set; }

    /// <summary>Counts the wallet's changes from one.</summary>
    public int? WalletMove { get; private set; }

    /// <summary>What the wallet held after it, in the smallest unit of <see cref="Amount"/>'s currency.</summary>
    public long? BalanceAfterMinor { get; private set; }

    internal sealed class Mapping : IEntityTypeConfiguration<LedgerEntry>
    {
        public void Configure(EntityTypeBuilder<LedgerEntry> entry)
        {
            entry.ToTable("ledger_entries", table =>
            {
                table.HasCheckConstraint(
                    "credit_is_of_a_wallet", "num_nonnulls(wallet_id, wallet_move, balance_after_minor) = case account when 'CUSTOMER_CREDIT' then 3 else 0 end");
                table.HasCheckConstraint("no_wallet_is_overdrawn", "balance_after_minor >= 0");
            });
            entry.Money(e => e.Amount, "amount");
            entry.HasIndex(e => new { e.StoreId, e.TransactionId, e.Position }).IsUnique();
            entry.HasIndex(e => new { e.StoreId, e.Account });
            entry.HasIndex(e => new { e.StoreId, e.WalletId, e.WalletMove }).IsUnique().HasFilter("wallet_id is not null");
            entry.References<CustomerWallet>(nameof(WalletId));
        }
    }
}
