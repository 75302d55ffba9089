using System.Diagnostics;
using System.Net;
using RachelFoods.E2E.Faults.Stage;
using RachelFoods.E2E.Stage;

namespace RachelFoods.E2E.Faults;

/// <summary>Half-open, with nobody hanging up: only a time limit ends the waiting. With the limits that the shop has by itself.</summary>
[Collection(Turns.OfMachines)]
public sealed class A_silent_line(Reconciled reconciled) : FaultTest(reconciled)
{
    // The runtime starts so many at once (ThreadPoolMinThreads), waiting or not. Fewer than who would each hold one.
    private const int ThreadsAtOnce = 16;

    private const int Visitors = 25;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(15);

    [Fact]
    public async Task to_stripe_is_given_up_in_time_and_leaves_the_order_to_be_paid()
    {
        using var plain = await Shop.AddAsync("plain", ("Stripe:Timeout", ""));
        var buyer = NewBuyer(plain.Number);
        var payPage = await buyer.PlaceAsync("egusi");
        var form = await buyer.OpenFormAsync(payPage);
        plain.Node.Stripe.Be(Line.Silent);
        var began = Stopwatch.GetTimestamp();

        var answer = await buyer.PostAsync(form);

        Assert.InRange(Stopwatch.GetElapsedTime(began), TimeSpan.Zero, Limit);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.Status);
        plain.Node.Heal();
        await buyer.ConfirmAsync(await buyer.PrepareAsync(payPage));
        await UntilPaidOnceAsync(buyer);
    }

    [Fact]
    public async Task to_the_database_is_given_up_in_time_without_using_up_threads()
    {
        using var plain = await Shop.AddAsync("plain", ("Database:Connect", ""), ("Database:Timeout", ""));
        var visitors = Enumerable.Range(0, Visitors).Select(_ => NewBuyer(plain.Number)).ToList();
        var egusi = await Shop.VariantAsync("egusi");
        await Task.WhenAll(visitors.Select(v => v.AddAsync(egusi)));
        var checkout = await visitors[0].FillCheckoutAsync();
        var threads = ThreadsOf(plain.Node);
        plain.Node.Database.Be(Line.Silent);

        await AssertGivenUpAsync(visitors, checkout); // By those who had a connection, and those who waited for one.
        await AssertGivenUpAsync(visitors, checkout); // By those who find none and open one.

        Assert.InRange(ThreadsOf(plain.Node), 0, threads + ThreadsAtOnce);
        Assert.Equal(HttpStatusCode.OK, (await Elsewhere(visitors[0], process: 0).GetAsync("/cart")).Status);
        plain.Node.Heal();
        await Eventually.TrueAsync(async () => (await visitors[1].GetAsync("/cart")).Status == HttpStatusCode.OK);
        await visitors[0].ConfirmAsync(await visitors[0].PrepareAsync((await visitors[0].PostAsync(checkout)).Location!));
        await UntilPaidOnceAsync(visitors[0]);
    }

    private static async Task AssertGivenUpAsync(List<Buyer> visitors, Form checkout)
    {
        var answers = await Task.WhenAll(
            [TimedAsync(visitors[0].PostAsync(checkout)), .. visitors.Skip(1).Select(v => TimedAsync(v.GetAsync("/cart")))]);

        Assert.All(answers, a => Assert.InRange(a.Took, TimeSpan.Zero, Limit));
        Assert.All(answers, a => Assert.Equal(HttpStatusCode.ServiceUnavailable, a.Answer.Status));
        Assert.All(answers, a => Assert.NotNull(a.Answer.RetryAfter));
        Assert.All(answers, a => AssertClean(a.Answer));
        Assert.All(answers, a => Assert.Contains("Please try again in a minute", a.Answer.Body, StringComparison.Ordinal));
    }

    private static async Task<(Answer Answer, TimeSpan Took)> TimedAsync(Task<Answer> asked)
    {
        var began = Stopwatch.GetTimestamp();
        return (await asked, Stopwatch.GetElapsedTime(began));
    }

    private static int ThreadsOf(WebNode node)
    {
        using var process = Process.GetProcessById(node.ProcessId);
        return process.Threads.Count;
    }
}
