namespace RachelFoods.Web.Pages.Checkout;

/// <summary>What the pay page says when nothing can be paid by it now.</summary>
internal static class PayWords
{
    public const string TooSmall = "This total is less than a card can be charged. Nothing was charged: please order a little more, or write to us.";

    public const string Away =
        "The payment service can’t be reached just now. Your order is kept and nothing was charged: please try again in a moment.";
}
