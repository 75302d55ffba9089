using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RachelFoods.Tests.Stage;
using RachelFoods.Web.Data;
using RachelFoods.Web.Modules.Inventory;
using RachelFoods.Web.Modules.Orders;
using RachelFoods.Web.Modules.Products;

namespace RachelFoods.Tests.Orders;

/// <summary>Several buyers want of the same food at the same moment.</summary>
public sealed class Buyers_who_share_the_stock(Shop shop) : IClassFixture<Shop>
{
    [Theory]
    [InlineData(3, 2, 2)]
    [InlineData(10, 5, 5)]
    [InlineData(2, 0, 0)]
    public async Task get_as_many_orders_as_there_are_units(int buyers, int onHand, int orders)
    {
        var food = await shop.AVariant(onHand);
        var wishes = await Task.WhenAll(Enumerable.Range(0, buyers).Select(_ => shop.Wish(food)));

        var results = await Task.WhenAll(wishes.Select(wish => shop.Place(wish)));

        Assert.Equal(orders, results.OfType<PlaceOrderResult.Placed>().Count());
        Assert.Equal(buyers - orders, results.OfType<PlaceOrderResult.OutOfStock>().Count());
        Assert.Equal((onHand, orders), await shop.Stock(food));
    }

    [Fact]
    public async Task of_two_foods_get_all_that_there_is_for_all()
    {
        var (five, two) = (await shop.AVariant(onHand: 5), await shop.AVariant(onHand: 2));
        PlaceOrder[] wishes = [await shop.Wish(five, 2), await shop.Wish(two, 1), await shop.Wish(five, 3)];

        var results = await Task.WhenAll(wishes.Select(wish => shop.Place(wish)));

        Assert.All(results, result => Assert.IsType<PlaceOrderResult.Placed>(result));
        Assert.Equal(((5, 5), (2, 1)), (await shop.Stock(five), await shop.Stock(two)));
    }

    [Fact]
    public async Task who_want_different_amounts_are_promised_no_more_than_there_is()
    {
        var food = await shop.AVariant(onHand: 20);
        int[] sizes = [1, 3, 5, 7, 10];
        var wishes = await Task.WhenAll(sizes.Select(size => shop.Wish(food, size)));

        var results = await Task.WhenAll(wishes.Select(wish => shop.Place(wish)));

        var promised = sizes.Zip(results).Where(r => r.Second is PlaceOrderResult.Placed).Sum(r => r.First);
        Assert.InRange(promised, 1, 20);
        Assert.Equal((20, promised), await shop.Stock(food));
    }

    [Fact]
    public async Task by_carts_in_opposite_order_never_wait_for_each_other_in_a_circle()
    {
        var (one, two) = (await shop.AVariant(onHand: 100), await shop.AVariant(onHand: 100));
        var before = await Deadlocks();
        var wishes = await Task.WhenAll(Enumerable.Range(0, 50).Select(i =>
            shop.Wish(i % 2 == 0 ? [new Wanted(one, 1), new Wanted(two, 1)] : [new Wanted(two, 1), new Wanted(one, 1)])));

        var results = await Task.WhenAll(wishes.Select(wish => shop.Place(wish)));

        Assert.All(results, result => Assert.IsType<PlaceOrderResult.Placed>(result));
        Assert.Equal(((100, 50), (100, 50)), (await shop.Stock(one), await shop.Stock(two)));
        Assert.Equal(before, await Deadlocks());
    }

    [Fact]
    public async Task lose_what_is_taken_out_of_the_shop_but_not_what_they_have_at_the_till()
    {
        var food = await shop.AVariant(onHand: 10);
        var product = await shop.Run(async s => (await s.GetRequiredService<ProductService>().FindVariantsAsync([food], default))[food].ProductId);
        var paid = await shop.APaidOrderOf(food);
        OrderView[] atTheTill = [await shop.AnOrderOf(food), await shop.AnOrderOf(food), await shop.AnOrderOf(food)];
        var inTheCart = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => shop.Wish(food)));

        await shop.Change(products => products.HideAsync(product, default));
        var results = await Task.WhenAll(inTheCart.Select(wish => shop.Place(wish)));
        var settled = await Task.WhenAll(atTheTill.Select(order => shop.MarkPaid(order.Id)));

        Assert.All(results, result => Assert.Equal(0, Assert.IsType<PlaceOrderResult.OutOfStock>(result).Sellable[food]));
        Assert.All(settled, result => Assert.Equal(MarkPaidResult.Moved, result));
        Assert.Equal(OrderStatus.Paid, (await shop.Look(paid.Id)).Status);
        Assert.Equal((6, 0), await shop.Stock(food));
    }

    // PostgreSQL writes its counts down after a while; asked to, at once.
    private Task<long> Deadlocks() => shop.Run(async services =>
    {
        var db = services.GetRequiredService<ShopDb>().Database;
        await db.ExecuteSqlAsync($"select pg_stat_force_next_flush()");
        return await db.SqlQuery<long>($"select deadlocks as \"Value\" from pg_stat_database where datname = current_database()").SingleAsync();
    });
}
