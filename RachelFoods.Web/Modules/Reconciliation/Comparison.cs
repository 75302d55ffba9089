using RachelFoods.Web.Kernel;
using RachelFoods.Web.Modules.Payments;

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
        Action[] stations =
        [
            CompareIntents, CompareRefunds, CompareDisputes, CompareOrdersWithMoney, ComparePostings, CompareSales, CompareStock,
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

    private void CompareIntents()
    {
        var byId = stripe.Intents.ToDictionary(i => i.Id, StringComparer.Ordinal);
        var byPayment = stripe.Intents.Where(i => i.PaymentId is not null).ToLookup(i => i.PaymentId!.Value);
        var met = new HashSet<string>(StringComparer.Ordinal);
        foreach (var row in ours.Payments)
        {
            var intent = row.IntentId is { } id ? byId.GetValueOrDefault(id) : null;
            var meant = byPayment[row.Id].OrderByDescending(i => i.State == IntentState.Succeeded).FirstOrDefault();
            met.UnionWith(byPayment[row.Id].Select(i => i.Id));
            if (intent is not null)
            {
                met.Add(intent.Id);
            }
            if (byPayment[row.Id].Count(i => i.State == IntentState.Succeeded) is > 1 and var times)
            {
                Money("payment_taken_twice", row.Name, row.State, $"{times} succeeded", ours.NumberOf(row.OrderId));
                continue;
            }
            Compare(row, intent, meant);
        }
        foreach (var intent in stripe.Intents.Where(i => !met.Contains(i.Id) && i.CreatedAt >= from && i.CreatedAt < to))
        {
            var number = intent.OrderId is { } orderId ? ours.NumberOf(orderId) : null;
            Money("payment_unknown_here", intent.Id, "no row", $"{intent.State} {intent.Amount}", number);
        }
    }

    private void Compare(PaymentInBooks row, IntentAtStripe? intent, IntentAtStripe? meant)
    {
        var number = ours.NumberOf(row.OrderId);
        if (intent is null && row.IntentId is not null && meant is not null)
        {
            Money("payment_id_differs", row.Name, row.IntentId, meant.Id, number);
            return;
        }
        if ((intent ?? meant) is not { } there)
        {
            // What Stripe was never asked for, and a hosted page that nobody has paid, have no PaymentIntent.
            if (row.IntentId is not null || row.State == "SUCCEEDED")
            {
                Money("payment_missing_at_stripe", row.Name, $"{row.State} {row.Due}", "nothing", number);
            }
            return;
        }
        var fits = row.State switch
        {
            "SUCCEEDED" => there.State == IntentState.Succeeded,
            "CANCELED" => there.State == IntentState.Canceled || (row.Hosted && there.State == IntentState.Open),
            _ => there.State is IntentState.Open or IntentState.Processing,
        };
        if (there.Livemode != stripe.Livemode)
        {
            Money("payment_livemode_differs", row.Name, Mode(stripe.Livemode), Mode(there.Livemode), number);
        }
        else if (there.Amount.Currency != row.Due.Currency)
        {
            Money("payment_currency_differs", row.Name, $"{row.Due}", $"{there.Amount}", number);
        }
        else if (there.Amount != row.Due || (there.State == IntentState.Succeeded && there.Received != row.Due))
        {
            Money("payment_amount_differs", row.Name, $"{row.Due}", $"{there.Amount}, {there.Received} received", number);
        }
        else if (!fits)
        {
            Money("payment_state_differs", row.Name, row.State, $"{there.State}", number);
        }
    }

    private void CompareRefunds()
    {
        var known = stripe.Refunds.ToDictionary(r => r.Id, StringComparer.Ordinal);
        var intents = ours.Payments.Where(p => p.IntentId is not null).ToDictionary(p => p.IntentId!, p => p.OrderId, StringComparer.Ordinal);
        foreach (var row in ours.Refunds)
        {
            var there = row.StripeId is { } id ? known.GetValueOrDefault(id) : stripe.Refunds.FirstOrDefault(r => r.RefundId == row.Id);
            Compare(row, there);
        }
        var rows = ours.Refunds.Select(r => r.StripeId).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var ids = ours.Refunds.Select(r => r.Id).ToHashSet();
        foreach (var refund in stripe.Refunds.Where(r => !rows.Contains(r.Id) && !(r.RefundId is { } id && ids.Contains(id)) && IsLive(r.State)))
        {
            var number = refund.IntentId is { } intent && intents.TryGetValue(intent, out var orderId) ? ours.NumberOf(orderId) : null;
            Money("refund_unknown_here", refund.Id, "no row", $"{refund.State} {refund.Amount}", number);
        }
    }

    private void Compare(RefundRow row, RefundInBooks? there)
    {
        var number = ours.NumberOf(row.OrderId);
        if (there is null)
        {
            // One that Stripe refused was never made there; one that was not asked for yet will be.
            if (row.StripeId is not null || row.State == "SUCCEEDED")
            {
                Money("refund_missing_at_stripe", row.Name, $"{row.State} {row.Amount}", "nothing", number);
            }
            return;
        }
        if (there.Amount != row.Amount)
        {
            Money("refund_amount_differs", row.Name, $"{row.Amount}", $"{there.Amount}", number);
        }
        else if (Upper(there.State) is var state && (state == "REQUIRES_ACTION" ? "PENDING" : state) != row.State)
        {
            Money("refund_state_differs", row.Name, row.State, there.State, number);
        }
    }

    private void CompareDisputes()
    {
        var known = stripe.Disputes.ToDictionary(d => d.Id, StringComparer.Ordinal);
        var intents = ours.Payments.Where(p => p.IntentId is not null).ToDictionary(p => p.IntentId!, p => p.OrderId, StringComparer.Ordinal);
        foreach (var row in ours.Disputes)
        {
            var number = ours.NumberOf(row.OrderId);
            if (!known.Remove(row.StripeId, out var there))
            {
                Money("dispute_missing_at_stripe", row.StripeId, $"{row.State} {row.Amount}", "nothing", number);
            }
            else if (there.Amount != row.Amount)
            {
                Money("dispute_amount_differs", row.StripeId, $"{row.Amount}", $"{there.Amount}", number);
            }
            else if (Upper(there.State) != row.State)
            {
                Money("dispute_state_differs", row.StripeId, row.State, there.State, number);
            }
        }
        foreach (var dispute in known.Values)
        {
            var number = dispute.IntentId is { } intent && intents.TryGetValue(intent, out var orderId) ? ours.NumberOf(orderId) : null;
            Money("dispute_unknown_here", dispute.Id, "no row", $"{dispute.State} {dispute.Amount}", number);
        }
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
                _ when taken < order.Total => "paid_order_lacks_its_money",
                _ => kept > order.Total ? "order_paid_twice" : null,
            };
            if (kind is not null && !_found.Knew(order.Number, Area.Money))
            {
                _found.Add(kind, Area.Order, order.Number, $"{order.Status} {order.Total}", $"{taken} taken, {kept} kept", order.Number);
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
                Money("dispute_posting_differs", order.Number, $"{taken} taken at Stripe", $"{order.DisputePostings} in the books", order.Number);
            }
        }
        foreach (var stray in ours.Strays)
        {
            Money("posting_without_cause", stray.OrderNumber ?? stray.Key, "no row", $"{stray.Minor} in the books as {stray.Key}", stray.OrderNumber);
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
        Money(kind, subject, should is null ? $"no {what}" : $"{should}", posting is null ? "nothing in the books" : $"{posting} in the books", number);
    }

    private void CompareStock()
    {
        foreach (var order in ours.Orders)
        {
            string[] may = order.Status switch
            {
                "PENDING" => ["HELD"],
                "CANCELLED" => order.Sold ? ["RETURNED", "SOLD"] : ["RELEASED"],
                _ => ["SOLD"],
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

    private void Money(string kind, string subject, string here, string there, string? number) =>
        _found.Add(kind, Area.Money, subject, here, there, number);

    private static bool IsLive(string refundState) => refundState is not ("failed" or "canceled");

    private static string Mode(bool live) => live ? "live" : "test";

    private static string Upper(string state) => state.ToUpperInvariant();
}
