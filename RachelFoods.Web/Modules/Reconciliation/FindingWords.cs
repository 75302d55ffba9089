namespace RachelFoods.Web.Modules.Reconciliation;

/// <summary>What the names of differences mean, for whoever must look into them.</summary>
public static class FindingWords
{
    private static readonly Dictionary<string, string> Words = new(StringComparer.Ordinal)
    {
        ["payment_unknown_here"] = "Stripe has a payment of this shop that has no row here.",
        ["payment_missing_at_stripe"] = "A payment here is not known at Stripe.",
        ["payment_id_differs"] = "A payment here names another object at Stripe than the one that was made for it.",
        ["payment_livemode_differs"] = "A payment at Stripe is of the other mode, live or test, than this installation.",
        ["payment_currency_differs"] = "A payment has another currency at Stripe.",
        ["payment_amount_differs"] = "A payment has another amount at Stripe.",
        ["payment_state_differs"] = "A payment stands otherwise at Stripe.",
        ["payment_payable_twice"] = "Stripe has one thing more by which the same order can be paid.",
        ["closed_payment_can_be_paid"] = "A payment is over here, and Stripe’s page for it can still be paid.",
        ["payment_taken_twice"] = "Stripe took the money of one payment more than once.",
        ["refund_unknown_here"] = "Stripe has given money back, or is about to, and there is no row here.",
        ["refund_missing_at_stripe"] = "A refund here is not known at Stripe.",
        ["refund_amount_differs"] = "A refund has another amount at Stripe.",
        ["refund_state_differs"] = "A refund stands otherwise at Stripe.",
        ["dispute_unknown_here"] = "Stripe has a dispute that has no row here.",
        ["dispute_missing_at_stripe"] = "A dispute here is not known at Stripe.",
        ["dispute_amount_differs"] = "A dispute has another amount at Stripe.",
        ["dispute_state_differs"] = "A dispute stands otherwise at Stripe.",
        ["money_without_paid_order"] = "Money was taken for an order that is not paid.",
        ["order_paid_twice"] = "More was taken for an order than it costs.",
        ["cancelled_order_keeps_money"] = "An order is cancelled and its money is not on its way back.",
        ["payment_posting_missing"] = "A payment is not in the books.",
        ["payment_posting_differs"] = "A payment is in the books with another amount.",
        ["refund_posting_missing"] = "A refund is not in the books.",
        ["refund_posting_differs"] = "A refund is in the books with another amount.",
        ["dispute_posting_differs"] = "The books hold another amount as taken back by banks.",
        ["sale_posting_missing"] = "A sale is not in the books.",
        ["sale_posting_differs"] = "A sale is in the books with another amount.",
        ["cancellation_posting_missing"] = "The end of a sale is not in the books.",
        ["cancellation_posting_differs"] = "The end of a sale is in the books with another amount.",
        ["posting_without_cause"] = "The books hold an amount for something that did not happen.",
        ["order_stock_differs"] = "The stock that is held or sold for an order is not what was ordered.",
    };

    public static string Of(string kind) =>
        Words.GetValueOrDefault(kind) ?? Invariants.All.FirstOrDefault(i => i.Name == kind)?.Sentence ?? kind;
}
