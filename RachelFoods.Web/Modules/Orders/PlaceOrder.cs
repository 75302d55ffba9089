using System.Security.Cryptography;
using System.Text;
using RachelFoods.Web.Kernel;
using RachelFoods.Web.Modules.Inventory;
using RachelFoods.Web.Modules.Pricing;

namespace RachelFoods.Web.Modules.Orders;

public sealed record OrderContact(
    string Email, string Name, string Phone, string Street, string City, string Region, string PostalCode, string Country, string Notes)
{
    /// <summary>One for one door: hash of street, postal code and country, without regard to case and extra spaces.</summary>
    public string AddressKey() => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        string.Join('\n', new[] { Street, PostalCode, Country }.Select(part => string.Join(' ', part.ToLowerInvariant().Split(
            (char[]?)null, StringSplitOptions.RemoveEmptyEntries)))))));
}

/// <param name="FormKey">The same form sent again returns the first result.</param>
/// <param name="Lines">What the buyer saw at review.</param>
/// <param name="Totals">What the buyer saw at review; the order is placed only if it is still so.</param>
/// <param name="Hold">How long the stock of an unpaid card order is kept; <see cref="OrdersOptions.Hold"/>.</param>
public sealed record PlaceOrder(
    Guid FormKey,
    Guid CartId,
    Guid? BuyerId,
    OrderContact Contact,
    PaymentMethod Method,
    IReadOnlyList<Wanted> Lines,
    Totals Totals,
    TimeSpan Hold)
{
    /// <summary>Of the coupon that the totals were seen with.</summary>
    public string? CouponCode => Totals.Explanation.Coupon?.Code;

    /// <summary>What of the total the customer's wallet pays, as it was shown at review. The rest is for the method.</summary>
    public Money Wallet { get; init; } = Money.Zero(Totals.Total.Currency);
}

public abstract record PlaceOrderResult
{
    /// <param name="Again">The same form or the same content was placed before: nothing new was made.</param>
    public sealed record Placed(Guid OrderId, string Number, bool Again) : PlaceOrderResult;

    /// <param name="Sellable">What is left of each variant that falls short; none of what is no longer sold.</param>
    public sealed record OutOfStock(IReadOnlyDictionary<Guid, int> Sellable) : PlaceOrderResult;

    /// <param name="Most">How many one order may hold of each variant of which more was wanted.</param>
    public sealed record OverLimit(IReadOnlyDictionary<Guid, int> Most) : PlaceOrderResult;

    /// <summary>The wallet cannot pay what was shown any more.</summary>
    /// <param name="Spendable">What it can pay now.</param>
    public sealed record WalletChanged(Money Spendable) : PlaceOrderResult;

    public sealed record TotalsChanged(Totals Now) : PlaceOrderResult
    {
        /// <summary>Why the coupon no longer counts, in words; null if it is not that.</summary>
        public string? CouponProblem { get; init; }
    }

    /// <summary>The cart's open order holds something else and must be closed first.</summary>
    public sealed record OpenOrderDiffers(Guid OrderId) : PlaceOrderResult;

    public sealed record TooManyOpen(int Limit) : PlaceOrderResult;

    public sealed record NothingToOrder : PlaceOrderResult;
}
