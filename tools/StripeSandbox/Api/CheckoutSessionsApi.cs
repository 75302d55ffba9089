using StripeSandbox.Books;

namespace StripeSandbox.Api;

public static class CheckoutSessionsApi
{
    private static readonly string[] Taken =
    [
        "mode", "success_url", "cancel_url", "client_reference_id", "customer_email", "expires_at", "locale", "submit_type", "ui_mode",
        "line_items[*]", "metadata[*]", "payment_intent_data[*]", "payment_method_types[]",
    ];

    public static void MapCheckoutSessions(this ApiRoutes api)
    {
        api.Post("/checkout/sessions", Taken, r => new CheckoutSessions(r.Account).Create(r.Form, r.BaseUrl).ToJson());
        api.Get("/checkout/sessions", [.. Paging.Parameters, "payment_intent", "status"], r => Paging.Page(
            r.Account.Newest<CheckoutSession>().Where(s => (r.Form.Text("payment_intent") is not { } intent || s.Intent?.Id == intent)
                && (r.Form.Text("status") is not { } status || s.Status == status)), r));
        api.Get("/checkout/sessions/{id}", [], r => Session(r).ToJson());
        api.Post("/checkout/sessions/{id}/expire", [], r =>
        {
            var session = Session(r);
            new CheckoutSessions(r.Account).Expire(session);
            return session.ToJson();
        });
    }

    private static CheckoutSession Session(ApiRequest request) => request.Account.Find<CheckoutSession>(request.ObjectId)
        ?? throw StripeError.NotFound("checkout.session", request.ObjectId, "session");
}
