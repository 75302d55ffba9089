namespace RachelFoods.Web.Modules.Cart;

/// <summary>What the shop says beside a line of the cart.</summary>
internal static class CartWords
{
    public const string NoLongerOffered = "No longer available";
    public const string SoldOut = "Sold out";

    public static string OnlyLeft(int sellable) => $"Only {sellable} left";

    /// <param name="before">How many are in the cart already.</param>
    public static string TooMany(int sellable, int before)
    {
        if (sellable < 1)
        {
            return SoldOut;
        }
        var limit = sellable < CartService.MostOfOne ? OnlyLeft(sellable) : $"You can order up to {CartService.MostOfOne} of this";
        return before > 0 ? $"{limit}; your cart has {before}" : limit;
    }
}
