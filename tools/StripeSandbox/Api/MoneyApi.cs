using System.Text.Json.Nodes;
using StripeSandbox.Books;

namespace StripeSandbox.Api;

/// <summary>Payment methods, charges, refunds, balance and events.</summary>
public static class MoneyApi
{
    public static void MapMoney(this ApiRoutes api)
    {
        api.Post("/payment_methods", ["type", "card[*]", "billing_details[*]", "metadata[*]"],
            r => NewMethod(r).ToJson(), alsoPublishable: true);
        api.Get("/payment_methods/{id}", [], r => Known<PaymentMethod>(r, "PaymentMethod"));
        api.Get("/charges", [.. Paging.Parameters, "payment_intent"], r => Paging.Page(
            r.Account.Newest<Charge>().Where(c => r.Form.Text("payment_intent") is not { } id || c.Intent.Id == id), r));
        api.Get("/charges/{id}", [], r => Known<Charge>(r, "charge"));
        api.Get("/refunds", [.. Paging.Parameters, "charge", "payment_intent"], r => Paging.Page(
            r.Account.Newest<Refund>().Where(x => (r.Form.Text("charge") is not { } charge || x.Charge.Id == charge)
                && (r.Form.Text("payment_intent") is not { } intent || x.Charge.Intent.Id == intent)), r));
        api.Get("/refunds/{id}", [], r => Known<Refund>(r, "refund"));
        api.Post("/refunds", ["amount", "charge", "payment_intent", "metadata[*]", "reason", "refund_application_fee", "reverse_transfer"],
            r => new Refunds(r.Account).Create(r.Form, api.Settings.RefundsSettleAfter).ToJson());
        api.Get("/balance", [], r => Balance(r.Account));
        api.Get("/balance_transactions", [.. Paging.Parameters, "type", "currency"], r => Paging.Page(
            r.Account.Newest<BalanceTransaction>().Where(t => (r.Form.Text("type") is not { } type || t.Type == type)
                && (r.Form.Text("currency") is not { } currency || t.Currency == currency)), r));
        api.Get("/balance_transactions/{id}", [], r => Known<BalanceTransaction>(r, "balance transaction"));
        api.Get("/events", [.. Paging.Parameters, "type", "types[]", "delivery_success"], Events);
        api.Get("/events/{id}", [], r => Known<StripeEvent>(r, "event"));
    }

    private static JsonObject Known<T>(ApiRequest request, string what) where T : class, IStripeObject =>
        (request.Account.Find<T>(request.ObjectId) ?? throw StripeError.NotFound(what, request.ObjectId)).ToJson();

    private static PaymentMethod NewMethod(ApiRequest request) => request.Form.Required("type") == "card"
        ? new PaymentMethods(request.Account).New(request.Form)
        : throw StripeError.Invalid("Only cards are known here.", "type");

    private static JsonObject Events(ApiRequest request)
    {
        var types = request.Form.List("types");
        var found = request.Account.Newest<StripeEvent>()
            .Where(e => types.Count == 0 || types.Contains(e.Type, StringComparer.Ordinal))
            .Where(e => request.Form.Text("type") is not { } type || Matches(e.Type, type))
            .Where(e => !request.Form.Has("delivery_success") || e.Delivered == request.Form.Flag("delivery_success"));
        return Paging.Page(found, request);
    }

    private static bool Matches(string type, string wanted) =>
        wanted.EndsWith('*') ? type.StartsWith(wanted[..^1], StringComparison.Ordinal) : type == wanted;

    private static JsonObject Balance(Account account) => new()
    {
        ["object"] = "balance",
        ["available"] = Sums(account, available: true),
        ["livemode"] = false,
        ["pending"] = Sums(account, available: false),
    };

    private static JsonArray Sums(Account account, bool available) => new([.. account.Newest<BalanceTransaction>()
        .GroupBy(t => t.Currency, StringComparer.Ordinal)
        .Select(g => (Currency: g.Key, Net: g.Where(t => t.Available == available).Sum(t => t.Net)))
        .DefaultIfEmpty(("usd", 0))
        .Select(s => new JsonObject
        {
            ["amount"] = s.Net,
            ["currency"] = s.Currency,
            ["source_types"] = new JsonObject { ["card"] = s.Net },
        })]);
}
