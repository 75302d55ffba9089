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
}

/// <summary>One event of the books. Never changed; a mistake is answered by another one.</summary>
internal sealed class LedgerTransaction(string kind, string idempotencyKey, Guid? orderId, DateTimeOffset at) : Entity
{
    private readonly List<LedgerEntry> _entries = [];

    public string Kind { get; private set; } = kind;

    public string IdempotencyKey { get; private set; } = idempotencyKey;

    public Guid? OrderId { get; private set; } = orderId;

    public DateTimeOffset At { get; private set; } = at;

    public IReadOnlyList<LedgerEntry> Entries => _entries;

    public void Add(LedgerAccount account, Money amount) => _entries.Add(new LedgerEntry(Id, account, amount, _entries.Count));

    internal sealed class Mapping : IEntityTypeConfiguration<LedgerTransaction>
    {
        public void Configure(EntityTypeBuilder<LedgerTransaction> transaction)
        {
            transaction.ToTable("ledger_transactions");
            transaction.Property(t => t.Kind).HasMaxLength(50);
            transaction.Property(t => t.IdempotencyKey).HasMaxLength(200);
            transaction.HasIndex(t => new { t.StoreId, t.IdempotencyKey }).IsUnique();
            transaction.HasIndex(t => new { t.StoreId, t.OrderId });
            transaction.HasMany(t => t.Entries).WithOne().HasForeignKey(e => new { e.StoreId, e.TransactionId }).OnDelete(DeleteBehavior.Restrict);
            transaction.Navigation(t => t.Entries).UsePropertyAccessMode(PropertyAccessMode.Field);
        }
    }
}

internal sealed class LedgerEntry : Entity
{
    public LedgerEntry(Guid transactionId, LedgerAccount account, Money amount, int position) =>
        (TransactionId, Account, Amount, Position) = (transactionId, account, amount, position);

    private LedgerEntry()
    {
    }

    public Guid TransactionId { get; private set; }

    public LedgerAccount Account { get; private set; }

    public Money Amount { get; private set; }

    public int Position { get; private set; }

    internal sealed class Mapping : IEntityTypeConfiguration<LedgerEntry>
    {
        public void Configure(EntityTypeBuilder<LedgerEntry> entry)
        {
            entry.ToTable("ledger_entries");
            entry.Money(e => e.Amount, "amount");
            entry.HasIndex(e => new { e.StoreId, e.TransactionId, e.Position }).IsUnique();
            entry.HasIndex(e => new { e.StoreId, e.Account });
        }
    }
}
