using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using RachelFoods.Tests.Stage;
using Sentry;
using Sentry.Sending;

namespace RachelFoods.Tests.Sdk;

public class Reports_to_Sentry
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private static SentryEvent AnEvent(string text = "It broke.") =>
        new(new InvalidOperationException(text, new TimeoutException("Nobody answered."))) { Level = SentryLevel.Error };

    private static Transport To(HttpSink sink, TimeProvider? clock = null, TimeSpan? shutdown = null) => new(
        Dsn.Parse($"http://key@{sink.Address.Authority}/7"), shutdown ?? Patience, new SocketsHttpHandler(), clock ?? TimeProvider.System);

    [Fact]
    public async Task are_envelopes_of_one_event()
    {
        await using var sink = await HttpSink.StartAsync();
        var transport = To(sink);

        transport.Offer(AnEvent());
        await transport.FinishAsync();

        var sent = Assert.Single(sink.Taken);
        Assert.Equal(("/api/7/envelope/", "application/x-sentry-envelope"), (sent.Path, sent.Headers["Content-Type"]));
        var lines = Encoding.UTF8.GetString(sent.Body).TrimEnd('\n').Split('\n');
        var (head, item, body) = (JsonDocument.Parse(lines[0]).RootElement, JsonDocument.Parse(lines[1]).RootElement, JsonDocument.Parse(lines[2]).RootElement);
        Assert.Equal(head.GetProperty("event_id").GetString(), body.GetProperty("event_id").GetString());
        Assert.Equal(("event", Encoding.UTF8.GetByteCount(lines[2])), (item.GetProperty("type").GetString(), item.GetProperty("length").GetInt32()));
        Assert.Equal(
            ["System.TimeoutException", "System.InvalidOperationException"],
            body.GetProperty("exception").GetProperty("values").EnumerateArray().Select(v => v.GetProperty("type").GetString()));
    }

    [Theory]
    [InlineData("Retry-After", "120", 1)]
    [InlineData("X-Sentry-Rate-Limits", "60:transaction:key, 120:error;default:organization", 1)]
    [InlineData("X-Sentry-Rate-Limits", "60::organization", 1)]
    [InlineData("X-Sentry-Rate-Limits", "60:transaction:key", 2)]
    public async Task stop_when_Sentry_wants_no_more(string header, string value, int arriving)
    {
        await using var sink = await HttpSink.StartAsync();
        sink.Answer = context =>
        {
            context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
            context.Response.Headers[header] = value;
            return Task.CompletedTask;
        };
        var transport = To(sink);

        transport.Offer(AnEvent("one"));
        await Wait.Until(() => Task.FromResult(sink.Taken.Count == 1), "the first has arrived");
        transport.Offer(AnEvent("two"));
        await transport.FinishAsync();

        Assert.Equal(arriving, sink.Taken.Count);
    }

    [Fact]
    public async Task are_sent_again_while_Sentry_is_broken()
    {
        await using var sink = await HttpSink.StartAsync();
        sink.Answer = context =>
        {
            context.Response.StatusCode = sink.Taken.Count < 3 ? StatusCodes.Status502BadGateway : StatusCodes.Status200OK;
            return Task.CompletedTask;
        };
        var clock = new InstantClock();
        var transport = To(sink, clock);

        transport.Offer(AnEvent());
        await transport.FinishAsync();

        Assert.Equal(3, sink.Taken.Count);
        Assert.Equal([TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2)], clock.Waits);
    }

    [Fact]
    public async Task keep_nobody_waiting_when_Sentry_is_silent()
    {
        await using var sink = await HttpSink.StartAsync();
        var silence = new TaskCompletionSource();
        sink.Answer = _ => silence.Task;
        var transport = To(sink, shutdown: TimeSpan.FromMilliseconds(200));
        transport.Offer(AnEvent());
        await Wait.Until(() => Task.FromResult(sink.Taken.Count == 1), "the first is on its way");

        var taken = Enumerable.Range(0, 100).Count(_ => transport.Offer(AnEvent()));
        await transport.FinishAsync().WaitAsync(Patience);
        silence.SetResult();

        Assert.Equal(30, taken);
        Assert.Single(sink.Taken);
    }

    [Theory]
    [InlineData("")]
    [InlineData("https://sentry.example/42")]
    [InlineData("https://key@sentry.example/")]
    public void need_an_address_with_a_key(string dsn) => Assert.Throws<ArgumentException>(() => Dsn.Parse(dsn));
}
