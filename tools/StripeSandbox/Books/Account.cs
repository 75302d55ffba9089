using System.Security.Cryptography;
using System.Text.Json.Nodes;
using StripeSandbox.Api;

namespace StripeSandbox.Books;

/// <summary>One secret key's own books. Everything in here is read and changed under <see cref="Gate"/>.</summary>
public sealed class Account(string key, TimeProvider clock, Action<Account, StripeEvent> announce, Func<Account, string, int?> listeners)
{
    public const string ApiVersion = "2026-07-29.dahlia";
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    private readonly Dictionary<string, IStripeObject> objects = new(StringComparer.Ordinal);
    private readonly List<IStripeObject> inOrder = [];
    private CancellationTokenSource life = new();

    public Lock Gate { get; } = new();
    public string Key { get; } = key;
    public string PublishableKey => "pk" + Key[2..];
    public IdempotencyStore Idempotency { get; } = new();
    public Disguises Disguises { get; } = new();

    /// <summary>The request that is being served, for the events that it causes.</summary>
    public (string? Id, string? IdempotencyKey) Cause { get; set; }

    /// <summary>Ends when the books are emptied; deliveries that still run then stop.</summary>
    public CancellationToken Life => life.Token;

    public long Now => clock.GetUtcNow().ToUnixTimeSeconds();

    public static string NewId(string prefix) => prefix + RandomNumberGenerator.GetString(Alphabet, 24);

    public void Add(IStripeObject item)
    {
        objects.Add(item.Id, item);
        inOrder.Add(item);
    }

    public T? Find<T>(string id) where T : class, IStripeObject => objects.GetValueOrDefault(id) as T;

    public JsonObject? FindJson(string id) => objects.GetValueOrDefault(id) is { } item ? Disguises.On(item.ToJson()) : null;

    public IEnumerable<T> Newest<T>() where T : IStripeObject => Enumerable.Reverse(inOrder).OfType<T>();

    public void Publish(string type, JsonObject snapshot, JsonObject? before = null)
    {
        var happened = new StripeEvent(NewId("evt_"), type, Now, Disguises.On(snapshot), before, Cause, listeners(this, type));
        Add(happened);
        announce(this, happened);
    }

    public void Remove(IStripeObject item)
    {
        objects.Remove(item.Id);
        inOrder.Remove(item);
    }

    /// <summary>Does it after a while under <see cref="Gate"/>, unless the books are emptied before.</summary>
    public void Later(TimeSpan pause, Action act) => _ = LaterAsync(pause, act, Life);

    public void Forget()
    {
        life.Cancel();
        life = new CancellationTokenSource();
        objects.Clear();
        inOrder.Clear();
        Idempotency.Clear();
        Disguises.Clear();
    }

    private async Task LaterAsync(TimeSpan pause, Action act, CancellationToken ended)
    {
        await Task.Delay(pause, clock, ended).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        lock (Gate)
            if (!ended.IsCancellationRequested)
                act();
    }
}
