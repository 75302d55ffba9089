using RachelFoods.Web.Kernel;
using RachelFoods.Web.Modules.Pricing;
using RachelFoods.Web.Modules.Shipping;

namespace RachelFoods.Web.Modules.Cart;

/// <summary>Whose cart: a customer's goes by the account, a guest's by the id in the protected cookie.</summary>
public sealed record CartOwner(Guid? UserId, Guid? CartId);

/// <param name="UnitPrice">Today's price.</param>
/// <param name="Sellable">How many can be had now; 0 when sold out or no longer offered.</param>
/// <param name="Problem">What the buyer must settle before checkout, in words; null if nothing.</param>
public sealed record CartLineView(
    Guid VariantId,
    string ProductName,
    string ProductSlug,
    string VariantName,
    Money UnitPrice,
    int Quantity,
    Money Amount,
    int Sellable,
    string? Problem)
{
    /// <summary>Name of the product's pictures below <c>images/products/</c>, without the ending.</summary>
    public string Picture { get; init; } = "";

    /// <summary>False: the product is hidden and has no page now.</summary>
    public bool IsOffered { get; init; }

    public bool IsAvailable => Sellable > 0;

    /// <summary>How many one order may hold.</summary>
    public int Limit { get; init; } = CartService.MostOfOne;

    /// <summary>The most that the quantity can be set to.</summary>
    public int Most => Math.Min(Sellable, Limit);
}

/// <param name="Id">Null as long as nothing was ever added.</param>
/// <param name="Totals">Of the lines that can be had; what is sold out or no longer offered does not count.</param>
/// <param name="Count">Units, of all lines.</param>
public sealed record CartView(
    Guid? Id, IReadOnlyList<CartLineView> Lines, Totals Totals, DeliveryQuote Delivery, int Count, bool CanCheckOut)
{
    public CartCoupon? Coupon { get; init; }
}

/// <summary>The coupon that the cart carries.</summary>
/// <param name="Words">What it gives.</param>
/// <param name="Problem">Why it does not count now, in words; null if it does.</param>
public sealed record CartCoupon(string Code, string? Words, string? Problem);

/// <summary>How the cart looks after a change, or after one that was refused.</summary>
public abstract record CartResult(CartView Cart)
{
    public sealed record Done(CartView Cart) : CartResult(Cart);

    /// <param name="Problem">Why, in words for the line.</param>
    public sealed record Refused(CartView Cart, Guid VariantId, string Problem) : CartResult(Cart);
}

/// <param name="Units">How many of one variant went in.</param>
/// <param name="Problem">Why not all that were wanted, in words; null if all.</param>
public sealed record CartShare(int Units, string? Problem)
{
    internal static CartShare Of(int wanted, int before, int sellable, int most)
    {
        var units = Math.Min(wanted, Math.Max(0, Math.Min(sellable, most) - before));
        return new CartShare(units, units < wanted ? CartWords.TooMany(sellable, most, before) : null);
    }
}

/// <param name="Units">What the guest's cart brought in.</param>
/// <param name="Before">What the customer's own cart held already.</param>
public sealed record MergeResult(int Units, int Before);
