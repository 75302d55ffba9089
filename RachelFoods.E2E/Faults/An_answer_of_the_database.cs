using System.Net;
using RachelFoods.E2E.Faults.Stage;
using RachelFoods.E2E.Stage;

namespace RachelFoods.E2E.Faults;

/// <summary>Lost on its way, while the process lives: nobody knows whether the work was done.</summary>
[Collection(Turns.OfMachines)]
public sealed class An_answer_of_the_database(Reconciled reconciled) : FaultTest(reconciled)
{
    private const int Seed = 20261123;

    [Fact]
    public async Task that_an_order_was_placed_is_asked_for_again_by_the_form()
    {
        var buyer = NewBuyer();
        await buyer.AddAsync(await Shop.VariantAsync("egusi"));
        var form = await buyer.FillCheckoutAsync();
        var lost = Shop.LoseAnswerTo(n => n.Database, x => x.Asks("INSERT INTO orders"));

        var first = await buyer.PostAsync(form);
        await lost;
        var again = await buyer.PostAsync(form);

        AssertClean(first);
        Assert.Equal(HttpStatusCode.SeeOther, again.Status);
        await buyer.ConfirmAsync(await buyer.PrepareAsync(again.Location!));
        await UntilPaidOnceAsync(buyer);
    }

    [Theory]
    [InlineData("INSERT INTO stripe_events")]
    [InlineData("INSERT INTO order_moves")]
    [InlineData("set leased_until")]
    public async Task to_those_who_work_on_a_payment_is_not_missed(string statement)
    {
        var buyer = NewBuyer();
        var intent = await buyer.PrepareAsync(await buyer.PlaceAsync("egusi"));
        await UntilHeardAsync(intent);
        var lost = Shop.LoseAnswerTo(n => n.Database, x => x.Asks(statement) && x.Told.All(tag => tag != "UPDATE 0"));

        await buyer.ConfirmAsync(intent);
        await lost;

        await UntilPaidOnceAsync(buyer);
    }

    // Where a connection breaks is left to chance: in the middle of a statement, before a commit, or after it.
    [Fact]
    public async Task cut_off_anywhere_leaves_one_order_paid_once()
    {
        var random = new Random(Seed);
        for (var round = 0; round < 12; round++)
        {
            var buyer = NewBuyer();
            await buyer.AddAsync(await Shop.VariantAsync("egusi"));
            var form = await buyer.FillCheckoutAsync();
            Shop.First.Database.CutAfter(random.Next(30_000));

            var placed = await InsistAsync(() => buyer.PostAsync(form), a => a.Status == HttpStatusCode.SeeOther);
            Shop.First.Database.CutAfter(random.Next(30_000));
            await InsistAsync(() => PressPayAsync(buyer, placed.Location!), a => a.Status == HttpStatusCode.OK);
            Shop.First.Database.Heal();

            var order = Assert.Single(await Shop.OrdersOfAsync(buyer.Email));
            await buyer.ConfirmAsync(Assert.Single(await Shop.IntentsOfAsync(order.Id))["id"]!.GetValue<string>());
            await UntilPaidOnceAsync(buyer);
        }
    }

    private static async Task<Answer> PressPayAsync(Buyer buyer, string payPage)
    {
        var page = await buyer.GetAsync(payPage);
        return page.Status == HttpStatusCode.OK ? await buyer.PostAsync(Form.FirstOf(page.Body, payPage)) : page;
    }

    /// <summary>Does it again until it succeeds, as buyers do; but not for ever.</summary>
    private static async Task<Answer> InsistAsync(Func<Task<Answer>> act, Predicate<Answer> good)
    {
        for (var tries = 1; ; tries++)
        {
            var answer = await act();
            if (good(answer))
            {
                return answer;
            }
            AssertClean(answer);
            Assert.True(tries < 4, $"It failed {tries} times, at last with {(int)answer.Status}: {answer.Body}");
        }
    }
}
