namespace RachelFoods.Tests.Sandbox;

[Collection("sandbox")]
public sealed class A_repeated_request(SandboxProcess sandbox)
{
    private static readonly (string, string)[] Egusi =
        [("amount", "2500"), ("currency", "usd"), ("payment_method_types[0]", "card"), ("metadata[order]", "7")];

    private readonly SandboxShop shop = new(sandbox);

    [Fact]
    public async Task is_answered_as_the_first_was_and_done_once()
    {
        var first = await shop.PostOnce("order-7", "/v1/payment_intents", Egusi);
        var second = await shop.PostOnce("order-7", "/v1/payment_intents", [.. Egusi.Reverse()]);

        Assert.Equal(first.Body.ToJsonString(), second.Body.ToJsonString());
        Assert.Null(first.Header("Idempotent-Replayed"));
        Assert.Equal("true", second.Header("Idempotent-Replayed"));
        Assert.Equal(first.Header("Request-Id"), second.Header("Original-Request"));
        Assert.NotEqual(first.Header("Request-Id"), second.Header("Request-Id"));
        Assert.Equal("order-7", second.Header("Idempotency-Key"));
        Assert.Single((await shop.Books())["intents"]!.AsArray());
    }

    [Fact]
    public async Task with_other_parameters_is_refused()
    {
        await shop.PostOnce("order-7", "/v1/payment_intents", Egusi);

        var other = await shop.PostOnce("order-7", "/v1/payment_intents", [.. Egusi[1..], ("amount", "2600")]);

        Assert.Equal((400, "idempotency_error"), (other.Status, other["error.type"]));
    }

    [Fact]
    public async Task is_refused_while_the_first_still_runs()
    {
        await shop.Break("delay", "POST /v1/payment_intents", ms: 1500);

        var first = shop.PostOnce("order-7", "/v1/payment_intents", Egusi);
        await Started(1);
        var second = await shop.PostOnce("order-7", "/v1/payment_intents", Egusi);

        Assert.Equal((409, "idempotency_key_in_use"), (second.Status, second["error.code"]));
        Assert.Equal(200, (await first).Status);
    }

    [Fact]
    public async Task repeats_a_decline_too()
    {
        var intent = await shop.AnIntent();
        var declined = await shop.PostOnce("try-1", intent.Path + "/confirm", ("payment_method", "pm_card_chargeDeclined"));

        var again = await shop.PostOnce("try-1", intent.Path + "/confirm", ("payment_method", "pm_card_chargeDeclined"));

        Assert.Equal(402, again.Status);
        Assert.Equal("true", again.Header("Idempotent-Replayed"));
        Assert.Equal(declined["error.charge"], again["error.charge"]);
    }

    [Fact]
    public async Task is_tried_afresh_after_a_refusal_of_its_parameters()
    {
        var refused = await shop.PostOnce("order-7", "/v1/payment_intents", ("amount", "1"), ("currency", "usd"));

        var mended = await shop.PostOnce("order-7", "/v1/payment_intents", Egusi);

        Assert.Equal((400, 200), (refused.Status, mended.Status));
        Assert.Null(mended.Header("Idempotent-Replayed"));
    }

    [Fact]
    public async Task is_tried_afresh_after_a_full_house()
    {
        await shop.Break("status_429", "POST /v1/payment_intents");

        var refused = await shop.PostOnce("order-7", "/v1/payment_intents", Egusi);
        var served = await shop.PostOnce("order-7", "/v1/payment_intents", Egusi);

        Assert.Equal((429, "rate_limit"), (refused.Status, refused["error.code"]));
        Assert.Equal(200, served.Status);
    }

    [Fact]
    public async Task keeps_a_failure_of_Stripes_own()
    {
        await shop.Break("status_500", "POST /v1/payment_intents");

        var failed = await shop.PostOnce("order-7", "/v1/payment_intents", Egusi);
        var repeated = await shop.PostOnce("order-7", "/v1/payment_intents", Egusi);

        Assert.Equal((500, 500), (failed.Status, repeated.Status));
        Assert.Equal("true", repeated.Header("Idempotent-Replayed"));
        Assert.Empty((await shop.Books())["intents"]!.AsArray());
    }

    [Theory]
    [InlineData("execute_then_disconnect")]
    [InlineData("execute_then_truncate")]
    public async Task finds_what_was_done_before_the_line_broke(string fault)
    {
        await shop.Break(fault, "POST /v1/payment_intents");

        await Assert.ThrowsAnyAsync<HttpRequestException>(() => shop.PostOnce("order-7", "/v1/payment_intents", Egusi));
        var found = await shop.PostOnce("order-7", "/v1/payment_intents", Egusi);

        Assert.Equal("true", found.Header("Idempotent-Replayed"));
        Assert.Equal(found["id"], (await shop.Books()).At("intents.0.id")!.GetValue<string>());
        Assert.Single((await shop.Books())["intents"]!.AsArray());
    }

    [Fact]
    public async Task does_its_work_for_the_first_time_when_the_line_broke_before()
    {
        await shop.Break("drop_before", "POST /v1/payment_intents");

        await Assert.ThrowsAnyAsync<HttpRequestException>(() => shop.PostOnce("order-7", "/v1/payment_intents", Egusi));
        Assert.Empty((await shop.Books())["intents"]!.AsArray());
        var done = await shop.PostOnce("order-7", "/v1/payment_intents", Egusi);

        Assert.Null(done.Header("Idempotent-Replayed"));
    }

    [Fact]
    public async Task hundredfold_at_once_is_done_once()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => shop.PostOnce("order-7", "/v1/payment_intents", Egusi)));

        Assert.All(answers, a => Assert.Contains(a.Status, new[] { 200, 409 }));
        Assert.Single((await shop.Books())["intents"]!.AsArray());
    }

    private async Task Started(int requests)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        while ((await shop.Requests()).AsArray().Count < requests)
            limit.Token.ThrowIfCancellationRequested();
    }
}
