using System.Net;
using RachelFoods.E2E.Stage;

namespace RachelFoods.E2E.Races;

/// <summary>Over HTTP, at two web processes. Seen failing with the lock of the stock taken away: more than twenty got the last one.</summary>
public sealed class Buying_the_last_one : IAsyncLifetime
{
    private const int Buyers = 200;

    private readonly List<Buyer> _buyers = [];
    private LiveShop _shop = null!;

    public async Task InitializeAsync() => _shop = await LiveShop.GetAsync();

    public Task DisposeAsync()
    {
        _buyers.ForEach(b => b.Dispose());
        return Task.CompletedTask;
    }

    [Fact]
    public async Task succeeds_for_one_of_two_hundred()
    {
        var variant = await _shop.VariantAsync("kilishi");
        await SetStockAsync(variant, 1);
        _buyers.AddRange(Enumerable.Range(0, Buyers).Select(i => new Buyer(_shop, i)));
        var forms = await ComeToTheButtonAsync(variant);

        var answers = await Task.WhenAll(_buyers.Select((buyer, i) => buyer.PostAsync(forms[i])));

        Assert.DoesNotContain(answers, a => (int)a.Status >= 500);
        var winner = Assert.Single(answers, a => a.Status == HttpStatusCode.SeeOther);
        Assert.StartsWith("/checkout/pay/", winner.Location, StringComparison.Ordinal);
        var refused = answers.Where(a => a.Status == HttpStatusCode.UnprocessableEntity).ToList();
        Assert.Equal(Buyers - 1, refused.Count);
        Assert.All(refused, a => Assert.Contains("is sold out", a.Body, StringComparison.Ordinal));
        Assert.Equal(1, await _shop.CountAsync("select count(*) from stock_reservations where variant_id = $1 and state = 'HELD'", variant));
        Assert.Equal(0, await _shop.CountAsync("select on_hand - reserved from stock_items where variant_id = $1", variant));
    }

    [Fact]
    public async Task is_one_order_when_one_form_arrives_twenty_times()
    {
        var variant = await _shop.VariantAsync("panla");
        using var buyer = new Buyer(_shop);
        using var sameElsewhere = buyer.At(process: 1);
        await buyer.AddAsync(variant);
        var form = await buyer.FillCheckoutAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => (i % 2 == 0 ? buyer : sameElsewhere).PostAsync(form)));

        Assert.All(answers, a => Assert.Equal(HttpStatusCode.SeeOther, a.Status));
        Assert.All(answers, a => Assert.StartsWith("/checkout/pay/", a.Location, StringComparison.Ordinal));
        var order = Assert.Single(await _shop.OrdersOfAsync(buyer.Email));
        Assert.Equal(1, await _shop.CountAsync("select count(*) from payments where order_id = $1", order.Id));
        Assert.Equal(1, await _shop.CountAsync("select sum(quantity) from stock_reservations where order_id = $1", order.Id));
    }

    /// <summary>Each with the one unit in the cart and the form filled in.</summary>
    private async Task<Form[]> ComeToTheButtonAsync(Guid variant)
    {
        var forms = new Form[Buyers];
        await Parallel.ForAsync(0, Buyers, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (i, _) =>
        {
            await _buyers[i].AddAsync(variant);
            forms[i] = await _buyers[i].FillCheckoutAsync();
        });
        return forms;
    }

    // A count, with its movement: the rows of stock must add up afterwards too.
    private Task SetStockAsync(Guid variant, int sellable) => _shop.AskAsync(
        """
        with counted as (select * from stock_items where variant_id = $1 for update),
            moved as (
                insert into stock_movements (store_id, id, variant_id, delta, on_hand_after, reason, at)
                select store_id, gen_random_uuid(), variant_id, reserved + $2 - on_hand, reserved + $2, 'COUNTED', now() from counted)
        update stock_items item set on_hand = counted.reserved + $2 from counted where item.variant_id = counted.variant_id returning item.on_hand
        """,
        variant,
        sellable);
}
