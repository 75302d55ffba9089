using System.Text.Json;
using Microsoft.Extensions.Options;
using RachelFoods.Web.Kernel;
using Stripe;

namespace RachelFoods.Web.Modules.Payments;

/// <summary>
/// The address that Stripe sends its events to. The host names the store, whose own secrets are tried first; what they sign counts for
/// that store alone. What the environment's sign counts for the store that the object names, if that one has no secret of its
/// own or the payment was made before it had.
/// </summary>
public static class StripeWebhook
{
    private const int LargestBody = 1 << 20;

    public const string Address = "/webhooks/stripe";

    /// <summary>What an endpoint at Stripe must send.</summary>
    public static readonly IReadOnlyList<string> Events =
        ["payment_intent.*", "checkout.session.*", "charge.refunded", "refund.*", "charge.dispute.*", "radar.early_fraud_warning.*"];

    public static void MapPayments(this IEndpointRouteBuilder routes) => routes.MapPost(Address, ReceiveAsync)
        .WithMetadata(new Microsoft.AspNetCore.Mvc.RequestSizeLimitAttribute(LargestBody)).DisableRateLimiting(); // Stripe comes from few addresses.

    private static async Task<IResult> ReceiveAsync(
        HttpContext context, StripeAccounts accounts, IOptions<StripeOptions> options, ILogger<StripeInbox> log, CancellationToken ct)
    {
        var (body, fault) = await ReadBodyAsync(context, ct);
        if (body is null)
        {
            return Results.StatusCode(fault);
        }
        var header = context.Request.Headers["Stripe-Signature"];
        var own = await accounts.FindOwnAsync(ct);
        var isOwn = IsSigned(body, header, own?.WebhookSecrets ?? []);
        if (!isOwn && !IsSigned(body, header, options.Value.WebhookSecrets))
        {
            log.LogWarning("A webhook without a valid signature was refused.");
            return Results.BadRequest();
        }
        if (Read(body) is not { } hint)
        {
            log.LogError("A signed webhook could not be read.");
            return Results.BadRequest();
        }
        NoteVersion(hint, log);
        return isOwn ? await KeepOwnAsync(context, hint, log, ct) : await KeepOurAsync(context, hint, log, ct);
    }

    // Only ids are read from the payload, so another version counts all the same; the endpoint at Stripe should be set to ours.
    private static void NoteVersion(StripeHint hint, ILogger log)
    {
        if (hint.ApiVersion is null || !EventUtility.IsCompatibleApiVersion(hint.ApiVersion))
        {
            log.LogWarning("Stripe event {StripeEventId} is of API version {ApiVersion}.", hint.EventId, hint.ApiVersion);
        }
    }

    private static async Task<(string? Body, int Fault)> ReadBodyAsync(HttpContext context, CancellationToken ct)
    {
        try
        {
            using var reader = new StreamReader(context.Request.Body);
            return (await reader.ReadToEndAsync(ct), 0);
        }
        catch (BadHttpRequestException e)
        {
            return (null, e.StatusCode);
        }
    }

    // Signed with a secret of the host's store. What the object says of stores was written by whoever holds that account.
    private static async Task<IResult> KeepOwnAsync(HttpContext context, StripeHint hint, ILogger log, CancellationToken ct)
    {
        if (hint.StoreId is { } named && named != context.Features.Get<Store>()?.Id)
        {
            log.LogWarning("Stripe event {StripeEventId} of the store's own account names store {NamedStoreId}; that is ignored.", hint.EventId, named);
            hint = hint with { PaymentId = null };
        }
        await context.RequestServices.GetRequiredService<StripeInbox>().KeepAsync(hint, ct);
        return Results.Ok();
    }

    // Signed with the environment's secret: one account serves several stores, and the object says whose it is, else the host does. A store
    // that has its own account since hears of what was made in this one before, and of nothing else.
    private static async Task<IResult> KeepOurAsync(HttpContext context, StripeHint hint, ILogger log, CancellationToken ct)
    {
        var directory = context.RequestServices.GetRequiredService<IStoreDirectory>();
        if (hint.StoreId is { } storeId && await directory.FindAsync(storeId, ct) is { } named)
        {
            context.Features.Set(named);
        }
        await using var scope = context.RequestServices.CreateAsyncScope(); // The request's own works for the host's store.
        var inbox = scope.ServiceProvider.GetRequiredService<StripeInbox>();
        if (await scope.ServiceProvider.GetRequiredService<StripeAccounts>().FindOwnAsync(ct) is not null && !await inbox.KnowsAsync(hint, ct))
        {
            log.LogError(
                "Stripe event {StripeEventId} of the environment's account is for store {NamedStoreId}, which has an account of its own; it was refused.",
                hint.EventId,
                context.Features.Get<Store>()?.Id);
            return Results.BadRequest();
        }
        await inbox.KeepAsync(hint, ct);
        return Results.Ok();
    }

    private static bool IsSigned(string body, string? header, IReadOnlyList<string> secrets) =>
        !string.IsNullOrEmpty(header) && secrets.Any(secret => IsSignedWith(body, header, secret));

    // Stripe.net throws StripeException for most bad headers and other kinds for odd timestamps; all of them mean "no".
    private static bool IsSignedWith(string body, string header, string secret)
    {
        try
        {
            EventUtility.ValidateSignature(body, header, secret);
            return true;
        }
        catch (Exception e) when (e is StripeException or FormatException or OverflowException or ArgumentException)
        {
            return false;
        }
    }

    private static StripeHint? Read(string body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            var root = json.RootElement;
            var about = root.GetProperty("data").GetProperty("object");
            return StripeHints.Of(root.GetProperty("id").GetString()!, root.GetProperty("type").GetString()!, StripeHints.Text(root, "api_version"), about);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return null;
        }
    }
}
