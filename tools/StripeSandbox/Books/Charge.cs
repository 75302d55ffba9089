using System.Text.Json.Nodes;

namespace StripeSandbox.Books;

public sealed class Charge(string id, PaymentIntent intent, PaymentMethod method, long created, Decline? decline, bool authenticated)
    : IStripeObject
{
    public string Id { get; } = id;
    public long Created { get; } = created;
    public PaymentIntent Intent { get; } = intent;
    public PaymentMethod Method { get; } = method;
    public long Amount { get; } = intent.Amount;
    public long Captured { get; private set; }
    public long Refunded { get; private set; }
    public string Currency => Intent.Currency;
    public bool Paid => decline is null;
    public BalanceTransaction? Posted { get; private set; }
    public bool Expired { get; private set; }
    public Dispute? Dispute { get; private set; }

    private readonly JsonObject metadata = intent.MetadataJson();
    private readonly string? description = intent.Description;

    public void Capture(long amount, BalanceTransaction posted) => (Captured, Posted) = (amount, posted);

    public void Release() => Expired = true;

    public void Doubt(Dispute dispute) => Dispute = dispute;

    public void Refund(long amount) => Refunded += amount;

    public JsonObject ToJson() => new()
    {
        ["id"] = Id,
        ["object"] = "charge",
        ["amount"] = Amount,
        ["amount_captured"] = Captured,
        ["amount_refunded"] = Expired ? Amount : Refunded,
        ["application"] = null,
        ["application_fee"] = null,
        ["application_fee_amount"] = null,
        ["balance_transaction"] = Posted?.Id,
        ["billing_details"] = Method.Billing(),
        ["calculated_statement_descriptor"] = "SANDBOX",
        ["captured"] = Captured > 0,
        ["created"] = Created,
        ["currency"] = Currency,
        ["customer"] = null,
        ["description"] = description,
        ["disputed"] = Dispute is not null,
        ["failure_balance_transaction"] = null,
        ["failure_code"] = decline?.Code,
        ["failure_message"] = decline?.Message,
        ["fraud_details"] = new JsonObject(),
        ["livemode"] = false,
        ["metadata"] = metadata.DeepClone(),
        ["on_behalf_of"] = null,
        ["outcome"] = Outcome(),
        ["paid"] = Paid,
        ["payment_intent"] = Intent.Id,
        ["payment_method"] = Method.Id,
        ["payment_method_details"] = Method.Charged(Amount, authenticated),
        ["receipt_email"] = Intent.ReceiptEmail,
        ["receipt_number"] = null,
        ["receipt_url"] = null,
        ["refunded"] = Expired || Paid && Captured > 0 && Refunded == Captured,
        ["review"] = Method.Card.Reviewed ? "prv_" + Id[3..] : null,
        ["shipping"] = Intent.Shipping?.DeepClone(),
        ["source"] = null,
        ["source_transfer"] = null,
        ["statement_descriptor"] = null,
        ["statement_descriptor_suffix"] = Intent.StatementSuffix,
        ["status"] = Paid ? "succeeded" : "failed",
        ["transfer_data"] = null,
        ["transfer_group"] = Intent.TransferGroup,
    };

    private JsonObject Outcome()
    {
        var card = Method.Card;
        var (type, network, reason, says) = (decline, card) switch
        {
            ({ }, { Blocked: true }) => ("blocked", "not_sent_to_network", "highest_risk_level",
                "Stripe blocked this payment as too risky."),
            ({ } d, _) => ("issuer_declined", "declined_by_network", d.DeclineCode ?? d.Code,
                $"The bank returned the decline code `{d.DeclineCode ?? d.Code}`."),
            (null, { Reviewed: true }) => ("manual_review", "approved_by_network", "elevated_risk_level",
                "Stripe evaluated this payment as having elevated risk."),
            _ => ("authorized", "approved_by_network", null, "Payment complete."),
        };
        return new JsonObject
        {
            ["advice_code"] = null,
            ["network_advice_code"] = null,
            ["network_decline_code"] = null,
            ["network_status"] = network,
            ["reason"] = reason,
            ["risk_level"] = card.RiskLevel,
            ["seller_message"] = says,
            ["type"] = type,
        };
    }
}
