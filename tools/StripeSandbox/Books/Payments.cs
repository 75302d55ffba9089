using System.Text.Json.Nodes;
using StripeSandbox.Api;

namespace StripeSandbox.Books;

/// <summary>A bank that decides later; with a decline against the buyer.</summary>
public sealed record Slowness(TimeSpan Pause, Decline? Decline);

/// <summary>What can be done with PaymentIntents. The caller holds the account's gate.</summary>
public sealed class Payments(Account account, Slowness? slowness = null)
{
    public const string AuthenticationFailed = "payment_intent_authentication_failure";
    private readonly PaymentMethods methods = new(account);

    public PaymentIntent Create(Form form, string baseUrl, CheckoutSession? session = null)
    {
        if (form.Flag("automatic_payment_methods[enabled]") && form.Has("payment_method_types"))
            throw StripeError.Invalid("You may only specify one of these parameters: automatic_payment_methods, payment_method_types.");
        if (form.List("payment_method_types").FirstOrDefault(t => t != "card") is { } other)
            throw StripeError.Invalid($"The payment method type \"{other}\" is invalid.", "payment_method_types");
        Amounts.CheckMetadata(form);
        var currency = Amounts.Currency(form.Required("currency"));
        form.Required("amount");
        var amount = Amounts.Checked(form.Whole("amount")!.Value, currency);
        var intent = new PaymentIntent(Account.NewId("pi_"), account.Now, session);
        intent.Open(form);
        intent.Price(amount, currency);
        if (methods.From(form) is { } method)
            intent.Attach(method);
        if (form.Flag("confirm"))
            CheckReady(intent, form);
        account.Add(intent);
        Publish("created", intent);
        if (form.Flag("confirm"))
            Proceed(intent, form, baseUrl);
        return intent;
    }

    public void Update(PaymentIntent intent, Form form)
    {
        if (!intent.IsPayable)
            throw intent.Unexpected($"This PaymentIntent's {(form.Has("amount") ? "amount" : "parameters")} could not be updated because it has "
                + $"a status of {intent.Status}. You may only update a PaymentIntent with one of the following statuses: "
                + "requires_payment_method, requires_confirmation, requires_action.");
        Amounts.CheckMetadata(form);
        var currency = form.Text("currency") is { } code ? Amounts.Currency(code) : intent.Currency;
        var amount = form.Whole("amount") is { } asked ? Amounts.Checked(asked, currency) : intent.Amount;
        intent.Price(amount, currency);
        intent.Describe(form);
        if (methods.From(form) is { } method)
            intent.Attach(method);
    }

    public void Confirm(PaymentIntent intent, Form form, string baseUrl)
    {
        if (!intent.IsPayable)
            throw intent.Unexpected(intent.Status == "succeeded"
                ? "You cannot confirm this PaymentIntent because it has already succeeded after being previously confirmed."
                : $"You cannot confirm this PaymentIntent because it has a status of {intent.Status}.");
        if (form.Whole("amount_to_confirm") is { } agreed && agreed != intent.Amount)
            throw StripeError.Refused($"The amount_to_confirm ({agreed}) does not match the PaymentIntent's amount ({intent.Amount}).");
        if (methods.From(form) is { } method)
            intent.Attach(method);
        CheckReady(intent, form);
        intent.Describe(form);
        Proceed(intent, form, baseUrl);
    }

    public void Cancel(PaymentIntent intent, string? reason)
    {
        intent.Cancel(reason, account.Now);
        intent.LatestCharge?.Release();
        Publish("canceled", intent);
    }

    public void Capture(PaymentIntent intent, long? asked)
    {
        if (intent.Status != "requires_capture")
            throw intent.Unexpected($"This PaymentIntent could not be captured because it has a status of {intent.Status}. Only a "
                + "PaymentIntent with one of the following statuses may be captured: requires_capture.");
        if (asked > intent.Amount)
            throw StripeError.Refused("The amount_to_capture is greater than the amount authorized.", "amount_too_large");
        Receive(intent, intent.LatestCharge!, asked ?? intent.Amount);
        account.Publish("charge.captured", intent.LatestCharge!.ToJson());
        Publish("succeeded", intent);
    }

    /// <summary>Succeeds even when cancelled, which Stripe would never do.</summary>
    public void PayAnyway(PaymentIntent intent, string card)
    {
        if (intent.Status == "succeeded")
            throw intent.Unexpected("This PaymentIntent has succeeded already.");
        intent.Attach(methods.Named(card));
        var charge = NewCharge(intent, intent.Method!, null, authenticated: false);
        Receive(intent, charge, intent.Amount);
        account.Publish("charge.succeeded", charge.ToJson());
        Publish("succeeded", intent);
    }

    /// <summary>Ends the 3-D Secure challenge; a decline that follows is left in the intent's last error.</summary>
    public void AnswerChallenge(PaymentIntent intent, bool passed)
    {
        if (intent is not { Status: "requires_action", Method: { } method })
            return;
        try
        {
            if (passed)
                Charge(intent, authenticated: true);
            else
                FailAuthentication(intent, method);
        }
        catch (StripeError error) when (error.Status == 402)
        {
            // The buyer's page reads the intent; there is no caller to tell.
        }
    }

    private static void CheckReady(PaymentIntent intent, Form form)
    {
        if (intent.Method is null)
            throw intent.Unexpected("You cannot confirm this PaymentIntent because it's missing a payment method. You can either update the "
                + "PaymentIntent with a payment method and then confirm it again, or confirm it again directly with a payment method.");
        if (intent is { Automatic: true, AllowRedirects: "always", ReturnUrl: null } && !form.Has("return_url") && !form.Flag("use_stripe_sdk"))
            throw StripeError.Invalid("This PaymentIntent is configured to accept payment methods enabled in your Dashboard. Because some of "
                + "these payment methods might redirect your customer off of your page, you must provide a `return_url`.", "return_url");
    }

    private void Proceed(PaymentIntent intent, Form form, string baseUrl)
    {
        if (intent.Method!.Card.Course == CardCourse.Challenged)
            Challenge(intent, form, baseUrl);
        else
            Charge(intent, authenticated: false);
    }

    private void Challenge(PaymentIntent intent, Form form, string baseUrl)
    {
        if (form.Text("off_session") is { } off && off != "false" || form.Flag("error_on_requires_action"))
        {
            Refuse(intent, new Decline("authentication_required", "authentication_required",
                "Your card was declined. This transaction requires authentication."), authenticated: false);
        }
        var url = $"{baseUrl}/challenge/{intent.Id}?client_secret={intent.ClientSecret}";
        var overlaid = form.Flag("use_stripe_sdk") || intent.ReturnUrl is null;
        intent.Ask(overlaid
            ? new JsonObject
            {
                ["type"] = "use_stripe_sdk",
                ["use_stripe_sdk"] = new JsonObject { ["three_d_secure"] = new JsonObject { ["url"] = url } },
            }
            : new JsonObject
            {
                ["type"] = "redirect_to_url",
                ["redirect_to_url"] = new JsonObject { ["return_url"] = intent.ReturnUrl, ["url"] = url },
            }, overlaid);
        Publish("requires_action", intent);
    }

    private void Charge(PaymentIntent intent, bool authenticated)
    {
        var method = intent.Method!;
        if (method.Card.Decline is { } decline)
            Refuse(intent, decline, authenticated);
        if (slowness is { } slow && intent.Status != "processing")
        {
            intent.Process();
            Publish("processing", intent);
            account.Later(slow.Pause, () => Decide(intent, slow.Decline, authenticated));
            return;
        }
        var charge = NewCharge(intent, method, null, authenticated);
        if (intent.CaptureMethod == "manual")
        {
            intent.Authorize();
            account.Publish("charge.succeeded", charge.ToJson());
            Publish("amount_capturable_updated", intent);
            return;
        }
        Receive(intent, charge, intent.Amount);
        account.Publish("charge.succeeded", charge.ToJson());
        Publish("succeeded", intent);
    }

    private void Decide(PaymentIntent intent, Decline? decline, bool authenticated)
    {
        if (decline is null)
        {
            Charge(intent, authenticated);
            return;
        }
        try
        {
            Refuse(intent, decline, authenticated);
        }
        catch (StripeError)
        {
            // Told by events; there is no caller any more.
        }
    }

    private void Receive(PaymentIntent intent, Charge charge, long amount)
    {
        var posted = new BalanceTransaction(Account.NewId("txn_"), "charge", amount, BalanceTransaction.CardFee(amount), intent.Currency,
            charge.Id, account.Now, charge.Method.Card.FundsAtOnce);
        account.Add(posted);
        charge.Capture(amount, posted);
        intent.Succeed(amount);
    }

    private Charge NewCharge(PaymentIntent intent, PaymentMethod method, Decline? decline, bool authenticated)
    {
        var charge = new Charge(Account.NewId("ch_"), intent, method, account.Now, decline, authenticated);
        account.Add(charge);
        intent.Try(charge);
        return charge;
    }

    private void Refuse(PaymentIntent intent, Decline decline, bool authenticated)
    {
        var method = intent.Method!;
        var charge = NewCharge(intent, method, decline, authenticated);
        var error = new StripeError(402, "card_error", decline.Code, decline.Message, decline.Code == "incorrect_cvc" ? "cvc" : null);
        error.More["charge"] = charge.Id;
        if (decline.DeclineCode is not null)
            error.More["decline_code"] = decline.DeclineCode;
        error.More["payment_method"] = method.ToJson();
        intent.Fail((JsonObject)error.ToJson(account.Cause.Id ?? "")["error"]!.DeepClone());
        error.More["payment_intent"] = intent.ToJson();
        account.Publish("charge.failed", charge.ToJson());
        Publish("payment_failed", intent);
        throw error;
    }

    private void FailAuthentication(PaymentIntent intent, PaymentMethod method)
    {
        var error = new StripeError(402, "invalid_request_error", AuthenticationFailed,
            "The provided PaymentMethod has failed authentication. You can provide payment_method_data or a new PaymentMethod to attempt to "
            + "fulfill this PaymentIntent again.");
        error.More["payment_method"] = method.ToJson();
        intent.Fail((JsonObject)error.ToJson(account.Cause.Id ?? "")["error"]!.DeepClone());
        Publish("payment_failed", intent);
    }

    private void Publish(string what, PaymentIntent intent)
    {
        account.Publish("payment_intent." + what, intent.ToJson());
        if (intent.Session is { } session)
            new CheckoutSessions(account).Follow(session, intent);
        if (what == "succeeded")
            new Disputes(account).Begin(intent.LatestCharge!);
    }
}
