using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using RachelFoods.Web.Data;
using RachelFoods.Web.Kernel;

namespace RachelFoods.Web.Modules.Wallet;

/// <summary>
/// What a customer may spend here. The balance is the sum of the wallet's entries in the books, kept beside them to be guarded; it is
/// changed by <see cref="WalletRows"/> alone.
/// </summary>
internal sealed class CustomerWallet(Guid userId, Money balance, DateTimeOffset openedAt) : Entity
{
    private const int LongestReason = 500;

    private CustomerWallet()
        : this(Guid.Empty, default, default)
    {
    }

    public Guid UserId { get; private set; } = userId;

    public Money Balance { get; private set; } = balance;

    /// <summary>How often the balance has changed.</summary>
    public int Moves { get; private set; }

    public DateTimeOffset OpenedAt { get; private set; } = openedAt;

    /// <summary>From then on nothing of it can be spent. Credit still comes in.</summary>
    public DateTimeOffset? FrozenAt { get; private set; }

    public Guid? FrozenById { get; private set; }

    public string? FrozenReason { get; private set; }

    internal sealed class Mapping : IEntityTypeConfiguration<CustomerWallet>
    {
        public void Configure(EntityTypeBuilder<CustomerWallet> wallet)
        {
            wallet.ToTable("wallets", table => table.HasCheckConstraint("never_negative", "balance_minor >= 0"));
            wallet.Money(w => w.Balance, "balance");
            wallet.Property(w => w.FrozenReason).HasMaxLength(LongestReason);
            wallet.HasIndex(w => new { w.StoreId, w.UserId }, "one_wallet_per_user").IsUnique();
        }
    }
}
