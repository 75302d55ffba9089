using System.Text.Json.Nodes;
using StripeSandbox.Books;
using StripeSandbox.Webhooks;

namespace StripeSandbox.Control;

/// <summary>What tests ask and switch, apart from Stripe's own API: everything under <c>/_sandbox</c>.</summary>
public static class ControlPlane
{
    public sealed record Redelivery(int Times = 1, bool Parallel = false, Fault? Fault = null);

    public sealed record KeyChange(string Key, string? Next = null, bool Expired = false);

    public static void MapControlPlane(this WebApplication app)
    {
        var control = app.MapGroup("/_sandbox");
        control.MapGet("/health", () => Results.Json(new { status = "ok" }));
        control.MapGet("/books", (string key, Accounts accounts) => Results.Json(Ledger.Show(accounts.Of(key))));
        control.MapPost("/reset", (string? key, Accounts accounts, Faults faults, RequestLog log) =>
        {
            accounts.Reset(key);
            faults.Clear(key);
            log.Clear(key);
            return Results.NoContent();
        });
        control.MapPost("/keys", ChangeKey);
        control.MapGet("/requests", (string? key, RequestLog log) => Results.Json(log.ToJson(key)));
        control.MapGet("/deliveries", (string? key, WebhookSender webhooks) => Results.Json(webhooks.ToJson(key)));
        control.MapGet("/faults", (Faults faults) => Results.Json(faults.Show()));
        control.MapPost("/faults", AddFaults);
        control.MapDelete("/faults", (string? key, Faults faults) =>
        {
            faults.Clear(key);
            return Results.NoContent();
        });
        control.MapPost("/events/{id}/deliver", DeliverAsync);
        control.MapPost("/refunds/{id}/settle", Settle);
        control.MapPost("/sessions/{id}/expire", Lapse);
        control.MapDisputeControl();
        control.MapTampering();
    }

    private static IResult AddFaults(JsonNode body, Faults faults)
    {
        var added = body is JsonArray several ? several.Select(f => Faults.Read(f!)).ToList() : [Faults.Read(body)];
        added.ForEach(faults.Add);
        return Results.Json(faults.Show());
    }

    private static IResult ChangeKey(KeyChange change, Accounts accounts)
    {
        if (change.Next is { } next)
            accounts.Roll(change.Key, next);
        accounts.Expire(change.Key, change.Expired);
        return Results.NoContent();
    }

    private static async Task<IResult> DeliverAsync(string id, Accounts accounts, WebhookSender webhooks, Redelivery? how)
    {
        if (accounts.HolderOf<StripeEvent>(id) is not { } found)
            return Results.NotFound();
        how ??= new Redelivery();
        return Results.Json(await webhooks.RepeatAsync(found.Account, found.Item, how.Times, how.Parallel, how.Fault));
    }

    /// <summary>As if the session's time were over.</summary>
    private static IResult Lapse(string id, Accounts accounts)
    {
        if (accounts.HolderOf<CheckoutSession>(id) is not { } found)
            return Results.NotFound();
        lock (found.Account.Gate)
        {
            new CheckoutSessions(found.Account).Lapse(found.Item);
            return Results.Json(found.Item.ToJson());
        }
    }

    private static IResult Settle(string id, Accounts accounts)
    {
        if (accounts.HolderOf<Refund>(id) is not { } found)
            return Results.NotFound();
        lock (found.Account.Gate)
        {
            new Refunds(found.Account).Settle(found.Item);
            return Results.Json(found.Item.ToJson());
        }
    }
}
