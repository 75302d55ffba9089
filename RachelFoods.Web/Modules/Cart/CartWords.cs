namespace RachelFoods.Web.Modules.Cart;

/// <summary>What the shop says beside a line of the cart.</summary>
internal static class CartWords
{
    public const string NoLongerOffered = "No longer available";
    public const string SoldOut = "Sold out";

    public static string OnlyLeft(int sellable) => $"Only {sellable} left";

    public static string UpTo(int most) => $"You can order up to {most} of this";

    /// <param name="most">How many one order may hold.</param>
    /// <param name="before">How many are in the cart already.</param>
    public static string TooMany(int sellable, int most, int before)
    {
        if (sellable < 1)
        {
            return SoldOut;
        }
        var limit = sellable < most ? OnlyLeft(sellable) : UpTo(most);
        return before > 0 ? $"{limit}; your cart has {before}" : limit;
    }
}
