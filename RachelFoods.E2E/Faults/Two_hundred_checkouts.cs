using System.Diagnostics;
using System.Net;
using System.Text.Json.Nodes;
using RachelFoods.E2E.Faults.Stage;
using RachelFoods.E2E.Stage;

namespace RachelFoods.E2E.Faults;

/// <summary>Everybody pays in the same moment, at two processes, and Stripe takes longer than the shop waits for one answer.</summary>
[Collection(Turns.OfStripe)]
public sealed class Two_hundred_checkouts(Reconciled reconciled) : FaultTest(reconciled)
{
    private const int Buyers = 200;
    private const int WithoutAnswer = 60;

    /// <summary>Less than a page waits for one answer of Stripe's, and more.</summary>
    private static readonly TimeSpan Slow = TimeSpan.FromSeconds(1.2), TooSlow = TimeSpan.FromSeconds(3);

    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(50);

    /// <summary>Behind the pages each order is settled, told of and counted.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>Events that the shop keeps and does nothing about; work for the machine alone.</summary>
    private static readonly string[] OfNoInterest = ["payment_intent.created", "charge.succeeded"];

    private const string SomeOfEach =
        """
        select s.variant_id from stock_items s join product_variants v on v.id = s.variant_id join products p on p.id = v.product_id,
            generate_series(1, s.on_hand - s.reserved) where p.status = 'ACTIVE' and v.is_active order by generate_series, s.variant_id limit 201
        """;

    [Fact]
    public async Task while_stripe_is_slow_are_paid_once_each_and_keep_no_page_waiting()
    {
        var variants = (await Shop.AskAsync(SomeOfEach)).Select(row => (Guid)row[0]).ToList();
        var forms = await ComeToTheTillAsync(variants);
        var quitter = NewBuyer();
        var givenUp = await quitter.PlaceAsync(variants[Buyers]);
        await Task.WhenAll(OfNoInterest.Select(type => Shop.Sandbox.FailAsync("webhook_drop", type)));
        await Shop.Sandbox.FailAsync("delay", "POST /v1/payment_intents$", times: WithoutAnswer, ms: (int)TooSlow.TotalMilliseconds);
        await Shop.Sandbox.FailAsync("delay", "POST /v1/payment_intents$", ms: (int)Slow.TotalMilliseconds);
        await Shop.Sandbox.FailAsync("delay", "GET /v1/payment_intents/", ms: (int)Slow.TotalMilliseconds);
        using var enough = new CancellationTokenSource();
        var watching = Shop.WatchAsync(Slow + TooSlow);
        var looking = Task.WhenAll(LookAroundAsync(0, enough.Token), LookAroundAsync(1, enough.Token));

        var paying = Task.WhenAll(forms.Select(f => PayAsync(f.Buyer, f.Form)));
        await quitter.CancelAsync(givenUp);
        var toldToTryAgain = (await paying).Sum();

        Assert.DoesNotContain(await watching, t => t.Contains("idle in transaction", StringComparison.Ordinal));
        await enough.CancelAsync();
        var looks = (await looking).SelectMany(l => l).Order().ToList();
        Assert.True(looks[(int)(0.95 * looks.Count)] < TooSlow, $"Of {looks.Count} looks the slowest took {looks[^1]}.");
        Assert.InRange(toldToTryAgain, 1, Buyers);
        await Shop.Sandbox.ClearAsync();
        Assert.Equal("CANCELLED", (await Shop.OrdersOfAsync(quitter.Email)).Single().Status);
        await UntilAllArePaidOnceAsync([.. forms.Select(f => f.Buyer.Email)]);
    }

    /// <summary>Each with an order placed and the button to pay before them.</summary>
    private async Task<(Buyer Buyer, Form Form)[]> ComeToTheTillAsync(List<Guid> variants)
    {
        var buyers = Enumerable.Range(0, Buyers).Select(NewBuyer).ToList();
        var forms = new (Buyer, Form)[Buyers];
        await Parallel.ForAsync(0, Buyers, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (i, _) =>
            forms[i] = (buyers[i], await buyers[i].OpenFormAsync(await buyers[i].PlaceAsync(variants[i]))));
        return forms;
    }

    /// <returns>How often the buyer was told to try again.</returns>
    private static async Task<int> PayAsync(Buyer buyer, Form form)
    {
        for (var again = 0; ; again++)
        {
            var answer = await buyer.PostAsync(form);
            if (answer.Status == HttpStatusCode.OK)
            {
                await buyer.ConfirmAsync(JsonNode.Parse(answer.Body)!["clientSecret"]!.GetValue<string>().Split("_secret_")[0]);
                return again;
            }
            Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.Status);
            Assert.InRange(again, 0, 5);
        }
    }

    private async Task<List<TimeSpan>> LookAroundAsync(int process, CancellationToken enough)
    {
        var (looker, took) = (NewBuyer(process), new List<TimeSpan>());
        while (!enough.IsCancellationRequested)
        {
            foreach (var page in new[] { "/", "/products/egusi", "/cart", "/health/live" })
            {
                var began = Stopwatch.GetTimestamp();
                Assert.Equal(HttpStatusCode.OK, (await looker.GetAsync(page)).Status);
                took.Add(Stopwatch.GetElapsedTime(began));
                await Task.Delay(BetweenLooks, CancellationToken.None);
            }
        }
        return took;
    }

    private async Task UntilAllArePaidOnceAsync(List<string> emails)
    {
        await Eventually.TrueAsync(
            async () => await Shop.CountAsync("select count(*) from orders where email = any($1) and status = 'PAID'", emails) == Buyers
                && await Shop.CountAsync("select count(*) from stripe_events where processed_at is null") == 0,
            Patience);
        Assert.Equal(Buyers, await Shop.CountAsync(
            "select count(*) from payments p join orders o on o.id = p.order_id where o.email = any($1)", emails));
        var orders = (await Shop.AskAsync("select id from orders where email = any($1)", emails)).Select(row => $"{row[0]}").ToHashSet();
        var intents = (await Shop.BooksAsync("intents")).Where(i => orders.Contains($"{i["metadata"]!["order_id"]}")).ToList();
        Assert.Equal(Buyers, intents.Count);
        Assert.All(intents, i => Assert.Equal("succeeded", $"{i["status"]}"));
    }
}
