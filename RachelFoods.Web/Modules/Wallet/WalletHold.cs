using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using RachelFoods.Web.Data;
using RachelFoods.Web.Kernel;

namespace RachelFoods.Web.Modules.Wallet;

internal enum HoldState
{
    /// <summary>Set apart for an order that is not paid yet.</summary>
    Held,

    /// <summary>The order is paid with it.</summary>
    Captured,

    /// <summary>Back in the wallet: the order was cancelled unpaid.</summary>
    Released,
}

/// <summary>What a wallet pays of an order. It ends once, one way or the other, by one guarded statement.</summary>
internal sealed class WalletHold(Guid orderId, Guid walletId, Money amount, DateTimeOffset at) : Entity
{
    private WalletHold()
        : this(Guid.Empty, Guid.Empty, default, default)
    {
    }

    public Guid OrderId { get; private set; } = orderId;

    public Guid WalletId { get; private set; } = walletId;

    public Money Amount { get; private set; } = amount;

    public HoldState State { get; private set; } = HoldState.Held;

    /// <summary>What has gone back into the wallet after the order was paid, in the smallest unit of <see cref="Amount"/>'s currency.</summary>
    public long ReturnedMinor { get; private set; }

    public DateTimeOffset At { get; private set; } = at;

    public DateTimeOffset? EndedAt { get; private set; }

    internal sealed class Mapping : IEntityTypeConfiguration<WalletHold>
    {
        public void Configure(EntityTypeBuilder<WalletHold> hold)
        {
            hold.ToTable("wallet_holds", table =>
            {
                table.HasCheckConstraint("holds_something", "amount_minor > 0");
                table.HasCheckConstraint(
                    "returns_what_was_paid", "returned_minor between 0 and case state when 'CAPTURED' then amount_minor else 0 end");
            });
            hold.Money(h => h.Amount, "amount");
            hold.HasIndex(h => new { h.StoreId, h.OrderId }, "one_hold_per_order").IsUnique();
            hold.HasIndex(h => new { h.StoreId, h.WalletId });
            hold.References<CustomerWallet>(nameof(WalletId));
        }
    }
}
