using System.Globalization;
using System.Text.Json.Nodes;
using StripeSandbox.Api;

namespace StripeSandbox.Books;

/// <summary>A hosted page: one thing to pay, open until it was paid or has expired.</summary>
public sealed class CheckoutSession(string id, long created, long expiresAt, long amount, string currency, string pageUrl, Form form)
    : IStripeObject
{
    private static readonly PaymentMethod NoCard = new("", TestCards.All[0], 0, Form.Parse(""));
    private const string IdPlace = "{CHECKOUT_SESSION_ID}";
    private readonly IReadOnlyDictionary<string, string> metadata = form.Map("metadata");

    public string Id { get; } = id;
    public long Created { get; } = created;
    public long ExpiresAt { get; } = expiresAt;
    public long Amount { get; } = amount;
    public string Currency { get; } = currency;
    public string PageUrl { get; } = pageUrl;
    public string Status { get; private set; } = "open";
    public bool Paid { get; private set; }
    public PaymentIntent? Intent { get; private set; }
    public bool IsOpen => Status == "open";
    public string SuccessUrl => form.Required("success_url").Replace(IdPlace, Id, StringComparison.Ordinal);
    public string? CancelUrl => form.Text("cancel_url")?.Replace(IdPlace, Id, StringComparison.Ordinal);
    public string? Email => form.Text("customer_email");
    public string Says => form.Text("line_items[0][price_data][product_data][name]") ?? "Payment";

    public void Begin(PaymentIntent intent) => Intent = intent;

    public void Complete(bool paid) => (Status, Paid) = ("complete", paid);

    public void Expire() => Status = "expired";

    /// <summary>What the PaymentIntent of this page is made of.</summary>
    public Form IntentForm() => new(
    [
        KeyValuePair.Create("amount", Amount.ToString(CultureInfo.InvariantCulture)),
        KeyValuePair.Create("currency", Currency),
        KeyValuePair.Create("payment_method_types[0]", "card"),
        .. form.Under("payment_intent_data").Fields,
    ]);

    public JsonObject ToJson() => new()
    {
        ["id"] = Id,
        ["object"] = "checkout.session",
        ["adaptive_pricing"] = null,
        ["after_expiration"] = null,
        ["allow_promotion_codes"] = null,
        ["amount_subtotal"] = Amount,
        ["amount_total"] = Amount,
        ["automatic_tax"] = new JsonObject { ["enabled"] = false, ["liability"] = null, ["provider"] = null, ["status"] = null },
        ["billing_address_collection"] = null,
        ["cancel_url"] = form.Text("cancel_url"),
        ["client_reference_id"] = form.Text("client_reference_id"),
        ["client_secret"] = null,
        ["collected_information"] = null,
        ["consent"] = null,
        ["consent_collection"] = null,
        ["created"] = Created,
        ["currency"] = Currency,
        ["currency_conversion"] = null,
        ["custom_fields"] = new JsonArray(),
        ["custom_text"] = new JsonObject
        {
            ["after_submit"] = null,
            ["shipping_address"] = null,
            ["submit"] = null,
            ["terms_of_service_acceptance"] = null,
        },
        ["customer"] = null,
        ["customer_account"] = null,
        ["customer_creation"] = "if_required",
        ["customer_details"] = Details(),
        ["customer_email"] = Email,
        ["discounts"] = new JsonArray(),
        ["expires_at"] = ExpiresAt,
        ["integration_identifier"] = null,
        ["invoice"] = null,
        ["invoice_creation"] = null,
        ["livemode"] = false,
        ["locale"] = form.Text("locale"),
        ["managed_payments"] = null,
        ["metadata"] = new JsonObject(metadata.Select(m => KeyValuePair.Create<string, JsonNode?>(m.Key, m.Value))),
        ["mode"] = "payment",
        ["origin_context"] = null,
        ["payment_intent"] = Intent?.Id,
        ["payment_link"] = null,
        ["payment_method_collection"] = "if_required",
        ["payment_method_configuration_details"] = null,
        ["payment_method_options"] = new JsonObject(),
        ["payment_method_types"] = new JsonArray("card"),
        ["payment_status"] = Paid ? "paid" : "unpaid",
        ["permissions"] = null,
        ["recovered_from"] = null,
        ["saved_payment_method_options"] = null,
        ["setup_intent"] = null,
        ["shipping_address_collection"] = null,
        ["shipping_cost"] = null,
        ["shipping_options"] = new JsonArray(),
        ["status"] = Status,
        ["submit_type"] = form.Text("submit_type"),
        ["subscription"] = null,
        ["success_url"] = form.Text("success_url"),
        ["total_details"] = new JsonObject { ["amount_discount"] = 0, ["amount_shipping"] = 0, ["amount_tax"] = 0 },
        ["ui_mode"] = "hosted_page",
        ["url"] = IsOpen ? PageUrl : null,
        ["wallet_options"] = null,
    };

    private JsonObject? Details()
    {
        var billing = Intent?.LatestCharge?.Method.Billing();
        return Email is null && (IsOpen || billing is null) ? null : new JsonObject
        {
            ["address"] = (billing ?? NoCard.Billing())["address"]!.DeepClone(),
            ["business_name"] = null,
            ["email"] = Email ?? billing?["email"]?.DeepClone(),
            ["individual_name"] = null,
            ["name"] = billing?["name"]?.DeepClone(),
            ["phone"] = null,
            ["tax_exempt"] = "none",
            ["tax_ids"] = null,
        };
    }
}
