using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Npgsql;
using RachelFoods.Web.Data;
using RachelFoods.Web.Kernel;
using Stripe;

namespace RachelFoods.Web.Modules.Payments;

/// <summary>What is kept of a webhook: a hint about whom to ask. The rest of its payload is forgotten.</summary>
public sealed record StripeHint(string EventId, string Type, string? ApiVersion, string? ObjectId, string? IntentId, Guid? StoreId, Guid? PaymentId);

/// <summary>Stripe's events, each kept once.</summary>
public sealed class StripeInbox(ShopDb db, TimeProvider clock)
{
    /// <summary>Keeps the event and has it handled after the commit. An event that is there already changes nothing.</summary>
    public async Task KeepAsync(StripeHint hint, CancellationToken ct)
    {
        try
        {
            var stripeEvent = new StripeEvent(hint.EventId, hint.Type, hint.ObjectId, hint.IntentId, hint.PaymentId, clock.GetUtcNow());
            db.Add(stripeEvent);
            db.Enqueue(new StripeEventArrived(stripeEvent.Id));
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException e) when (e.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            // Stripe sends an event more than once; the first one is enough.
        }
    }
}

public static class StripeWebhook
{
    private const int LargestBody = 1 << 20;

    public static void MapPayments(this IEndpointRouteBuilder routes) => routes.MapPost("/webhooks/stripe", ReceiveAsync)
        .WithMetadata(new Microsoft.AspNetCore.Mvc.RequestSizeLimitAttribute(LargestBody));

    private static async Task<IResult> ReceiveAsync(
        HttpContext context, IOptions<StripeOptions> options, IStoreDirectory directory, ILogger<StripeInbox> log, CancellationToken ct)
    {
        using var reader = new StreamReader(context.Request.Body);
        var body = await reader.ReadToEndAsync(ct);
        if (!IsSigned(body, context.Request.Headers["Stripe-Signature"], options.Value.WebhookSecrets))
        {
            log.LogWarning("A webhook without a valid signature was refused.");
            return Results.BadRequest();
        }
        if (Read(body) is not { } hint)
        {
            log.LogError("A signed webhook could not be read.");
            return Results.BadRequest();
        }
        if (hint.ApiVersion is null || !EventUtility.IsCompatibleApiVersion(hint.ApiVersion))
        {
            // Only ids are read from the payload, so it counts all the same; the endpoint at Stripe should be set to our version.
            log.LogWarning("Stripe event {StripeEventId} is of API version {ApiVersion}.", hint.EventId, hint.ApiVersion);
        }
        // One account may serve several stores: the object says whose it is, else the host does.
        if (hint.StoreId is { } storeId && await directory.FindAsync(storeId, ct) is { } store)
        {
            context.Features.Set(store);
        }
        await context.RequestServices.GetRequiredService<StripeInbox>().KeepAsync(hint, ct);
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
            var metadata = about.TryGetProperty("metadata", out var m) && m.ValueKind == JsonValueKind.Object ? m : default;
            return new StripeHint(
                root.GetProperty("id").GetString()!,
                root.GetProperty("type").GetString()!,
                Text(root, "api_version"),
                Text(about, "id"),
                Text(about, "payment_intent"),
                Guid.TryParse(Text(metadata, "store_id"), out var storeId) ? storeId : null,
                Guid.TryParse(Text(metadata, "payment_id"), out var paymentId) ? paymentId : null);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return null;
        }
    }

    private static string? Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;
}
