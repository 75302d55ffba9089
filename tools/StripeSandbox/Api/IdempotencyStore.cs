namespace StripeSandbox.Api;

public sealed record Answer(int Status, string Body, string RequestId, bool Replayed = false);

/// <summary>The first outcome per key. The caller holds the account's gate.</summary>
public sealed class IdempotencyStore
{
    private sealed record Entry(string Fingerprint, Answer? Outcome);

    private readonly Dictionary<string, Entry> entries = new(StringComparer.Ordinal);

    /// <returns>The stored outcome, or null where the caller is the first and now owes <see cref="Finish"/> or <see cref="Drop"/>.</returns>
    public Answer? Begin(string key, string fingerprint)
    {
        if (!entries.TryGetValue(key, out var entry))
        {
            entries.Add(key, new Entry(fingerprint, null));
            return null;
        }
        if (entry.Fingerprint != fingerprint)
            throw new StripeError(400, "idempotency_error", null, "Keys for idempotent requests can only be used with the same parameters "
                + $"they were first used with. Try using a key other than '{key}' if you meant to execute a different request.");
        return entry.Outcome ?? throw new StripeError(409, "idempotency_error", "idempotency_key_in_use",
            $"There is currently another in-progress request using this Idempotent Key ({key}). Please try again later.");
    }

    public void Finish(string key, Answer outcome)
    {
        if (entries.TryGetValue(key, out var entry))
            entries[key] = entry with { Outcome = outcome };
    }

    public void Drop(string key) => entries.Remove(key);

    public void Clear() => entries.Clear();
}
