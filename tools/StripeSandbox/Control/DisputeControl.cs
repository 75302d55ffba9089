using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using StripeSandbox.Api;
using StripeSandbox.Books;

namespace StripeSandbox.Control;

/// <summary>Opens and ends disputes at a test's will.</summary>
public static class DisputeControl
{
    /// <param name="Amount">In smallest units.</param>
    /// <param name="DueBy">Unix seconds.</param>
    public sealed record Opening(
        DisputeCourse Kind = DisputeCourse.Fraud, long? Amount = null, [property: JsonPropertyName("due_by")] long? DueBy = null);

    public sealed record Ending(string Status);

    public static void MapDisputeControl(this RouteGroupBuilder control)
    {
        control.MapPost("/charges/{id}/dispute", (string id, Accounts accounts, Opening? how) =>
            ChargeOf(accounts, id) is not { } found ? Results.NotFound() : Act(found.Account, () =>
            {
                how ??= new Opening();
                return new Disputes(found.Account).Open(found.Charge, how.Kind, how.Amount, how.DueBy).ToJson();
            }));
        control.MapPost("/disputes/{id}/settle", (string id, Accounts accounts, Ending how) =>
            accounts.HolderOf<Dispute>(id) is not { } found ? Results.NotFound() : Act(found.Account, () =>
            {
                new Disputes(found.Account).Settle(found.Item, how.Status);
                return found.Item.ToJson();
            }));
    }

    /// <summary>By its own id or by that of its intent.</summary>
    private static (Account Account, Charge Charge)? ChargeOf(Accounts accounts, string id) =>
        accounts.HolderOf<Charge>(id) is { } direct ? direct
        : accounts.HolderOf<PaymentIntent>(id) is { Item.LatestCharge: { } charge } byIntent ? (byIntent.Account, charge) : null;

    internal static IResult Act(Account account, Func<JsonObject> act)
    {
        lock (account.Gate)
        {
            try
            {
                return Results.Json(act());
            }
            catch (StripeError error)
            {
                return Results.Json(error.ToJson(""), statusCode: error.Status);
            }
        }
    }
}
