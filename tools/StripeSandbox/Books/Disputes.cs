using System.Text.Json.Nodes;
using StripeSandbox.Api;

namespace StripeSandbox.Books;

/// <summary>What can be done with disputes. The caller holds the account's gate.</summary>
public sealed class Disputes(Account account)
{
    private const long AWeek = 7 * 24 * 60 * 60;
    private const long Fee = 1500;

    /// <summary>What the card brings about once it was charged.</summary>
    public void Begin(Charge charge)
    {
        if (charge.Method.Card.Dispute is not DisputeCourse.None and var course)
            Open(charge, course);
    }

    /// <param name="amount">In smallest units; without it what is left of the charge.</param>
    /// <param name="dueBy">Unix seconds; without it in a week.</param>
    public IStripeObject Open(Charge charge, DisputeCourse course, long? amount = null, long? dueBy = null)
    {
        if (charge.Captured == 0)
            throw StripeError.Refused($"Charge {charge.Id} has not been captured.");
        if (course == DisputeCourse.EarlyWarning)
            return Warn(charge);
        if (charge.Dispute is { IsClosed: false })
            throw StripeError.Refused($"Charge {charge.Id} is disputed already.");
        var dispute = new Dispute(Account.NewId("du_"), charge, amount ?? charge.Captured - charge.Refunded,
            course switch
            {
                DisputeCourse.NotReceived => "product_not_received",
                DisputeCourse.Inquiry => "general",
                _ => "fraudulent",
            }, course == DisputeCourse.Inquiry, dueBy ?? account.Now + AWeek, account.Now);
        account.Add(dispute);
        charge.Doubt(dispute);
        var withdrawn = !dispute.IsInquiry;
        if (withdrawn)
            dispute.Move(Post(dispute, -dispute.Amount, Fee, "dispute"));
        account.Publish("charge.dispute.created", dispute.ToJson());
        if (withdrawn)
            account.Publish("charge.dispute.funds_withdrawn", dispute.ToJson());
        return dispute;
    }

    public void Answer(Dispute dispute, Form form, TimeSpan settlesAfter)
    {
        if (!dispute.AwaitsResponse)
            throw StripeError.Refused(dispute.IsClosed ? "This dispute is already closed." : "Evidence for this dispute has already been submitted.");
        Amounts.CheckMetadata(form);
        var before = Before(dispute);
        dispute.Describe(form);
        if (dispute.HasEvidence && (!form.Has("submit") || form.Flag("submit")))
        {
            dispute.Submit();
            if (Verdict(dispute) is { } verdict)
                account.Later(settlesAfter, () => Follow(dispute, verdict));
        }
        account.Publish("charge.dispute.updated", dispute.ToJson(), before);
    }

    /// <summary>The shop accepts the loss.</summary>
    public void Close(Dispute dispute)
    {
        if (dispute.IsClosed)
            throw StripeError.Refused("This dispute is already closed.");
        Settle(dispute, dispute.IsInquiry ? "warning_closed" : "lost");
    }

    /// <summary>Moves it to where the bank wants it; money follows where the status says so.</summary>
    public void Settle(Dispute dispute, string status)
    {
        if (dispute.IsClosed)
            throw StripeError.Refused("This dispute is already closed.");
        var before = Before(dispute);
        switch (status, dispute.IsInquiry)
        {
            case ("won", false):
                dispute.MoveTo(status);
                dispute.Move(Post(dispute, dispute.Amount, 0, "dispute_reversal"));
                account.Publish("charge.dispute.closed", dispute.ToJson(), before);
                account.Publish("charge.dispute.funds_reinstated", dispute.ToJson());
                break;
            case ("lost", false) or ("warning_closed", true) or ("prevented", _):
                dispute.MoveTo(status);
                account.Publish("charge.dispute.closed", dispute.ToJson(), before);
                break;
            case ("needs_response", true):
                dispute.Escalate(account.Now + AWeek);
                dispute.Move(Post(dispute, -dispute.Amount, Fee, "dispute"));
                account.Publish("charge.dispute.updated", dispute.ToJson(), before);
                account.Publish("charge.dispute.funds_withdrawn", dispute.ToJson());
                break;
            case ("under_review", false) or ("warning_under_review", true):
                dispute.MoveTo(status);
                account.Publish("charge.dispute.updated", dispute.ToJson(), before);
                break;
            default:
                throw StripeError.Refused($"A dispute cannot go from {dispute.Status} to {status}.");
        }
    }

    private static string? Verdict(Dispute dispute) => (dispute.Says, dispute.IsInquiry) switch
    {
        ("winning_evidence", false) => "won",
        ("losing_evidence", false) => "lost",
        ("winning_evidence", true) => "warning_closed",
        ("losing_evidence" or "escalate_inquiry_evidence", true) => "needs_response",
        _ => null,
    };

    private void Follow(Dispute dispute, string verdict)
    {
        if (dispute.Status is "under_review" or "warning_under_review")
            Settle(dispute, verdict);
    }

    private EarlyFraudWarning Warn(Charge charge)
    {
        var warning = new EarlyFraudWarning(Account.NewId("issfr_"), charge, account.Now);
        account.Add(warning);
        account.Publish("radar.early_fraud_warning.created", warning.ToJson());
        return warning;
    }

    private BalanceTransaction Post(Dispute dispute, long amount, long fee, string category)
    {
        var posted = new BalanceTransaction(
            Account.NewId("txn_"), "adjustment", amount, fee, dispute.Charge.Currency, dispute.Id, account.Now, available: true, category);
        account.Add(posted);
        return posted;
    }

    private static JsonObject Before(Dispute dispute) => new() { ["status"] = dispute.Status };
}
