using System.Text.Json.Nodes;
using StripeSandbox.Books;

namespace StripeSandbox.Control;

/// <summary>What Stripe would never do, for tests of what the shop does then.</summary>
public static class Tampering
{
    public sealed record LatePayment(string Card = "pm_card_visa");

    public static void MapTampering(this RouteGroupBuilder control)
    {
        control.MapPost("/intents/{id}/pay_anyway", PayAnyway);
        control.MapPost("/objects/{id}", (string id, Accounts accounts, JsonObject patch) =>
            accounts.HolderOf<IStripeObject>(id) is not { } found ? Results.NotFound() : DisputeControl.Act(found.Account, () =>
            {
                found.Account.Disguises.Put(id, patch);
                return found.Account.FindJson(id)!;
            }));
        control.MapDelete("/objects/{id}", (string id, Accounts accounts) =>
        {
            if (accounts.HolderOf<IStripeObject>(id) is not { } found)
                return Results.NotFound();
            lock (found.Account.Gate)
                found.Account.Remove(found.Item);
            return Results.NoContent();
        });
    }

    /// <summary>Of an intent or a hosted page, also one that was cancelled or has expired.</summary>
    private static IResult PayAnyway(string id, Accounts accounts, LatePayment? how)
    {
        how ??= new LatePayment();
        if (accounts.HolderOf<CheckoutSession>(id) is { } page)
            return DisputeControl.Act(page.Account, () =>
            {
                var intent = new CheckoutSessions(page.Account).IntentOf(page.Item, baseUrl: "");
                new Payments(page.Account).PayAnyway(intent, how.Card);
                return page.Item.ToJson();
            });
        return accounts.HolderOf<PaymentIntent>(id) is not { } found ? Results.NotFound() : DisputeControl.Act(found.Account, () =>
        {
            new Payments(found.Account).PayAnyway(found.Item, how.Card);
            return found.Item.ToJson();
        });
    }
}
