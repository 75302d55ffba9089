using System.Text.Json.Nodes;
using StripeSandbox.Api;

namespace StripeSandbox.Books;

/// <summary>What can be done with refunds. The caller holds the account's gate.</summary>
public sealed class Refunds(Account account)
{
    public Refund Create(Form form, TimeSpan settlesAfter)
    {
        Amounts.CheckMetadata(form);
        var reason = form.OneOf("reason", "duplicate", "fraudulent", "requested_by_customer");
        var charge = ChargeOf(form);
        if (!charge.Paid || charge.Captured == 0)
            throw StripeError.Refused($"Charge {charge.Id} has not been captured, so it cannot be refunded.");
        var left = charge.Captured - charge.Refunded - (charge.Dispute?.Lost ?? 0);
        if (charge.Dispute is { BlocksRefund: true } || (charge.Dispute is { Lost: > 0 } && left <= 0))
            throw StripeError.Refused($"Charge {charge.Id} has been charged back; cannot issue a refund.", "charge_disputed");
        if (left == 0)
            throw StripeError.Refused($"Charge {charge.Id} has already been refunded.", "charge_already_refunded");
        var amount = form.Whole("amount") ?? left;
        if (amount < 1)
            throw StripeError.Invalid("This value must be greater than or equal to 1.", "amount", "parameter_invalid_integer");
        if (amount > left)
            throw StripeError.Refused($"Refund amount ({amount}) is greater than unrefunded amount on charge ({left}).");
        var refund = new Refund(Account.NewId("re_"), charge, amount, reason, form.Map("metadata"), account.Now);
        account.Add(refund);
        refund.Post(Post("refund", -amount, refund));
        charge.Refund(amount);
        if (charge.Method.Card.Refund != RefundCourse.LaterSucceeds)
            refund.Succeed();
        account.Publish("refund.created", refund.ToJson());
        account.Publish("charge.refunded", charge.ToJson());
        if (IsUnsettled(refund))
            account.Later(settlesAfter, () => Settle(refund));
        return refund;
    }

    /// <summary>Lets the card's later course happen: a pending refund succeeds, a succeeded one fails.</summary>
    public void Settle(Refund refund)
    {
        if (!IsUnsettled(refund))
            return;
        var before = new JsonObject { ["status"] = refund.Status };
        if (refund.Status == "pending")
        {
            refund.Succeed();
        }
        else
        {
            refund.Fail(Post("refund_failure", refund.Amount, refund));
            refund.Charge.Refund(-refund.Amount);
            account.Publish("refund.failed", refund.ToJson(), before);
        }
        account.Publish("refund.updated", refund.ToJson(), before);
        account.Publish("charge.refund.updated", refund.ToJson(), before);
    }

    private static bool IsUnsettled(Refund refund) => refund.Charge.Method.Card.Refund switch
    {
        RefundCourse.LaterSucceeds => refund.Status == "pending",
        RefundCourse.LaterFails => refund.Status == "succeeded",
        _ => false,
    };

    private Charge ChargeOf(Form form)
    {
        if (form.Text("charge") is { } chargeId)
            return account.Find<Charge>(chargeId) ?? throw StripeError.NotFound("charge", chargeId, "charge");
        if (form.Text("payment_intent") is not { } intentId)
            throw StripeError.Invalid("One of the following params should be provided for this request: payment_intent or charge.",
                code: "parameter_missing");
        var intent = account.Find<PaymentIntent>(intentId) ?? throw StripeError.NotFound("payment_intent", intentId, "payment_intent");
        return intent.LatestCharge is { Paid: true } charge ? charge
            : throw StripeError.Refused($"This PaymentIntent ({intentId}) does not have a successful charge to refund.");
    }

    private BalanceTransaction Post(string type, long amount, Refund refund)
    {
        var posted = new BalanceTransaction(
            Account.NewId("txn_"), type, amount, 0, refund.Charge.Currency, refund.Id, account.Now, available: false);
        account.Add(posted);
        return posted;
    }
}
