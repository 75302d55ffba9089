using StripeSandbox.Books;

namespace StripeSandbox.Api;

public static class DisputesApi
{
    public static void MapDisputes(this ApiRoutes api)
    {
        api.Get("/disputes", [.. Paging.Parameters, "charge", "payment_intent"], r => Paging.Page(
            r.Account.Newest<Dispute>().Where(d => (r.Form.Text("charge") is not { } charge || d.Charge.Id == charge)
                && (r.Form.Text("payment_intent") is not { } intent || d.Charge.Intent.Id == intent)), r));
        api.Get("/disputes/{id}", [], r => Known(r).ToJson());
        api.Post("/disputes/{id}", [.. Dispute.EvidenceNames.Select(name => $"evidence[{name}]"), "metadata[*]", "submit"], r =>
        {
            var dispute = Known(r);
            new Disputes(r.Account).Answer(dispute, r.Form, api.Settings.DisputesSettleAfter);
            return dispute.ToJson();
        });
        api.Post("/disputes/{id}/close", [], r =>
        {
            var dispute = Known(r);
            new Disputes(r.Account).Close(dispute);
            return dispute.ToJson();
        });
    }

    private static Dispute Known(ApiRequest request) =>
        request.Account.Find<Dispute>(request.ObjectId) ?? throw StripeError.NotFound("dispute", request.ObjectId);
}
