using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using RachelFoods.Tests.Sdk;
using RachelFoods.Tests.Stage;
using RachelFoods.Web.Modules.Payments;
using Stripe;

namespace RachelFoods.Tests.Payments;

public sealed class Asking_Stripe(Shop shop) : IClassFixture<Shop>
{
    private readonly string _what = $"ask about {Guid.NewGuid():N}";
    private TimeSpan _timeout = TimeSpan.FromSeconds(30);

    [Theory]
    [InlineData(400, "invalid_request_error", "amount_too_small")]
    [InlineData(400, "invalid_request_error", "charge_already_refunded")]
    [InlineData(400, "invalid_request_error", "charge_disputed")]
    [InlineData(400, "invalid_request_error", "balance_insufficient")]
    [InlineData(404, "invalid_request_error", "resource_missing")]
    [InlineData(402, "card_error", "card_declined")]
    public async Task for_what_it_will_not_do_is_refused_with_its_reason(int status, string type, string code)
    {
        await using var stripe = await StripeListener.StartAsync(Answer.Refusal(status, type, code));

        var refused = await Assert.ThrowsAsync<GatewayRefused>(() => AskAsync(stripe));

        Assert.Equal((code, $"Stripe says {code}."), (refused.Code, refused.Said));
        Assert.Single(stripe.Requests);
    }

    [Theory]
    [InlineData(409, "idempotency_error", "idempotency_key_in_use", 2)]
    [InlineData(424, "api_error", "dependency", 1)]
    [InlineData(429, "invalid_request_error", "lock_timeout", 1)]
    [InlineData(429, "invalid_request_error", "rate_limit", 1)]
    [InlineData(500, "api_error", "unknown", 2)]
    [InlineData(503, "api_error", "unknown", 2)]
    [InlineData(418, "something_new", "unknown", 1)]
    public async Task leaves_open_what_it_did_not_say(int status, string type, string code, int tries)
    {
        await using var stripe = await StripeListener.StartAsync(Answer.Refusal(status, type, code));

        await Assert.ThrowsAsync<GatewayUnavailable>(() => AskAsync(stripe));

        Assert.Equal(tries, stripe.Requests.Count);
        Assert.Contains("Warning", await TestStage.Log.FindAsync(_what), StringComparison.Ordinal);
    }

    public static TheoryData<string> Breaks => ["a proxy's page", "half an answer", "a broken connection", "silence", "nobody there"];

    [Theory]
    [MemberData(nameof(Breaks))]
    public async Task leaves_open_what_the_network_swallowed(string broken)
    {
        _timeout = broken == "silence" ? TimeSpan.FromSeconds(1) : _timeout;
        await using var stripe = await StripeListener.StartAsync(broken switch
        {
            "a proxy's page" => Answer.Json("<html>Bad gateway</html>", 502),
            "half an answer" => Answer.HalfWithoutLength,
            "silence" => Answer.Never,
            _ => Answer.Broken,
        });
        if (broken == "nobody there")
        {
            await stripe.DisposeAsync();
        }

        var open = await Assert.ThrowsAsync<GatewayUnavailable>(() => AskAsync(stripe));

        // What could not be read may be half of an object with a client secret.
        Assert.DoesNotContain("pi_1", open.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("pi_1", await TestStage.Log.FindAsync(_what), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(401)]
    [InlineData(403)]
    public async Task with_a_key_that_is_not_accepted_is_said_aloud(int status)
    {
        await using var stripe = await StripeListener.StartAsync(Answer.Refusal(status, "invalid_request_error", "api_key_expired"));

        await Assert.ThrowsAsync<GatewayUnavailable>(() => AskAsync(stripe));

        Assert.Contains("Fatal", await TestStage.Log.FindAsync(_what), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("idempotency_error", "")]
    [InlineData("invalid_request_error", "livemode_mismatch")]
    public async Task raises_an_alarm_where_the_fault_is_ours(string type, string code)
    {
        await using var stripe = await StripeListener.StartAsync(Answer.Refusal(400, type, code));

        await Assert.ThrowsAsync<GatewayAlarm>(() => AskAsync(stripe));

        Assert.Contains("Fatal", await TestStage.Log.FindAsync(_what), StringComparison.Ordinal);
    }

    [Fact]
    public async Task raises_an_alarm_for_an_object_of_the_other_mode()
    {
        await using var stripe = await StripeListener.StartAsync(Answer.Json("""{"id":"pi_1","object":"payment_intent","livemode":true}"""));

        await Assert.ThrowsAsync<GatewayAlarm>(() => AskAsync(stripe));
    }

    [Fact]
    public async Task leaves_one_line_with_request_id_status_time_and_whether_it_is_replayed()
    {
        await using var stripe = await StripeListener.StartAsync(
            Answer.Replayed("""{"id":"pi_1","object":"payment_intent","client_secret":"pi_1_secret_2"}"""));

        await AskAsync(stripe);

        var line = await TestStage.Log.FindAsync(_what);
        Assert.Contains("\"StripeRequestId\":\"req_1\"", line, StringComparison.Ordinal);
        Assert.Contains("\"StripeStatus\":200", line, StringComparison.Ordinal);
        Assert.Contains("\"StripeReplayed\":true", line, StringComparison.Ordinal);
        Assert.Contains("\"Elapsed\":", line, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", line, StringComparison.Ordinal);
        Assert.Single(TestStage.Log.All, l => l.Contains(_what, StringComparison.Ordinal));
    }

    [Fact]
    public async Task is_more_patient_while_nobody_waits_for_a_page()
    {
        _timeout = TimeSpan.FromSeconds(1);
        await using var stripe = await StripeListener.StartAsync(Answer.Never);

        await Assert.ThrowsAsync<GatewayUnavailable>(() => AskAsync(stripe, somebodyWaits: false));

        Assert.Equal(3, stripe.Requests.Count);
        Assert.Single(stripe.Requests.Select(r => r.Headers["Idempotency-Key"]).Distinct(StringComparer.Ordinal));
    }

    [Fact]
    public Task gives_a_page_less_time_than_work_in_the_background() => shop.Run(services =>
    {
        var http = services.GetRequiredService<IHttpClientFactory>();
        var (page, background) = (http.CreateClient(StripeConnections.Answering), http.CreateClient(StripeConnections.Background));
        Assert.True(page.Timeout < background.Timeout, $"{page.Timeout} and {background.Timeout}");
        return Task.FromResult(true);
    });

    [Fact]
    public async Task stops_when_the_shopper_leaves()
    {
        await using var stripe = await StripeListener.StartAsync(Answer.Never);
        using var left = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => AskAsync(stripe, ct: left.Token));
    }

    [Fact]
    public async Task for_a_list_reads_page_after_page()
    {
        await using var stripe = await StripeListener.StartAsync(
            Answer.Json("""{"object":"list","data":[{"id":"pi_3"},{"id":"pi_2"}],"has_more":true}"""),
            Answer.Json("""{"object":"list","data":[{"id":"pi_1"}],"has_more":false}"""));

        var read = await shop.Run(async services =>
        {
            var ids = new List<string>();
            var pages = Calls(services, stripe, somebodyWaits: true).ListAsync(
                _what,
                (client, at) => new PaymentIntentService(client).ListAsync(new PaymentIntentListOptions { Limit = at.Limit, StartingAfter = at.After }),
                intent => intent.Id,
                default);
            await foreach (var intent in pages)
            {
                ids.Add(intent.Id);
            }
            return ids;
        });

        Assert.Equal(["pi_3", "pi_2", "pi_1"], read);
        Assert.Equal(
            ["/v1/payment_intents?limit=100", "/v1/payment_intents?limit=100&starting_after=pi_2"], stripe.Requests.Select(r => r.PathAndQuery));
    }

    private Task<PaymentIntent> AskAsync(StripeListener stripe, bool somebodyWaits = true, CancellationToken ct = default) =>
        shop.Run(services => Calls(services, stripe, somebodyWaits).AskAsync(
            _what,
            client => new PaymentIntentService(client).CreateAsync(new PaymentIntentCreateOptions { Amount = 1099 }, cancellationToken: ct),
            ct));

    private StripeCalls Calls(IServiceProvider services, StripeListener stripe, bool somebodyWaits)
    {
        var options = Options.Create(new StripeOptions { SecretKey = "sk_test_1", ApiBase = stripe.Address });
        var request = new HttpContextAccessor { HttpContext = somebodyWaits ? new DefaultHttpContext() : null };
        var connections = new StripeConnections(new Impatient(_timeout), options, request);
        return new StripeCalls(
            ActivatorUtilities.CreateInstance<StripeAccounts>(services, options), connections, options, new StripeAnswers(TimeProvider.System),
            services.GetRequiredService<ILogger<StripeCalls>>());
    }

    private sealed class Impatient(TimeSpan timeout) : IHttpClientFactory
    {
        public HttpClient CreateClient(string name) => new() { Timeout = timeout };
    }
}
