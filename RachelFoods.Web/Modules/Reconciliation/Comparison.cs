using RachelFoods.Web.Kernel;

namespace RachelFoods.Web.Modules.Reconciliation;

/// <summary>
/// Compares neighbours along the way that the money takes: Stripe and our payments, refunds and disputes; those and the orders; all
/// of them and the books; the orders and the stock. What is left is told by the invariants.
/// </summary>
internal sealed class Comparison(OurBooks ours, StripeSide stripe, DateTimeOffset from, DateTimeOffset to)
{
    private readonly Findings _found = new();

    public IReadOnlyList<Finding> Run()
    {
        var atStripe = new StripeComparison(ours, stripe, from, to, _found);
        Action[] stations =
        [
            atStripe.CompareIntents, atStripe.ComparePages, atStripe.CompareRefunds, atStripe.CompareDisputes,
            CompareOrdersWithMoney, ComparePostings, CompareSales, CompareStock,
        ];
        foreach (var station in stations)
        {
            station();
            _found.NextStation();
        }
        foreach (var violation in ours.Violations)
        {
            _found.Add(violation);
        }
        return _found.All;
    }

    private void CompareOrdersWithMoney()
    {
        var payments = ours.Payments.Where(p => p.State == "SUCCEEDED").ToLookup(p => p.OrderId);
        var refunds = ours.Refunds.ToLookup(r => r.OrderId);
        foreach (var order in ours.Orders.Where(o => o.ByCard))
        {
            var captured = payments[order.Id].Sum(p => p.Due.Minor);
            var returning = refunds[order.Id].Where(r => r.State is "PENDING" or "SUCCEEDED" || r.Owed).Sum(r => r.Amount.Minor) + order.Waiting;
            var kept = new Money(captured - returning, order.Total.Currency);
            var taken = new Money(captured, order.Total.Currency);
            var kind = order.Status switch
            {
                "PENDING" => captured > 0 ? "money_without_paid_order" : null,
                "CANCELLED" => kept.Minor > 0 ? "cancelled_order_keeps_money" : null,
                _ when taken < order.Due => "paid_order_lacks_its_money",
                _ => kept > order.Due ? "order_paid_twice" : null,
            };
            if (kind is not null && !_found.Knew(order.Number, Area.Money))
            {
                _found.Add(kind, Area.Order, order.Number, $"{order.Status} {order.Due}", $"{taken} taken, {kept} kept", order.Number);
            }
        }
    }

    private void ComparePostings()
    {
        foreach (var row in ours.Payments)
        {
            Compare("payment", row.Name, ours.NumberOf(row.OrderId), row.State == "SUCCEEDED" ? row.Due : null, row.Posting);
        }
        foreach (var row in ours.Refunds)
        {
            var number = ours.NumberOf(row.OrderId);
            Compare("refund", row.Name, number, row.State == "SUCCEEDED" || row.Returned is not null ? row.Amount : null, row.Paid);
            Compare("refund", row.Name, number, row.State != "SUCCEEDED" && row.Paid is not null ? row.Amount : null, row.Returned);
        }
        foreach (var order in ours.Orders)
        {
            var disputes = ours.Disputes.Where(d => d.OrderId == order.Id).Select(d => d.StripeId).ToHashSet(StringComparer.Ordinal);
            var taken = stripe.Disputes.Where(d => disputes.Contains(d.Id)).Sum(d => d.Taken.Minor);
            if (taken != order.DisputePostings)
            {
                _found.AddMoney("dispute_posting_differs", order.Number, $"{taken} taken at Stripe", $"{order.DisputePostings} in the books", order.Number);
            }
        }
        foreach (var stray in ours.Strays)
        {
            _found.AddMoney("posting_without_cause", stray.OrderNumber ?? stray.Key, "no row", $"{stray.Minor} in the books as {stray.Key}", stray.OrderNumber);
        }
    }

    private void CompareSales()
    {
        foreach (var order in ours.Orders)
        {
            Compare("sale", order.Number, order.Number, order.Sold ? order.Total : null, order.SalePosting);
            var ended = order is { Sold: true, Status: "CANCELLED" };
            Compare("cancellation", order.Number, order.Number, ended ? -order.Total : null, order.CancellationPosting);
        }
    }

    private void Compare(string what, string subject, string? number, Money? should, Money? posting)
    {
        if (should == posting)
        {
            return;
        }
        var kind = should is null ? "posting_without_cause" : posting is null ? $"{what}_posting_missing" : $"{what}_posting_differs";
        _found.AddMoney(kind, subject, should is null ? $"no {what}" : $"{should}", posting is null ? "nothing in the books" : $"{posting} in the books", number);
    }

    private void CompareStock()
    {
        foreach (var order in ours.Orders)
        {
            string[] may = order.Status switch
            {
                "PENDING" => ["HELD"],
                "CANCELLED" => order.Sold ? ["RETURNED", "SOLD"] : ["RELEASED"],
                _ => ["SOLD", "RETURNED"], // refunds bring back line by line
            };
            if (order.Ordered != order.Reserved || !Array.TrueForAll(order.ReservationStates, may.Contains))
            {
                _found.Add(
                    "order_stock_differs",
                    Area.Stock,
                    order.Number,
                    $"{order.Status}: {order.Ordered}",
                    $"{string.Join(", ", order.ReservationStates)}: {order.Reserved}",
                    order.Number);
            }
        }
    }
}
