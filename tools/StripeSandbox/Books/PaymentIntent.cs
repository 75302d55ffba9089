using System.Text.Json.Nodes;
using StripeSandbox.Api;

namespace StripeSandbox.Books;

public sealed class PaymentIntent(string id, long created, CheckoutSession? session = null) : IStripeObject
{
    private static readonly string[] Cancellable =
        ["requires_payment_method", "requires_capture", "requires_confirmation", "requires_action", "processing"];

    public string Id { get; } = id;
    public long Created { get; } = created;

    /// <summary>The hosted page that made it, if one did.</summary>
    public CheckoutSession? Session { get; } = session;

    public string ClientSecret { get; } = Account.NewId(id + "_secret_");
    public string Status { get; private set; } = "requires_payment_method";
    public long Amount { get; private set; }
    public long Received { get; private set; }
    public string Currency { get; private set; } = "";
    public string CaptureMethod { get; private set; } = "automatic_async";
    public string ConfirmationMethod { get; private set; } = "automatic";
    public bool Automatic { get; private set; }
    public string AllowRedirects { get; private set; } = "always";
    public string? Description { get; private set; }
    public string? ReceiptEmail { get; private set; }
    public string? StatementSuffix { get; private set; }
    public string? TransferGroup { get; private set; }
    public string? SetupFutureUsage { get; private set; }
    public string? ReturnUrl { get; private set; }
    public JsonObject? Shipping { get; private set; }
    public PaymentMethod? Method { get; private set; }
    public Charge? LatestCharge { get; private set; }
    public JsonObject? NextAction { get; private set; }

    /// <summary>Whether the challenge stands in an overlay (Stripe.js) and not on a page of its own.</summary>
    public bool Overlaid { get; private set; }

    private readonly SortedDictionary<string, string> metadata = new(StringComparer.Ordinal);
    private JsonObject? lastError;
    private long? canceledAt;
    private string? cancellationReason;

    public string? LastErrorMessage => lastError?["message"]?.GetValue<string>();

    public bool IsPayable => Status is "requires_payment_method" or "requires_confirmation" or "requires_action";

    public JsonObject MetadataJson() => new(metadata.Select(m => KeyValuePair.Create<string, JsonNode?>(m.Key, m.Value)));

    public void Open(Form form)
    {
        Automatic = form.Flag("automatic_payment_methods[enabled]") || form.List("payment_method_types").Count == 0;
        AllowRedirects = form.OneOf("automatic_payment_methods[allow_redirects]", "always", "never") ?? "always";
        CaptureMethod = form.OneOf("capture_method", "automatic", "automatic_async", "manual") ?? CaptureMethod;
        ConfirmationMethod = form.OneOf("confirmation_method", "automatic", "manual") ?? ConfirmationMethod;
        Describe(form);
    }

    public void Price(long amount, string currency) => (Amount, Currency) = (amount, currency);

    public void Describe(Form form)
    {
        foreach (var (name, value) in form.Map("metadata"))
            if (value.Length == 0)
                metadata.Remove(name);
            else
                metadata[name] = value;
        if (form.Fields.Any(f => f.Key == "metadata"))
            metadata.Clear();
        Description = form.Text("description") ?? Description;
        ReceiptEmail = form.Text("receipt_email") ?? ReceiptEmail;
        StatementSuffix = form.Text("statement_descriptor_suffix") ?? StatementSuffix;
        TransferGroup = form.Text("transfer_group") ?? TransferGroup;
        SetupFutureUsage = form.OneOf("setup_future_usage", "on_session", "off_session") ?? SetupFutureUsage;
        ReturnUrl = form.Text("return_url") ?? ReturnUrl;
        Shipping = form.Has("shipping") ? ShippingOf(form) : Shipping;
    }

    public void Attach(PaymentMethod method)
    {
        Method = method;
        if (Status == "requires_payment_method")
            Status = "requires_confirmation";
        lastError = null;
    }

    public void Ask(JsonObject nextAction, bool overlaid)
    {
        (Status, NextAction, Overlaid) = ("requires_action", nextAction, overlaid);
        lastError = null;
    }

    public void Fail(JsonObject error)
    {
        lastError = error;
        (Status, NextAction, Method) = ("requires_payment_method", null, null);
    }

    public void Try(Charge charge) => LatestCharge = charge;

    public void Authorize() => (Status, NextAction, lastError) = ("requires_capture", null, null);

    public void Process() => (Status, NextAction, lastError) = ("processing", null, null);

    public void Succeed(long received) => (Status, Received, NextAction, lastError) = ("succeeded", received, null, null);

    public void Cancel(string? reason, long now)
    {
        if (!Cancellable.Contains(Status, StringComparer.Ordinal) || Status == "processing")
            throw Unexpected($"You cannot cancel this PaymentIntent because it has a status of {Status}. Only a PaymentIntent with "
                + $"one of the following statuses may be canceled: {string.Join(", ", Cancellable)}.");
        (Status, NextAction, canceledAt, cancellationReason) = ("canceled", null, now, reason);
    }

    public StripeError Unexpected(string message) => StripeError.State(message, ToJson());

    public JsonObject ToJson() => new()
    {
        ["id"] = Id,
        ["object"] = "payment_intent",
        ["amount"] = Amount,
        ["amount_capturable"] = Status == "requires_capture" ? Amount : 0,
        ["amount_details"] = new JsonObject { ["tip"] = new JsonObject() },
        ["amount_received"] = Received,
        ["application"] = null,
        ["application_fee_amount"] = null,
        ["automatic_payment_methods"] =
            Automatic ? new JsonObject { ["allow_redirects"] = AllowRedirects, ["enabled"] = true } : null,
        ["canceled_at"] = canceledAt,
        ["cancellation_reason"] = cancellationReason,
        ["capture_method"] = CaptureMethod,
        ["client_secret"] = ClientSecret,
        ["confirmation_method"] = ConfirmationMethod,
        ["created"] = Created,
        ["currency"] = Currency,
        ["customer"] = null,
        ["customer_account"] = null,
        ["description"] = Description,
        ["excluded_payment_method_types"] = null,
        ["last_payment_error"] = lastError?.DeepClone(),
        ["latest_charge"] = LatestCharge?.Id,
        ["livemode"] = false,
        ["managed_payments"] = null,
        ["metadata"] = MetadataJson(),
        ["next_action"] = NextAction?.DeepClone(),
        ["on_behalf_of"] = null,
        ["payment_method"] = Method?.Id,
        ["payment_method_configuration_details"] = null,
        ["payment_method_options"] = new JsonObject(),
        ["payment_method_types"] = new JsonArray("card"),
        ["processing"] = Status == "processing" ? new JsonObject { ["type"] = "card" } : null,
        ["receipt_email"] = ReceiptEmail,
        ["review"] = LatestCharge is { Paid: true, Method.Card.Reviewed: true } charge ? "prv_" + charge.Id[3..] : null,
        ["setup_future_usage"] = SetupFutureUsage,
        ["shipping"] = Shipping?.DeepClone(),
        ["source"] = null,
        ["statement_descriptor"] = null,
        ["statement_descriptor_suffix"] = StatementSuffix,
        ["status"] = Status,
        ["transfer_data"] = null,
        ["transfer_group"] = TransferGroup,
    };

    private static JsonObject ShippingOf(Form form) => new()
    {
        ["address"] = new JsonObject
        {
            ["city"] = form.Text("shipping[address][city]"),
            ["country"] = form.Text("shipping[address][country]"),
            ["line1"] = form.Text("shipping[address][line1]"),
            ["line2"] = form.Text("shipping[address][line2]"),
            ["postal_code"] = form.Text("shipping[address][postal_code]"),
            ["state"] = form.Text("shipping[address][state]"),
        },
        ["carrier"] = form.Text("shipping[carrier]"),
        ["name"] = form.Required("shipping[name]"),
        ["phone"] = form.Text("shipping[phone]"),
        ["tracking_number"] = form.Text("shipping[tracking_number]"),
    };
}
