using System.Diagnostics;
using System.Net;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Options;
using RachelFoods.Web.Kernel;
using Stripe;

namespace RachelFoods.Web.Modules.Payments;

/// <summary>
/// Every call to Stripe goes through here: with the current store's key, with the patience that fits, one line in the log, and one
/// of three failures: <see cref="GatewayUnavailable"/>, <see cref="GatewayRefused"/>, <see cref="GatewayAlarm"/>.
/// </summary>
internal sealed class StripeCalls(
    StripeAccounts accounts, StripeConnections connections, IOptions<StripeOptions> options, StripeAnswers answers, ILogger<StripeCalls> log)
{
    private const int LargestPage = 100;
    /// <summary>Stripe's code where the account has no such object.</summary>
    public const string Missing = "resource_missing";

    /// <param name="what">In words, for the log and the failures: "create a PaymentIntent".</param>
    /// <exception cref="GatewayUnavailable">No usable answer: the outcome is unknown.</exception>
    /// <exception cref="GatewayRefused">Understood and not done.</exception>
    /// <exception cref="GatewayAlarm">A fault of ours.</exception>
    public async Task<T> AskAsync<T>(string what, Func<StripeClient, Task<T>> ask, CancellationToken ct)
        where T : StripeEntity
    {
        var account = await accounts.FindAsync(ct);
        try
        {
            return await AskAsync(what, ask, account.SecretKey, ct);
        }
        catch (GatewayRefused e) when (account.IsOwn && e.Code == Missing)
        {
            // Paid before the store had an account of its own, so it lies in the environment's.
            return await AskAsync(what, ask, options.Value.SecretKey, ct);
        }
    }

    /// <summary>A whole list, page by page, as far as it is read.</summary>
    /// <param name="page">Asks for the page after the given id.</param>
    /// <param name="ofEitherMode">The caller compares the mode itself.</param>
    public async IAsyncEnumerable<T> ListAsync<T>(
        string what, Func<StripeClient, (long Limit, string? After), Task<StripeList<T>>> page, Func<T, string> id, [EnumeratorCancellation] CancellationToken ct, bool ofEitherMode = false)
        where T : StripeEntity
    {
        string? after = null;
        bool more;
        do
        {
            var list = await AskAsync(what, client => page(client, (LargestPage, after)), ct);
            foreach (var item in list.Data)
            {
                yield return ofEitherMode ? item : OfOurMode(what, item);
            }
            more = list.HasMore && list.Data.Count > 0;
            after = more ? id(list.Data[^1]) : null;
        }
        while (more);
    }

    private async Task<T> AskAsync<T>(string what, Func<StripeClient, Task<T>> ask, string secretKey, CancellationToken ct)
        where T : StripeEntity
    {
        var began = Stopwatch.GetTimestamp();
        using var act = ShopTrace.Begin($"stripe {what}");
        try
        {
            var answer = await ask(connections.For(secretKey));
            Note(LogLevel.Information, what, began, answer.StripeResponse, HttpStatusCode.OK, null);
            return OfOurMode(what, answer);
        }
        catch (StripeException e)
        {
            var failure = Meaning(what, e);
            act.Fail(failure);
            Note(Level(failure, e), what, began, e.StripeResponse, e.HttpStatusCode, e.StripeError?.Code ?? e.StripeError?.Type);
            throw failure;
        }
        catch (Exception e) when (e is HttpRequestException || (e is OperationCanceledException && !ct.IsCancellationRequested))
        {
            act.Fail(e);
            Note(LogLevel.Warning, what, began, null, null, e is HttpRequestException ? "no connection" : "no answer in time");
            throw new GatewayUnavailable(what, e is HttpRequestException ? "no connection" : "no answer in time", e);
        }
    }

    // Left out of the failure on purpose: Stripe.net's message holds the body it could not read, and a body may hold a client secret.
    private static Exception Meaning(string what, StripeException e) => (e.StripeError, (int)e.HttpStatusCode) switch
    {
        (null, var status) => new GatewayUnavailable(what, $"status {status} and no answer that can be read") { KeyIsSpent = IsReplayed(e.StripeResponse) },
        (_, 401 or 403) => new GatewayUnavailable(what, "the key is not accepted", e),
        (_, 409 or 424 or 429 or >= 500) => new GatewayUnavailable(what, CodeOf(e), e) { KeyIsSpent = IsReplayed(e.StripeResponse) },
        ({ Type: "idempotency_error" }, _) => new GatewayAlarm(what, "its key was used before for something else") { KeyIsSpent = true },
        ({ Code: "livemode_mismatch" }, _) => new GatewayAlarm(what, "keys and object are of different modes"),
        ({ Type: "invalid_request_error" or "card_error" }, 400 or 402 or 404) => new GatewayRefused(what, CodeOf(e), e.Message, e),
        (_, var status) => new GatewayUnavailable(what, $"status {status}", e),
    };

    private static string CodeOf(StripeException e) => e.StripeError.Code ?? e.StripeError.Type ?? "unknown";

    private static LogLevel Level(Exception failure, StripeException e) => failure switch
    {
        GatewayAlarm => LogLevel.Critical,
        _ when e.HttpStatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => LogLevel.Critical,
        _ => LogLevel.Warning,
    };

    private T OfOurMode<T>(string what, T answer)
        where T : StripeEntity =>
        LivemodeOf(answer) is { } live && live != options.Value.Livemode
            ? throw Alarm(what, $"it is of the {(live ? "live" : "test")} mode and this installation is not")
            : answer;

    private GatewayAlarm Alarm(string what, string why)
    {
        log.LogCritical("Stripe's answer to {StripeRequest} must not be: {Why}.", what, why);
        return new GatewayAlarm(what, why);
    }

    // Refunds and balance transactions do not say.
    private static bool? LivemodeOf(StripeEntity answer) => answer switch
    {
        PaymentIntent intent => intent.Livemode,
        Stripe.Checkout.Session session => StripeHostedPages.IsLive(session),
        Charge charge => charge.Livemode,
        Stripe.Dispute dispute => dispute.Livemode,
        Event happened => happened.Livemode,
        _ => null,
    };

    private void Note(LogLevel level, string what, long began, StripeResponse? response, HttpStatusCode? status, string? code)
    {
        answers.Note(what, status is null || level == LogLevel.Critical ? code ?? "no answer" : null);
        log.Log(
            level,
            "Stripe answered {StripeRequest} with {StripeStatus} {StripeCode} in {Elapsed} ms: {StripeRequestId}, replayed {StripeReplayed}",
            what,
            (int?)status,
            code ?? "",
            (long)Stopwatch.GetElapsedTime(began).TotalMilliseconds,
            response?.RequestId,
            IsReplayed(response));
    }

    /// <summary>Whether Stripe gave again what it had answered to the same key before.</summary>
    public static bool IsReplayed(StripeResponse? response) =>
        response?.Headers?.TryGetValues("Idempotent-Replayed", out var replayed) == true && replayed.First() == "true";
}
