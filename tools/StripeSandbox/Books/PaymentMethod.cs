using System.Text.Json.Nodes;
using StripeSandbox.Api;

namespace StripeSandbox.Books;

public sealed class PaymentMethod(string id, TestCard card, long created, Form form) : IStripeObject
{
    private readonly long month = form.Whole("card[exp_month]") ?? 12;
    private readonly long year = form.Whole("card[exp_year]") ?? 2034;

    public string Id { get; } = id;
    public TestCard Card { get; } = card;
    public long Created { get; } = created;

    public JsonObject Billing() => new()
    {
        ["address"] = new JsonObject
        {
            ["city"] = Billed("[address][city]"),
            ["country"] = Billed("[address][country]"),
            ["line1"] = Billed("[address][line1]"),
            ["line2"] = Billed("[address][line2]"),
            ["postal_code"] = Billed("[address][postal_code]"),
            ["state"] = Billed("[address][state]"),
        },
        ["email"] = Billed("[email]"),
        ["name"] = Billed("[name]"),
        ["phone"] = Billed("[phone]"),
        ["tax_id"] = Billed("[tax_id]"),
    };

    public JsonObject ToJson() => new()
    {
        ["id"] = Id,
        ["object"] = "payment_method",
        ["allow_redisplay"] = "unspecified",
        ["billing_details"] = Billing(),
        ["card"] = new JsonObject
        {
            ["brand"] = Card.Brand,
            ["checks"] = Checks(),
            ["country"] = "US",
            ["display_brand"] = Card.Brand,
            ["exp_month"] = month,
            ["exp_year"] = year,
            ["fingerprint"] = Fingerprint,
            ["funding"] = "credit",
            ["generated_from"] = null,
            ["last4"] = Card.Last4,
            ["networks"] = new JsonObject { ["available"] = new JsonArray(Card.Brand), ["preferred"] = null },
            ["regulated_status"] = "unregulated",
            ["three_d_secure_usage"] = new JsonObject { ["supported"] = true },
            ["wallet"] = null,
        },
        ["created"] = Created,
        ["customer"] = null,
        ["customer_account"] = null,
        ["livemode"] = false,
        ["metadata"] = new JsonObject(),
        ["type"] = "card",
    };

    /// <summary>The card as a charge shows it.</summary>
    public JsonObject Charged(long amount, bool authenticated) => new()
    {
        ["card"] = new JsonObject
        {
            ["amount_authorized"] = amount,
            ["authorization_code"] = "204837",
            ["brand"] = Card.Brand,
            ["checks"] = Checks(),
            ["country"] = "US",
            ["exp_month"] = month,
            ["exp_year"] = year,
            ["fingerprint"] = Fingerprint,
            ["funding"] = "credit",
            ["installments"] = null,
            ["last4"] = Card.Last4,
            ["mandate"] = null,
            ["network"] = Card.Brand,
            ["network_transaction_id"] = "104837562910384",
            ["regulated_status"] = "unregulated",
            ["three_d_secure"] = authenticated ? Authentication() : null,
            ["transaction_link_id"] = null,
            ["wallet"] = null,
        },
        ["type"] = "card",
    };

    private string Fingerprint => $"Fp{Card.Number[..6]}x{Card.Last4}";

    private string? Billed(string field) => form.Text("billing_details" + field);

    private JsonObject Checks() => new()
    {
        ["address_line1_check"] = Billed("[address][line1]") is null ? null : "pass",
        ["address_postal_code_check"] = Billed("[address][postal_code]") is null ? null : Card.ZipCheck,
        ["cvc_check"] = Card.CvcCheck,
    };

    private static JsonObject Authentication() => new()
    {
        ["authentication_flow"] = "challenge",
        ["electronic_commerce_indicator"] = "05",
        ["exemption_indicator"] = null,
        ["result"] = "authenticated",
        ["result_reason"] = null,
        ["transaction_id"] = "7f1c9a52-30c4-4a6e-9d3b-5a0f2f6f6d11",
        ["version"] = "2.2.0",
    };
}
