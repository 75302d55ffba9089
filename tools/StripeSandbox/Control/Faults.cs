using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using StripeSandbox.Api;
using StripeSandbox.Books;

namespace StripeSandbox.Control;

[JsonConverter(typeof(JsonStringEnumConverter<FaultKind>))]
public enum FaultKind
{
    [JsonStringEnumMemberName("delay")] Delay,
    [JsonStringEnumMemberName("hang")] Hang,
    [JsonStringEnumMemberName("drop_before")] DropBefore,
    [JsonStringEnumMemberName("execute_then_disconnect")] ExecuteThenDisconnect,
    [JsonStringEnumMemberName("execute_then_truncate")] ExecuteThenTruncate,
    [JsonStringEnumMemberName("execute_then_500")] ExecuteThen500,
    [JsonStringEnumMemberName("status_500")] Status500,
    [JsonStringEnumMemberName("status_502")] Status502,
    [JsonStringEnumMemberName("status_503")] Status503,
    [JsonStringEnumMemberName("status_429")] Status429,
    [JsonStringEnumMemberName("processing")] Processing,
    [JsonStringEnumMemberName("webhook_drop")] WebhookDrop,
    [JsonStringEnumMemberName("webhook_delay")] WebhookDelay,
    [JsonStringEnumMemberName("webhook_duplicate")] WebhookDuplicate,
    [JsonStringEnumMemberName("webhook_parallel")] WebhookParallel,
    [JsonStringEnumMemberName("webhook_reorder")] WebhookReorder,
    [JsonStringEnumMemberName("webhook_wrong_secret")] WebhookWrongSecret,
    [JsonStringEnumMemberName("webhook_old_timestamp")] WebhookOldTimestamp,
    [JsonStringEnumMemberName("webhook_two_signatures")] WebhookTwoSignatures,
    [JsonStringEnumMemberName("webhook_other_version")] WebhookOtherVersion,
}

/// <summary>
/// One switch. <see cref="Match"/> is the start of a method and path (<c>POST /v1/payment_intents/*/confirm</c>, <c>*</c> is one part, a
/// final <c>$</c> ends the path), for webhooks the start of an event type. <see cref="Times"/> 0 means until cleared.
/// </summary>
public sealed record Fault(FaultKind Kind, string Match = "", string? Key = null, int Times = 1, int Ms = 0, int Count = 2,
    string? Code = null, bool? ShouldRetry = null)
{
    private const string Broken = "<html><body><h1>502 Bad Gateway</h1></body></html>";

    public bool ForWebhooks => Kind >= FaultKind.WebhookDrop;

    /// <summary>How a confirmed payment stays in processing.</summary>
    public Slowness? Slowness => Kind == FaultKind.Processing
        ? new Slowness(TimeSpan.FromMilliseconds(Ms), Code is null ? null : Decline.Card(Code))
        : null;

    /// <summary>Stripe remembers a 500 of a started request under its idempotency key.</summary>
    public bool Stored => Kind == FaultKind.Status500;

    /// <summary>How long the request waits before anything is done; endless without <see cref="Ms"/> where it hangs.</summary>
    public TimeSpan Pause => this switch
    {
        { Kind: FaultKind.Hang, Ms: 0 } => Timeout.InfiniteTimeSpan,
        { Kind: FaultKind.Processing } => TimeSpan.Zero,
        _ => TimeSpan.FromMilliseconds(Ms),
    };

    public bool NeverExecuted => Kind is FaultKind.DropBefore or FaultKind.Hang;

    /// <summary>The answer that takes the place of the request, which is not executed.</summary>
    public Answer? Instead(string requestId) => Kind switch
    {
        FaultKind.Status500 => Failure(500, requestId),
        FaultKind.Status503 => Failure(503, requestId),
        FaultKind.Status502 => new Answer(502, Broken, requestId),
        FaultKind.Status429 => new Answer(429, new StripeError(429, "invalid_request_error", Code ?? "rate_limit",
            Code == "lock_timeout" ? "This object cannot be accessed right now because another API request is currently accessing it."
            : "Request rate limit exceeded.").ToJson(requestId).ToJsonString(), requestId),
        _ => null,
    };

    /// <summary>The answer that takes the place of the true one, after the request was executed.</summary>
    public Answer? InsteadOf(Answer answer) => Kind == FaultKind.ExecuteThen500 ? Failure(500, answer.RequestId) : null;

    private static Answer Failure(int status, string requestId) => new(status, new StripeError(status, "api_error", null,
        "An unknown error occurred.").ToJson(requestId).ToJsonString(), requestId);
}

public sealed class Faults
{
    private static readonly JsonSerializerOptions Snake = new(JsonSerializerDefaults.Web)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    private readonly Lock gate = new();
    private readonly List<Fault> set = [];
    private readonly List<(string? Key, TaskCompletionSource Release)> waiting = [];

    public void Add(Fault fault)
    {
        lock (gate)
            set.Add(fault);
    }

    public static Fault Read(JsonNode json) => json.Deserialize<Fault>(Snake)!;

    public void Clear(string? key)
    {
        lock (gate)
        {
            set.RemoveAll(f => key is null || f.Key == key);
            foreach (var (_, release) in waiting.Where(w => key is null || w.Key == key))
                release.TrySetResult();
        }
    }

    /// <summary>Keeps a request waiting until its time is over, its caller has gone, or the switches are cleared.</summary>
    public async Task HoldAsync(Fault fault, string? key, CancellationToken aborted)
    {
        if (fault.Pause == TimeSpan.Zero)
            return;
        var entry = (Key: key, Release: new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        lock (gate)
            waiting.Add(entry);
        // What is only late is done even though its caller has gone.
        await Task.WhenAny(entry.Release.Task, Task.Delay(fault.Pause, fault.NeverExecuted ? aborted : CancellationToken.None));
        lock (gate)
            waiting.Remove(entry);
    }

    public IReadOnlyList<JsonNode> Show()
    {
        lock (gate)
            return [.. set.Select(f => JsonSerializer.SerializeToNode(f, Snake)!)];
    }

    public Fault? ForRequest(ApiRequest request) => Take(f => !f.ForWebhooks && Fits(f, request.SecretKey)
        && PathMatches(f.Match, $"{request.Method} {request.Path}"));

    public Fault? ForEvent(string type, string key) =>
        Take(f => f.ForWebhooks && Fits(f, key) && type.StartsWith(f.Match, StringComparison.Ordinal));

    /// <summary>For what the buyer does on the hosted page: only <see cref="FaultKind.Processing"/> means something there.</summary>
    public Fault? ForPage(string asked, string key) =>
        Take(f => f.Kind == FaultKind.Processing && Fits(f, key) && PathMatches(f.Match, asked));

    private Fault? Take(Predicate<Fault> fits)
    {
        lock (gate)
        {
            var index = set.FindIndex(fits);
            if (index < 0)
                return null;
            var taken = set[index];
            if (taken.Times == 1)
                set.RemoveAt(index);
            else if (taken.Times > 1)
                set[index] = taken with { Times = taken.Times - 1 };
            return taken;
        }
    }

    private static bool Fits(Fault fault, string? key) => fault.Key is null || fault.Key == key;

    private static bool PathMatches(string match, string asked)
    {
        var whole = match.EndsWith('$');
        var wanted = match.TrimEnd('$').Split('/');
        var parts = asked.Split('/');
        return match.Length == 0
            || (whole ? parts.Length == wanted.Length : parts.Length >= wanted.Length)
            && wanted.Zip(parts).All(p => p.First == "*" || p.First == p.Second);
    }
}
