using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace RachelFoods.Tests.Sandbox;

public sealed record Caught(string Signature, string Host, byte[] Raw, JsonNode Event);

/// <summary>A shop's webhook address. It keeps what came, and answers what it is told to.</summary>
public sealed class WebhookCatcher : IAsyncDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(20);
    private readonly WebApplication app;
    private readonly ConcurrentQueue<Caught> caught = new();
    private readonly SemaphoreSlim arrived = new(0);
    private int refusals;
    private int inside;

    private WebhookCatcher(WebApplication app) => this.app = app;

    public string Url => app.Urls.First();

    public int MostAtOnce { get; private set; }

    public IReadOnlyList<Caught> All => [.. caught];

    public static async Task<WebhookCatcher> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var catcher = new WebhookCatcher(builder.Build());
        catcher.app.MapPost("/webhooks/stripe", catcher.HearAsync);
        await catcher.app.StartAsync();
        return catcher;
    }

    /// <summary>A catcher that hears everything of the shop, and the secret that signs it.</summary>
    public static async Task<(WebhookCatcher Catcher, string Secret)> ForAsync(SandboxShop shop, string host = "127.0.0.1")
    {
        var catcher = await StartAsync();
        var endpoint = await shop.Post("/v1/webhook_endpoints",
            ("url", catcher.Url.Replace("127.0.0.1", host, StringComparison.Ordinal) + "/webhooks/stripe"), ("enabled_events[0]", "*"));
        return (catcher, endpoint["secret"]);
    }

    public void Refuse(int next) => refusals = next;

    public async Task<IReadOnlyList<Caught>> UntilAsync(Func<IReadOnlyList<Caught>, bool> enough)
    {
        while (!enough(All))
            if (!await arrived.WaitAsync(Longest))
                throw new TimeoutException("These came: " + string.Join(", ", All.Select(c => c.Event["type"])));
        return All;
    }

    public async Task<Caught> FirstAsync(string type)
    {
        var all = await UntilAsync(seen => seen.Any(c => Is(c, type)));
        return all.First(c => Is(c, type));
    }

    public static bool Is(Caught one, string type) => one.Event["type"]!.GetValue<string>() == type;

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        arrived.Dispose();
    }

    private async Task<IResult> HearAsync(HttpRequest request)
    {
        MostAtOnce = Math.Max(MostAtOnce, Interlocked.Increment(ref inside));
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body);
        caught.Enqueue(new Caught(request.Headers["Stripe-Signature"].ToString(), request.Host.Host, body.ToArray(),
            JsonNode.Parse(body.ToArray())!));
        Interlocked.Decrement(ref inside);
        arrived.Release();
        return Interlocked.Decrement(ref refusals) >= 0 ? Results.StatusCode(500) : Results.Ok();
    }
}
