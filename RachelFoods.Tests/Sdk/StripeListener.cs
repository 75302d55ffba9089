using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Stripe;

namespace RachelFoods.Tests.Sdk;

internal sealed record Received(string Method, string PathAndQuery, string Body, IReadOnlyDictionary<string, string> Headers);

/// <summary>A real HTTP server that keeps what it is sent and gives its answers in turn, the last one again and again.</summary>
internal sealed class StripeListener : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly RequestDelegate[] answers;
    private readonly ConcurrentQueue<Received> received = new();

    private StripeListener(RequestDelegate[] answers)
    {
        this.answers = answers;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        app = builder.Build();
        app.Run(AnswerAsync);
    }

    public string Address { get; private set; } = "";

    public IReadOnlyList<Received> Requests => [.. received];

    public Received Request => Assert.Single(received);

    public static async Task<StripeListener> StartAsync(params RequestDelegate[] answers)
    {
        var listener = new StripeListener(answers);
        await listener.app.StartAsync();
        listener.Address = listener.app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        return listener;
    }

    public StripeClient Client(TimeSpan? timeout = null, InstantClock? clock = null, int retries = SystemNetHttpClient.DefaultMaxNumberRetries) => new(new StripeClientOptions
    {
        ApiKey = "sk_test_1",
        ApiBase = Address,
        HttpClient = new SystemNetHttpClient(new HttpClient { Timeout = timeout ?? TimeSpan.FromSeconds(30) }, retries)
        {
            Clock = clock ?? new InstantClock(),
        },
    });

    public async ValueTask DisposeAsync()
    {
        using var atOnce = new CancellationTokenSource(TimeSpan.Zero);
        await app.StopAsync(atOnce.Token);
        await app.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var headers = context.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        var request = context.Request;
        received.Enqueue(new Received(request.Method, request.Path + request.QueryString, await reader.ReadToEndAsync(), headers));
        await answers[Math.Min(received.Count, answers.Length) - 1](context);
    }
}
