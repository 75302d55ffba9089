using RachelFoods.Web.Modules.Payments;

namespace RachelFoods.Web.Pages.Admin.Money;

/// <summary>How staff read a dispute.</summary>
public static class DisputeWords
{
    public static string Of(DisputeState state) => state switch
    {
        DisputeState.WarningNeedsResponse => "Inquiry, to answer",
        DisputeState.WarningUnderReview => "Inquiry, under review",
        DisputeState.WarningClosed => "Inquiry closed",
        DisputeState.NeedsResponse => "Disputed, to answer",
        DisputeState.UnderReview => "Disputed, under review",
        DisputeState.Won => "Won",
        DisputeState.Lost => "Lost",
        _ => "Prevented",
    };

    public static string MoneyOf(DisputeState state) => state switch
    {
        DisputeState.WarningNeedsResponse or DisputeState.WarningUnderReview or DisputeState.WarningClosed => "The bank asks; no money has moved.",
        DisputeState.NeedsResponse or DisputeState.UnderReview => "The bank has taken the amount back. Until it decides, nothing can be refunded and the order cannot be cancelled.",
        DisputeState.Won => "The bank has given the amount back.",
        DisputeState.Lost => "The bank keeps the amount for its customer. If the order is cancelled, it counts as given back.",
        _ => "It was settled before it became a dispute.",
    };

    /// <summary>The bank's code as words: <c>product_not_received</c> is "Product not received".</summary>
    public static string Reason(string code) => code.Length == 0 ? "No reason given" : char.ToUpperInvariant(code[0]) + code[1..].Replace('_', ' ');
}
