using System.Net.Http.Headers;
using RachelFoods.Tests.Stage;

namespace RachelFoods.Tests.Sandbox;

/// <summary>What repeats a request after a fault is told in <see cref="A_repeated_request"/>, what webhooks do in <see cref="Webhooks_arrive"/>.</summary>
[Collection("sandbox")]
public sealed class A_switch(SandboxProcess sandbox)
{
    private readonly SandboxShop shop = new(sandbox);

    public static TheoryData<string, string> Endpoints => new()
    {
        { "POST", "/v1/payment_intents" }, { "GET", "/v1/payment_intents" }, { "GET", "/v1/payment_intents/x" },
        { "POST", "/v1/payment_intents/x" }, { "POST", "/v1/payment_intents/x/confirm" }, { "POST", "/v1/payment_intents/x/cancel" },
        { "POST", "/v1/payment_intents/x/capture" }, { "POST", "/v1/payment_methods" }, { "GET", "/v1/charges" }, { "GET", "/v1/charges/x" },
        { "POST", "/v1/refunds" }, { "GET", "/v1/refunds" }, { "GET", "/v1/refunds/x" }, { "GET", "/v1/events" }, { "GET", "/v1/events/x" },
        { "GET", "/v1/balance" }, { "GET", "/v1/balance_transactions" }, { "POST", "/v1/webhook_endpoints" },
        { "POST", "/v1/checkout/sessions" }, { "GET", "/v1/checkout/sessions" }, { "GET", "/v1/checkout/sessions/x" },
        { "POST", "/v1/checkout/sessions/x/expire" }, { "GET", "/v1/disputes" }, { "GET", "/v1/disputes/x" }, { "POST", "/v1/disputes/x" },
        { "POST", "/v1/disputes/x/close" },
    };

    [Theory]
    [MemberData(nameof(Endpoints))]
    public async Task works_at_every_endpoint(string method, string path)
    {
        await shop.Break("status_503", $"{method} {path}$");
        await shop.Break("drop_before", $"{method} {path}$");

        var first = await Raw(new HttpMethod(method), path);
        var broken = await Record.ExceptionAsync(() => Raw(new HttpMethod(method), path));
        var then = await Raw(new HttpMethod(method), path);

        Assert.Equal(503, first.Status);
        Assert.IsType<HttpRequestException>(broken);
        Assert.Contains(then.Status, new[] { 200, 400, 404 });
    }

    [Theory]
    [InlineData("status_500", 500, "An unknown error occurred.")]
    [InlineData("status_502", 502, "<h1>502 Bad Gateway</h1>")]
    [InlineData("status_503", 503, "An unknown error occurred.")]
    [InlineData("status_429", 429, "lock_timeout")]
    public async Task answers_instead_of_doing_anything(string kind, int status, string says)
    {
        await shop.Break(kind, "POST /v1/checkout/sessions", code: "lock_timeout");

        var refused = await Raw(HttpMethod.Post, "/v1/checkout/sessions");

        Assert.Equal(status, refused.Status);
        Assert.Contains(says, refused.Text, StringComparison.Ordinal);
        Assert.Empty((await shop.Books())["sessions"]!.AsArray());
    }

    [Fact]
    public async Task says_whether_to_try_again()
    {
        await shop.Ask(HttpMethod.Post, "/_sandbox/faults", new { kind = "status_503", match = "GET /v1/balance", key = shop.Key, should_retry = false });

        var refused = await shop.Get("/v1/balance");

        Assert.Equal("false", refused.Header("Stripe-Should-Retry"));
    }

    [Fact]
    public async Task does_it_and_says_that_it_failed()
    {
        await shop.Break("execute_then_500", "POST /v1/checkout/sessions");

        var failed = await shop.PostOnce("k", "/v1/payment_methods", ("type", "card"), ("card[number]", "4242424242424242"));
        var session = await shop.TryASession();

        Assert.Equal((200, 500), (failed.Status, session.Status));
        Assert.Single((await shop.Books())["sessions"]!.AsArray());
    }

    [Theory]
    [InlineData("execute_then_disconnect")]
    [InlineData("execute_then_truncate")]
    public async Task does_it_and_loses_the_answer(string kind)
    {
        var page = await shop.ASession();
        await shop.Break(kind, "POST /v1/checkout/sessions/*/expire");

        var lost = await Record.ExceptionAsync(() => shop.PostOnce("e", page.Session.Path + "/expire"));

        Assert.IsAssignableFrom<HttpRequestException>(lost);
        Assert.Equal("expired", (await shop.Get(page.Session.Path))["status"]);
        Assert.Equal("true", (await shop.PostOnce("e", page.Session.Path + "/expire")).Header("Idempotent-Replayed"));
    }

    [Fact]
    public async Task lets_go_of_what_hangs_when_it_is_cleared()
    {
        await shop.Break("hang", "POST /v1/payment_intents");
        var hanging = Create();
        await Wait.Until(async () => (await shop.Requests()).AsArray().Count == 1, "the call came");
        Assert.False(hanging.IsCompleted);

        await shop.Mend();

        await Assert.ThrowsAsync<HttpRequestException>(() => hanging);
        Assert.Empty((await shop.Books())["intents"]!.AsArray());
        Assert.Null((await Create()).Header("Idempotent-Replayed"));
    }

    [Fact]
    public async Task ends_a_hanging_after_its_time()
    {
        await shop.Break("hang", "POST /v1/payment_intents", ms: 200);

        await Assert.ThrowsAsync<HttpRequestException>(Create);

        Assert.Empty((await shop.Books())["intents"]!.AsArray());
    }

    [Fact]
    public async Task does_late_what_its_caller_no_longer_waits_for()
    {
        await shop.Break("delay", "POST /v1/payment_intents", ms: 60_000);
        using var patience = new CancellationTokenSource();
        var given = Raw(HttpMethod.Post, "/v1/payment_intents", "amount=2500&currency=usd", patience.Token);
        await Wait.Until(async () => (await shop.Requests()).AsArray().Count == 1, "the call came");
        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => given);

        await shop.Mend();

        await Wait.Until(async () => (await shop.Books())["intents"]!.AsArray().Count == 1, "the late call was executed");
    }

    [Fact]
    public async Task sends_an_event_late_and_others_meanwhile()
    {
        var (catcher, _) = await WebhookCatcher.ForAsync(shop);
        await using var __ = catcher;
        await shop.Break("webhook_delay", "payment_intent.created", ms: 500);

        await shop.APaidIntent();

        await catcher.FirstAsync("payment_intent.created");
        Assert.True(WebhookCatcher.Is(catcher.All[^1], "payment_intent.created"));
    }

    [Fact]
    public async Task sends_an_event_several_times_at_once()
    {
        var (catcher, _) = await WebhookCatcher.ForAsync(shop);
        await using var __ = catcher;
        await shop.Break("webhook_parallel", "checkout.session.expired", count: 5);

        await shop.Post((await shop.ASession()).Session.Path + "/expire");

        var all = await catcher.UntilAsync(seen => seen.Count == 5);
        Assert.Single(all.Select(c => c.Event.At("id")!.GetValue<string>()).Distinct(StringComparer.Ordinal));
    }

    private Task<Reply> Create() => shop.PostOnce("k", "/v1/payment_intents", ("amount", "2500"), ("currency", "usd"));

    private async Task<(int Status, string Text)> Raw(HttpMethod method, string path, string form = "", CancellationToken ct = default)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", shop.Key);
        if (method == HttpMethod.Post)
            request.Content = new StringContent(form, new MediaTypeHeaderValue("application/x-www-form-urlencoded"));
        using var answer = await sandbox.Http.SendAsync(request, ct);
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(ct));
    }
}
