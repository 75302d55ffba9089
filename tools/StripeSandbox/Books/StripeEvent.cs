using System.Text.Json.Nodes;

namespace StripeSandbox.Books;

public sealed class StripeEvent(
    string id, string type, long created, JsonObject snapshot, JsonObject? before, (string? Id, string? IdempotencyKey) cause,
    int? listeners)
    : IStripeObject
{
    private readonly HashSet<string> reached = new(StringComparer.Ordinal);

    public string Id { get; } = id;
    public string Type { get; } = type;
    public long Created { get; } = created;
    /// <summary>Every endpoint has taken it. Where nobody listens at all, nobody has.</summary>
    public bool Delivered => listeners is null ? Reached > 0 : Pending == 0;

    public int Pending => Math.Max(0, (listeners ?? 0) - Reached);

    private int Reached
    {
        get
        {
            lock (reached)
                return reached.Count;
        }
    }

    public void ReachedOne(string url)
    {
        lock (reached)
            reached.Add(url);
    }

    public JsonObject ToJson()
    {
        var data = new JsonObject { ["object"] = snapshot.DeepClone() };
        if (before is not null)
            data["previous_attributes"] = before.DeepClone();
        return new JsonObject
        {
            ["id"] = Id,
            ["object"] = "event",
            ["api_version"] = Account.ApiVersion,
            ["created"] = Created,
            ["data"] = data,
            ["livemode"] = false,
            ["pending_webhooks"] = Pending,
            ["request"] = new JsonObject { ["id"] = cause.Id, ["idempotency_key"] = cause.IdempotencyKey },
            ["type"] = Type,
        };
    }
}
