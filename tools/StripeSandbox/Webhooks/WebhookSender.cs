using System.Collections.Concurrent;
using System.Text;
using System.Text.Json.Nodes;
using StripeSandbox.Books;
using StripeSandbox.Control;

namespace StripeSandbox.Webhooks;

/// <summary>Delivers every event to whoever listens, at least once, in no promised order, signed anew for each try.</summary>
public sealed class WebhookSender(SandboxSettings settings, Faults faults, TimeProvider clock) : IDisposable
{
    private const int Kept = 10_000;
    private const string OtherVersion = "2024-06-20";
    private static readonly TimeSpan LongestHold = TimeSpan.FromSeconds(5);

    private readonly HttpClient client = new(WebhookSocket.Handler()) { Timeout = settings.WebhookTimeout };
    private readonly ConcurrentQueue<JsonObject> deliveries = new();
    private readonly ConcurrentQueue<TaskCompletionSource> held = new();

    private sealed record Target(string Url, string Secret);

    /// <summary>How many hear such an event; null where the account has no endpoint at all.</summary>
    public int? CountFor(Account account, string type) =>
        TargetsOf(account, type).Select(t => t.Url).Distinct(StringComparer.Ordinal).Count() is var count and > 0 ? count
        : account.Newest<WebhookEndpoint>().Any() ? 0 : null;

    /// <summary>Starts the deliveries. The caller holds the account's gate.</summary>
    public void Announce(Account account, StripeEvent happened)
    {
        var fault = faults.ForEvent(happened.Type, account.Key);
        foreach (var target in TargetsOf(account, happened.Type))
            _ = Task.Run(() => DeliverAsync(account, happened, target, fault, account.Life));
    }

    /// <summary>Delivers once more, as Stripe's dashboard can. The answers' statuses come back.</summary>
    public async Task<IReadOnlyList<int>> RepeatAsync(Account account, StripeEvent happened, int times, bool parallel, Fault? fault)
    {
        IReadOnlyList<Target> targets;
        lock (account.Gate)
            targets = TargetsOf(account, happened.Type);
        var statuses = new List<int>();
        var running = new List<Task<int>>();
        for (var i = 0; i < times; i++)
            foreach (var target in targets)
                if (parallel)
                    running.Add(Task.Run(() => TryAsync(account, happened, target, fault, CancellationToken.None)));
                else
                    statuses.Add(await TryAsync(account, happened, target, fault, CancellationToken.None));
        statuses.AddRange(await Task.WhenAll(running));
        return statuses;
    }

    public JsonArray ToJson(string? key) =>
        new([.. deliveries.Where(d => key is null || d["key"]!.GetValue<string>() == key).Select(d => d.DeepClone())]);

    public void Dispose() => client.Dispose();

    private List<Target> TargetsOf(Account account, string type) =>
    [
        .. settings.Webhooks.Where(w => w.ApiKey is null || w.ApiKey == account.Key).Select(w => new Target(w.Url, w.Secret)),
        .. account.Newest<WebhookEndpoint>().Where(e => e.Hears(type)).Select(e => new Target(e.Url, e.Secret)),
    ];

    private async Task DeliverAsync(Account account, StripeEvent happened, Target target, Fault? fault, CancellationToken ended)
    {
        try
        {
            if (fault is { Kind: FaultKind.WebhookDrop })
                return;
            if (fault is { Kind: FaultKind.WebhookDelay })
                await Task.Delay(fault.Ms, ended);
            if (fault is { Kind: FaultKind.WebhookReorder })
                await HoldAsync(ended);
            var copies = fault is { Kind: FaultKind.WebhookParallel } ? fault.Count : 1;
            await Task.WhenAll(Enumerable.Range(0, copies).Select(_ => InsistAsync(account, happened, target, fault, ended)));
            for (var more = 1; fault is { Kind: FaultKind.WebhookDuplicate } && more < fault.Count; more++)
                await InsistAsync(account, happened, target, fault, ended);
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
            // The books were emptied; nobody waits for this event any more.
        }
    }

    private async Task InsistAsync(Account account, StripeEvent happened, Target target, Fault? fault, CancellationToken ended)
    {
        foreach (var pause in settings.Backoff.Append(TimeSpan.Zero))
        {
            if (await TryAsync(account, happened, target, fault, ended) is >= 200 and < 300)
                return;
            await Task.Delay(pause, clock, ended);
        }
    }

    /// <returns>The status of the answer, 0 where there was none.</returns>
    private async Task<int> TryAsync(Account account, StripeEvent happened, Target target, Fault? fault, CancellationToken ended)
    {
        using var request = Request(happened, target, fault);
        var status = 0;
        try
        {
            using var response = await client.SendAsync(request, ended);
            status = (int)response.StatusCode;
        }
        catch (Exception error) when (error is HttpRequestException or TaskCanceledException && !ended.IsCancellationRequested)
        {
            // No answer is a failed delivery like any other.
        }
        Note(account, happened, target, status);
        if (status is >= 200 and < 300)
        {
            happened.ReachedOne(target.Url);
            while (held.TryDequeue(out var waiting))
                waiting.TrySetResult();
        }
        return status;
    }

    private HttpRequestMessage Request(StripeEvent happened, Target target, Fault? fault)
    {
        var json = happened.ToJson();
        if (fault is { Kind: FaultKind.WebhookOtherVersion })
            json["api_version"] = OtherVersion;
        var payload = json.ToJsonString();
        var now = clock.GetUtcNow().ToUnixTimeSeconds();
        var header = fault?.Kind switch
        {
            FaultKind.WebhookWrongSecret => Signature.Header(payload, now, fault?.Code ?? "whsec_of_somebody_else"),
            FaultKind.WebhookOldTimestamp => Signature.Header(payload, now - 3600, target.Secret),
            FaultKind.WebhookTwoSignatures => Signature.Header(payload, now, fault?.Code ?? "whsec_of_yesterday", target.Secret),
            _ => Signature.Header(payload, now, target.Secret),
        };
        var request = new HttpRequestMessage(HttpMethod.Post, target.Url)
        {
            Content = new StringContent(payload, Encoding.UTF8, "application/json"),
        };
        request.Headers.TryAddWithoutValidation("Stripe-Signature", header);
        request.Headers.TryAddWithoutValidation("User-Agent", "Stripe/1.0 (+https://stripe.com/docs/webhooks)");
        return request;
    }

    private async Task HoldAsync(CancellationToken ended)
    {
        var waiting = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        held.Enqueue(waiting);
        await Task.WhenAny(waiting.Task, Task.Delay(LongestHold, clock, ended));
        ended.ThrowIfCancellationRequested();
    }

    private void Note(Account account, StripeEvent happened, Target target, int status)
    {
        deliveries.Enqueue(new JsonObject
        {
            ["at"] = clock.GetUtcNow().ToString("O"),
            ["key"] = account.Key,
            ["event"] = happened.Id,
            ["type"] = happened.Type,
            ["url"] = target.Url,
            ["status"] = status,
        });
        while (deliveries.Count > Kept)
            deliveries.TryDequeue(out _);
    }
}
