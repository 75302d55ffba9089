using Microsoft.AspNetCore.Http;
using Stripe;

namespace RachelFoods.Tests.Sdk;

public class Retries_to_Stripe
{
    [Fact]
    public async Task repeat_the_same_idempotency_key_until_it_works()
    {
        await using var stripe = await StripeListener.StartAsync(Answer.Broken, Answer.Error(503), Answer.Json(Answer.Intent));

        var intent = await new PaymentIntentService(stripe.Client()).CreateAsync(new PaymentIntentCreateOptions { Amount = 1099 });

        Assert.Equal("pi_1", intent.Id);
        Assert.Equal(3, stripe.Requests.Count);
        Assert.Single(stripe.Requests.Select(request => (request.Headers["Idempotency-Key"], request.Body)).Distinct());
    }

    public static TheoryData<int, string?, int> Refusals => new()
    {
        { 409, null, 3 },
        { 500, null, 3 },
        { 502, null, 3 },
        { 500, "false", 1 },
        { 409, "false", 1 },
        { 429, null, 1 },
        { 429, "true", 3 },
        { 400, null, 1 },
        { 402, null, 1 },
        { 424, null, 1 },
        { 400, "true", 3 },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task are_made_as_status_and_Stripe_ask(int status, string? shouldRetry, int tries)
    {
        await using var stripe = await StripeListener.StartAsync(Answer.Error(status, shouldRetry));

        var refused = await Assert.ThrowsAsync<StripeException>(() => new PaymentIntentService(stripe.Client()).GetAsync("pi_1"));

        Assert.Equal(status, (int)refused.HttpStatusCode);
        Assert.Equal("Try later.", refused.Message);
        Assert.Equal(tries, stripe.Requests.Count);
    }

    [Fact]
    public async Task wait_half_a_second_then_longer()
    {
        var clock = new InstantClock();
        await using var stripe = await StripeListener.StartAsync(Answer.Error(500));

        await Assert.ThrowsAsync<StripeException>(() => new PaymentIntentService(stripe.Client(clock: clock)).GetAsync("pi_1"));

        Assert.Equal(2, clock.Waits.Count);
        Assert.Equal(SystemNetHttpClient.MinNetworkRetriesDelay, clock.Waits[0]);
        Assert.InRange(clock.Waits[1], TimeSpan.FromMilliseconds(750), TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task never_wait_less_than_half_a_second_nor_more_than_five()
    {
        var clock = new InstantClock();
        await using var stripe = await StripeListener.StartAsync(Answer.Error(503));

        await Assert.ThrowsAsync<StripeException>(() => new PaymentIntentService(stripe.Client(clock: clock, retries: 12)).GetAsync("pi_1"));

        Assert.Equal(12, clock.Waits.Count);
        Assert.All(clock.Waits, wait => Assert.InRange(
            wait, SystemNetHttpClient.MinNetworkRetriesDelay, SystemNetHttpClient.MaxNetworkRetriesDelay));
        Assert.All(clock.Waits.Skip(4), wait => Assert.InRange(wait, TimeSpan.FromSeconds(3.75), TimeSpan.FromSeconds(5)));
        Assert.True(clock.Waits.Skip(4).Distinct().Count() > 1, "They all come back in step.");
    }

    [Fact]
    public async Task give_up_where_nobody_listens()
    {
        var clock = new InstantClock();
        await using var stripe = await StripeListener.StartAsync(Answer.Json(Answer.Intent));
        var nobody = stripe.Client(clock: clock);
        await stripe.DisposeAsync();

        await Assert.ThrowsAsync<HttpRequestException>(() => new PaymentIntentService(nobody).GetAsync("pi_1"));

        Assert.Equal(2, clock.Waits.Count);
    }

    public static TheoryData<string> Silences => new() { "no answer", "half an answer" };

    [Theory]
    [MemberData(nameof(Silences))]
    public async Task end_in_a_timeout_after_three_tries(string silence)
    {
        var answer = silence == "no answer" ? Answer.Never : Answer.HalfThenNever;
        await using var stripe = await StripeListener.StartAsync(answer);
        var intents = new PaymentIntentService(stripe.Client(timeout: TimeSpan.FromSeconds(1)));

        await Assert.ThrowsAsync<TaskCanceledException>(() => intents.GetAsync("pi_1"));

        Assert.Equal(3, stripe.Requests.Count);
    }

    [Fact]
    public async Task stop_when_the_caller_does()
    {
        using var caller = new CancellationTokenSource();
        RequestDelegate cancel = async context =>
        {
            await caller.CancelAsync();
            await Answer.Never(context);
        };
        await using var stripe = await StripeListener.StartAsync(cancel);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => new PaymentIntentService(stripe.Client()).GetAsync("pi_1", cancellationToken: caller.Token));

        Assert.Single(stripe.Requests);
    }

    public static TheoryData<string> Breaks => new() { "before the answer", "in its middle" };

    [Theory]
    [MemberData(nameof(Breaks))]
    public async Task give_up_with_the_connections_own_failure(string broken)
    {
        await using var stripe = await StripeListener.StartAsync(broken == "in its middle" ? Answer.HalfThenBroken : Answer.Broken);

        await Assert.ThrowsAsync<HttpRequestException>(() => new PaymentIntentService(stripe.Client()).GetAsync("pi_1"));

        Assert.Equal(3, stripe.Requests.Count);
    }
}
