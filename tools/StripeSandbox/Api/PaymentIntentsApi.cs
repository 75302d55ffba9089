using StripeSandbox.Books;

namespace StripeSandbox.Api;

public static class PaymentIntentsApi
{
    private static readonly string[] Described =
    [
        "description", "metadata[*]", "payment_method", "payment_method_data[*]", "payment_method_options[*]", "payment_method_types[]",
        "receipt_email", "setup_future_usage", "shipping[*]", "statement_descriptor_suffix",
    ];

    private static readonly string[] Confirmed =
        ["error_on_requires_action", "off_session", "return_url", "use_stripe_sdk", "mandate_data[*]", "radar_options[*]"];

    public static void MapPaymentIntents(this ApiRoutes api)
    {
        api.Get("/payment_intents", [.. Paging.Parameters, "customer"], r => Paging.Page(r.Account.Newest<PaymentIntent>(), r));
        api.Get("/payment_intents/{id}", ["client_secret"], r => Intent(r).ToJson(), alsoPublishable: true);
        api.Post("/payment_intents",
            [.. Described, .. Confirmed, "amount", "currency", "automatic_payment_methods[enabled]",
                "automatic_payment_methods[allow_redirects]", "capture_method", "confirm", "confirmation_method", "transfer_group"],
            r => new Payments(r.Account, r.Slowness).Create(r.Form, r.BaseUrl).ToJson());
        api.Post("/payment_intents/{id}", [.. Described, "amount", "currency", "capture_method", "transfer_group"], r =>
        {
            var intent = Intent(r);
            new Payments(r.Account).Update(intent, r.Form);
            return intent.ToJson();
        });
        api.Post("/payment_intents/{id}/confirm", [.. Described, .. Confirmed, "amount_to_confirm", "capture_method", "client_secret"], r =>
        {
            var intent = Intent(r);
            new Payments(r.Account, r.Slowness).Confirm(intent, r.Form, r.BaseUrl);
            return intent.ToJson();
        }, alsoPublishable: true);
        api.Post("/payment_intents/{id}/cancel", ["cancellation_reason"], r =>
        {
            var reason = r.Form.OneOf("cancellation_reason", "duplicate", "fraudulent", "requested_by_customer", "abandoned");
            var intent = Intent(r);
            if (intent.Session is { IsOpen: true } session)
                throw StripeError.Refused($"You cannot cancel this PaymentIntent because it was created by the Checkout Session {session.Id}. "
                    + "Expire the Checkout Session instead.");
            new Payments(r.Account).Cancel(intent, reason);
            return intent.ToJson();
        });
        api.Post("/payment_intents/{id}/capture", ["amount_to_capture", "metadata[*]", "statement_descriptor_suffix"], r =>
        {
            var intent = Intent(r);
            new Payments(r.Account).Capture(intent, r.Form.Whole("amount_to_capture"));
            return intent.ToJson();
        });
    }

    /// <summary>The intent of the path. A browser must also show its client secret.</summary>
    private static PaymentIntent Intent(ApiRequest request)
    {
        var intent = request.Account.Find<PaymentIntent>(request.ObjectId)
            ?? throw StripeError.NotFound("payment_intent", request.ObjectId, "intent");
        if (request.Publishable && request.Form.Required("client_secret") != intent.ClientSecret)
            throw StripeError.Refused("The client_secret provided does not match the client_secret associated with this PaymentIntent.",
                "payment_intent_invalid_parameter");
        return intent;
    }
}
