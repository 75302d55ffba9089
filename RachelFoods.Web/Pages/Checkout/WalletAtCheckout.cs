using System.Globalization;
using RachelFoods.Web.Kernel;
using RachelFoods.Web.Modules.Cart;
using RachelFoods.Web.Modules.Orders;
using RachelFoods.Web.Modules.Payments;
using RachelFoods.Web.Modules.Wallet;

namespace RachelFoods.Web.Pages.Checkout;

/// <summary>What store credit can do for the order that is shown.</summary>
/// <param name="Spendable">Nothing for a guest, and of a frozen wallet.</param>
/// <param name="Share">What it pays, as the form asks for it.</param>
/// <param name="Left">What is left to pay otherwise.</param>
/// <param name="Problem">What is wrong with the amount that was typed.</param>
public sealed record WalletOffer(Money Spendable, Money Share, Money Left, bool IsFrozen, string? Problem)
{
    public bool IsShown => IsFrozen || !Spendable.IsZero;

    /// <summary>Something of it stays unused for the card alone.</summary>
    public bool IsCutForTheCard { get; init; }

    /// <summary>A card takes no less.</summary>
    public Money LeastByCard => WalletShare.LeastByCard(Left.Currency);
}

/// <summary>Store credit on the checkout page.</summary>
public sealed class WalletAtCheckout(WalletService wallets, CartOrders orders, StoreContext stores)
{
    public async Task<WalletOffer> FindAsync(CheckoutForm form, CartView cart, Guid? buyerId, CancellationToken ct)
    {
        var total = cart.Totals.Total;
        var zero = Money.Zero(total.Currency);
        if (buyerId is not { } buyer)
        {
            return new WalletOffer(zero, zero, total, IsFrozen: false, Problem: null);
        }
        var frozen = await wallets.FindAsync(buyer, ct) is { IsFrozen: true, Balance.IsZero: false };
        var open = cart.Id is { } cartId ? await orders.FindOpenAsync(cartId, ct) : null;
        var spendable = await wallets.SpendableAsync(buyer, open?.Id, ct);
        var (wanted, problem) = Read(form, spendable);
        var share = WalletShare.Of(total, spendable, wanted, restByCard: true);
        return new WalletOffer(spendable, share, WalletShare.Rest(total, share), frozen, problem)
        {
            IsCutForTheCard = share < total && share < spendable && (wanted is null || share < wanted),
        };
    }

    private (Money? Wanted, string? Problem) Read(CheckoutForm form, Money spendable)
    {
        var (zero, culture) = (Money.Zero(spendable.Currency), CultureInfo.GetCultureInfo(stores.Current.Culture));
        if (form.Wallet != WalletUse.Part)
        {
            return (form.Wallet == WalletUse.All ? null : zero, null);
        }
        return TypedMoney.Read(form.WalletAmount, spendable.Currency, culture) switch
        {
            { } amount when amount > zero && amount <= spendable => (amount, null),
            { } amount when amount > zero => (zero, $"You have {spendable.Format(culture)}. Enter that or less"),
            _ => (zero, "Enter an amount like 5.00"),
        };
    }
}
