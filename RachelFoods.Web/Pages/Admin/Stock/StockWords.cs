using RachelFoods.Web.Modules.Inventory;

namespace RachelFoods.Web.Pages.Admin.Stock;

/// <summary>How staff call what happens to stock.</summary>
public static class StockWords
{
    public static string Of(StockReason reason) => reason switch
    {
        StockReason.Received => "Received",
        StockReason.Sale => "Sold",
        StockReason.Returned => "Came back",
        StockReason.Counted => "Counted",
        StockReason.Spoiled => "Spoiled",
        StockReason.Damaged => "Damaged or lost",
        StockReason.Correction => "Correction",
        _ => reason.ToString(),
    };

    public static string Of(StockFilter filter) => filter switch
    {
        StockFilter.Low => "Low or sold out",
        StockFilter.SoldOut => "Sold out",
        _ => filter.ToString(),
    };

    public static string Signed(int delta) => delta > 0 ? $"+{delta}" : delta < 0 ? $"−{-(long)delta}" : "0";

    public static string Held(StockLevel now) =>
        $"{now.Reserved} {(now.Reserved == 1 ? "is" : "are")} held for orders, so no fewer than {now.Reserved} can be on hand. If fewer are there, cancel one of those orders first.";

    public static string Moved(int seen, StockLevel now) => $"Nothing was saved: the page said {seen} on hand, and now it is {now.OnHand}.";
}
