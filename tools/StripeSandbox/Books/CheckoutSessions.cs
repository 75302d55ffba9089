using StripeSandbox.Api;

namespace StripeSandbox.Books;

/// <summary>What can be done with hosted pages. The caller holds the account's gate.</summary>
public sealed class CheckoutSessions(Account account, Slowness? slowness = null)
{
    private const long Soonest = 30 * 60;
    private const long Latest = 24 * 60 * 60;

    public CheckoutSession Create(Form form, string baseUrl)
    {
        if (form.Required("mode") != "payment")
            throw StripeError.Invalid("Only the mode `payment` is known here.", "mode");
        if (form.List("payment_method_types").FirstOrDefault(t => t != "card") is { } other)
            throw StripeError.Invalid($"The payment method type \"{other}\" is invalid.", "payment_method_types");
        if (form.Text("ui_mode") is not (null or "hosted_page"))
            throw StripeError.Invalid("Only the ui_mode `hosted_page` is known here.", "ui_mode");
        Amounts.CheckMetadata(form);
        Amounts.CheckMetadata(form.Under("payment_intent_data"));
        CheckUrl(form.Required("success_url"), "success_url");
        if (form.Text("cancel_url") is { } cancel)
            CheckUrl(cancel, "cancel_url");
        var (amount, currency) = TotalOf(form);
        var id = Account.NewId("cs_test_");
        var session = new CheckoutSession(id, account.Now, ExpiryOf(form), amount, currency, $"{baseUrl}/c/pay/{id}", form);
        account.Add(session);
        account.Later(TimeSpan.FromSeconds(session.ExpiresAt - account.Now), () => Lapse(session));
        return session;
    }

    /// <summary>Ends it on the shop's demand; one that is paid or over can't be.</summary>
    public void Expire(CheckoutSession session)
    {
        if (!session.IsOpen)
            throw StripeError.Refused("Only Checkout Sessions with a status in [\"open\"] can be expired. This Checkout Session has a status of "
                + $"\"{session.Status}\".");
        Lapse(session);
    }

    /// <summary>Ends it because its time is over, unless it was paid before.</summary>
    public void Lapse(CheckoutSession session)
    {
        if (!session.IsOpen)
            return;
        session.Expire();
        if (session.Intent is { IsPayable: true } intent)
            new Payments(account).Cancel(intent, "expired");
        account.Publish("checkout.session.expired", session.ToJson());
    }

    /// <summary>The buyer presses the page's button. A decline is thrown, and another card can be tried.</summary>
    public void Pay(CheckoutSession session, Form card, string baseUrl)
    {
        var method = new PaymentMethods(account).New(card);
        new Payments(account, slowness).Confirm(IntentOf(session, baseUrl), new Form(
        [
            KeyValuePair.Create("payment_method", method.Id),
            KeyValuePair.Create("return_url", session.PageUrl),
        ]), baseUrl);
    }

    public PaymentIntent IntentOf(CheckoutSession session, string baseUrl)
    {
        if (session.Intent is null)
            session.Begin(new Payments(account).Create(session.IntentForm(), baseUrl, session));
        return session.Intent!;
    }

    /// <summary>Keeps the page in step with its intent. A payment that is still processing completes the page unpaid.</summary>
    public void Follow(CheckoutSession session, PaymentIntent intent)
    {
        switch (intent.Status)
        {
            case "succeeded" or "requires_capture" or "processing" when session.Status != "complete":
                session.Complete(paid: intent.Status == "succeeded");
                account.Publish("checkout.session.completed", session.ToJson());
                break;
            case "succeeded" when !session.Paid:
                session.Complete(paid: true);
                account.Publish("checkout.session.async_payment_succeeded", session.ToJson());
                break;
            case "requires_payment_method" when session.Status == "complete":
                account.Publish("checkout.session.async_payment_failed", session.ToJson());
                break;
        }
    }

    private long ExpiryOf(Form form)
    {
        var asked = form.Whole("expires_at") ?? account.Now + Latest;
        if (asked < account.Now + Soonest)
            throw StripeError.Invalid("The `expires_at` timestamp must be at least 30 minutes from Checkout Session creation.", "expires_at");
        if (asked > account.Now + Latest)
            throw StripeError.Invalid("The `expires_at` timestamp must be less than 24 hours from Checkout Session creation.", "expires_at");
        return asked;
    }

    private static (long Amount, string Currency) TotalOf(Form form)
    {
        if (!form.Has("line_items[0]"))
            throw StripeError.Missing("line_items");
        var (total, currency) = (0L, "");
        for (var i = 0; form.Has($"line_items[{i}]"); i++)
        {
            var price = $"line_items[{i}][price_data]";
            form.Required($"{price}[product_data][name]");
            form.Required($"{price}[unit_amount]");
            var own = Amounts.Currency(form.Required($"{price}[currency]"));
            if (i > 0 && own != currency)
                throw StripeError.Invalid("All line items must have the same currency.", $"{price}[currency]");
            currency = own;
            total += form.Whole($"{price}[unit_amount]")!.Value * (form.Whole($"line_items[{i}][quantity]") ?? 1);
        }
        return (Amounts.Checked(total, currency), currency);
    }

    private static void CheckUrl(string url, string param)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || !address.Scheme.StartsWith("http", StringComparison.Ordinal))
            throw StripeError.Invalid("Not a valid URL", param, "url_invalid");
    }
}
