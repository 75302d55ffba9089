using RachelFoods.Web.Modules.Payments;

namespace RachelFoods.Web.Modules.Reconciliation;

/// <summary>Stripe's payments, pages, refunds and disputes, and our rows of the same.</summary>
internal sealed class StripeComparison(OurBooks ours, StripeSide stripe, DateTimeOffset from, DateTimeOffset to, Findings found)
{
    public void CompareIntents()
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
            if (!FindSecond(row, intent ?? meant, byPayment[row.Id].ToList()))
            {
                Compare(row, intent, meant);
            }
        }
        foreach (var intent in stripe.Intents.Where(i => !met.Contains(i.Id) && i.CreatedAt >= from && i.CreatedAt < to))
        {
            var number = intent.OrderId is { } orderId ? ours.NumberOf(orderId) : null;
            found.AddMoney("payment_unknown_here", intent.Id, "no row", $"{intent.State} {intent.Amount}", number);
        }
    }

    private bool FindSecond(PaymentInBooks row, IntentAtStripe? own, List<IntentAtStripe> made)
    {
        var number = ours.NumberOf(row.OrderId);
        if (made.Count(i => i.State == IntentState.Succeeded) is > 1 and var times)
        {
            found.AddMoney("payment_taken_twice", row.Name, row.State, $"{times} succeeded", number);
            return true;
        }
        if (made.Find(i => i != own && i.State != IntentState.Canceled) is not { } second)
        {
            return false;
        }
        var kind = second.State == IntentState.Succeeded ? "payment_unknown_here" : "payment_payable_twice";
        found.AddMoney(kind, second.Id, $"{row.State} {row.Due}, {row.Name}", $"{second.State} {second.Amount}", number);
        return true;
    }

    private void Compare(PaymentInBooks row, IntentAtStripe? intent, IntentAtStripe? meant)
    {
        var number = ours.NumberOf(row.OrderId);
        if (intent is null && row.IntentId is not null && meant is not null)
        {
            found.AddMoney("payment_id_differs", row.Name, row.IntentId, meant.Id, number);
            return;
        }
        if ((intent ?? meant) is not { } there)
        {
            // What Stripe was never asked for, and a hosted page that nobody has paid, have no PaymentIntent.
            if (row.IntentId is not null || row.State == "SUCCEEDED")
            {
                found.AddMoney("payment_missing_at_stripe", row.Name, $"{row.State} {row.Due}", "nothing", number);
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
            found.AddMoney("payment_livemode_differs", row.Name, Mode(stripe.Livemode), Mode(there.Livemode), number);
        }
        else if (there.Amount.Currency != row.Due.Currency)
        {
            found.AddMoney("payment_currency_differs", row.Name, $"{row.Due}", $"{there.Amount}", number);
        }
        else if (there.Amount != row.Due || (there.State == IntentState.Succeeded && there.Received != row.Due))
        {
            found.AddMoney("payment_amount_differs", row.Name, $"{row.Due}", $"{there.Amount}, {there.Received} received", number);
        }
        else if (!fits)
        {
            found.AddMoney("payment_state_differs", row.Name, row.State, $"{there.State}", number);
        }
    }

    public void ComparePages()
    {
        var byId = stripe.Pages.ToDictionary(p => p.Id, StringComparer.Ordinal);
        foreach (var row in ours.Payments.Where(p => p is { Hosted: true, Asked: true }))
        {
            var page = row.StripeId is { } id ? byId.GetValueOrDefault(id) : stripe.Pages.FirstOrDefault(p => p.PaymentId == row.Id);
            if (page is not null)
            {
                byId.Remove(page.Id);
                Compare(row, page);
            }
            else if (row.StripeId is not null)
            {
                found.AddMoney("payment_missing_at_stripe", row.Name, $"{row.State} {row.Due}", "nothing", ours.NumberOf(row.OrderId));
            }
        }
        foreach (var page in byId.Values)
        {
            var row = ours.Payments.FirstOrDefault(p => p.Id == page.PaymentId);
            var kind = row is not null && page.Open ? "payment_payable_twice" : "payment_unknown_here";
            var orderId = row?.OrderId ?? page.OrderId;
            found.AddMoney(
                kind,
                page.Id,
                row is null ? "no row" : $"{row.State} {row.Due}, {row.Name}",
                $"{page.State} {page.Due}",
                orderId is { } known ? ours.NumberOf(known) : null);
        }
    }

    private void Compare(PaymentInBooks row, PageAtStripe page)
    {
        var number = ours.NumberOf(row.OrderId);
        if (page.Livemode != stripe.Livemode)
        {
            found.AddMoney("payment_livemode_differs", row.Name, Mode(stripe.Livemode), Mode(page.Livemode), number);
        }
        else if (page.Due is { } due && due != row.Due)
        {
            found.AddMoney("payment_amount_differs", row.Name, $"{row.Due}", $"{due}", number);
        }
        else if (page.Open && row.State != "OPEN")
        {
            found.AddMoney("closed_payment_can_be_paid", row.Name, row.State, $"{page.State} {page.Due}", number);
        }
        else if (row.State == "SUCCEEDED" ? !page.Taken : page.Taken || (row.State == "OPEN" && page.State == "expired"))
        {
            found.AddMoney("payment_state_differs", row.Name, row.State, page.State, number);
        }
    }

    public void CompareRefunds()
    {
        var known = stripe.Refunds.ToDictionary(r => r.Id, StringComparer.Ordinal);
        var intents = ours.Payments.Where(p => p.IntentId is not null).ToDictionary(p => p.IntentId!, p => p.OrderId, StringComparer.Ordinal);
        var met = ours.Refunds.Select(r => r.StripeId).OfType<string>().ToHashSet(StringComparer.Ordinal);
        foreach (var row in ours.Refunds.Where(r => !r.ByBank))
        {
            var there = row.StripeId is { } id ? known.GetValueOrDefault(id) : MadeFor(row);
            met.Add(there?.Id ?? "");
            Compare(row, there);
        }
        // Also a second one that was made for the same row.
        foreach (var refund in stripe.Refunds.Where(r => !met.Contains(r.Id) && IsLive(r.State)))
        {
            var number = refund.IntentId is { } intent && intents.TryGetValue(intent, out var orderId) ? ours.NumberOf(orderId) : null;
            found.AddMoney("refund_unknown_here", refund.Id, "no row", $"{refund.State} {refund.Amount}", number);
        }
    }

    private RefundInBooks? MadeFor(RefundRow row) =>
        stripe.Refunds.Where(r => r.RefundId == row.Id).OrderByDescending(r => IsLive(r.State)).FirstOrDefault();

    private void Compare(RefundRow row, RefundInBooks? there)
    {
        var number = ours.NumberOf(row.OrderId);
        if (there is null)
        {
            // One that Stripe refused was never made there; one that was not asked for yet will be.
            if (row.StripeId is not null || row.State == "SUCCEEDED")
            {
                found.AddMoney("refund_missing_at_stripe", row.Name, $"{row.State} {row.Amount}", "nothing", number);
            }
            return;
        }
        if (there.Amount != row.Amount)
        {
            found.AddMoney("refund_amount_differs", row.Name, $"{row.Amount}", $"{there.Amount}", number);
        }
        else if (Upper(there.State) is var state && (state == "REQUIRES_ACTION" ? "PENDING" : state) != row.State)
        {
            found.AddMoney("refund_state_differs", row.Name, row.State, there.State, number);
        }
    }

    public void CompareDisputes()
    {
        var known = stripe.Disputes.ToDictionary(d => d.Id, StringComparer.Ordinal);
        var intents = ours.Payments.Where(p => p.IntentId is not null).ToDictionary(p => p.IntentId!, p => p.OrderId, StringComparer.Ordinal);
        foreach (var row in ours.Disputes)
        {
            var number = ours.NumberOf(row.OrderId);
            if (!known.Remove(row.StripeId, out var there))
            {
                found.AddMoney("dispute_missing_at_stripe", row.StripeId, $"{row.State} {row.Amount}", "nothing", number);
            }
            else if (there.Amount != row.Amount)
            {
                found.AddMoney("dispute_amount_differs", row.StripeId, $"{row.Amount}", $"{there.Amount}", number);
            }
            else if (Upper(there.State) != row.State)
            {
                found.AddMoney("dispute_state_differs", row.StripeId, row.State, there.State, number);
            }
        }
        foreach (var dispute in known.Values)
        {
            var number = dispute.IntentId is { } intent && intents.TryGetValue(intent, out var orderId) ? ours.NumberOf(orderId) : null;
            found.AddMoney("dispute_unknown_here", dispute.Id, "no row", $"{dispute.State} {dispute.Amount}", number);
        }
    }

    private static bool IsLive(string refundState) => refundState is not ("failed" or "canceled");

    private static string Mode(bool live) => live ? "live" : "test";

    private static string Upper(string state) => state.ToUpperInvariant();
}
