using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using RachelFoods.Tests.Orders;
using RachelFoods.Tests.Stage;
using RachelFoods.Web.Data;
using RachelFoods.Web.Modules.Inventory;
using RachelFoods.Web.Modules.Orders;

namespace RachelFoods.Tests.Inventory;

public sealed class Returning_what_was_sold(Shop shop) : IClassFixture<Shop>
{
    [Fact]
    public async Task puts_some_of_it_back_and_remembers_how_many()
    {
        var food = await shop.AVariant(onHand: 10);
        var order = await shop.APaidOrderOf(food, quantity: 3);

        var result = await shop.Return(order.Id, "refund 1", new Wanted(food, 2));

        Assert.Equal(new ReturnStockResult.Returned(Again: false), result);
        Assert.Equal((9, 0), await shop.Stock(food));
        Assert.Equal(1, (await Returnable(order))[food]);
        var moved = (await shop.Movements(food))[^1];
        Assert.Equal((2, StockReason.Returned, order.Id, AnOrder.Staff.UserId), (moved.Delta, moved.Reason, moved.OrderId, moved.ActorId));
    }

    [Fact]
    public async Task by_one_key_ten_times_at_once_does_so_once()
    {
        var food = await shop.AVariant(onHand: 10);
        var order = await shop.APaidOrderOf(food, quantity: 6);

        var results = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => shop.Return(order.Id, "refund 1", new Wanted(food, 2))));

        Assert.Single(results, new ReturnStockResult.Returned(Again: false));
        Assert.Equal(9, results.Count(r => r == new ReturnStockResult.Returned(Again: true)));
        Assert.Equal((6, 0), await shop.Stock(food));
    }

    [Fact]
    public async Task by_different_keys_at_once_never_brings_back_more_than_was_sold()
    {
        var food = await shop.AVariant(onHand: 10);
        var order = await shop.APaidOrderOf(food, quantity: 5);

        var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => shop.Return(order.Id, $"refund {i}", new Wanted(food, 2))));

        Assert.Equal(2, results.OfType<ReturnStockResult.Returned>().Count());
        Assert.All(results.OfType<ReturnStockResult.MoreThanSold>(), r => Assert.InRange(r.Left[food], 0, 1));
        Assert.Equal((9, 0), await shop.Stock(food));
    }

    [Fact]
    public async Task of_several_lines_is_all_or_nothing()
    {
        var (one, two) = (await shop.AVariant(onHand: 10), await shop.AVariant(onHand: 10));
        var wish = await shop.Wish([new Wanted(one, 2), new Wanted(two, 1)]);
        var order = Assert.IsType<PlaceOrderResult.Placed>(await shop.Place(wish)).OrderId;
        await shop.MarkPaid(order);

        var result = await shop.Return(order, "refund 1", new Wanted(one, 1), new Wanted(two, 2));

        Assert.Equal(new KeyValuePair<Guid, int>(two, 1), Assert.Single(Assert.IsType<ReturnStockResult.MoreThanSold>(result).Left));
        Assert.Equal(((8, 0), (9, 0)), (await shop.Stock(one), await shop.Stock(two)));
    }

    [Fact]
    public async Task is_refused_to_an_order_that_has_not_bought_yet()
    {
        var food = await shop.AVariant(onHand: 10);
        var order = await shop.AnOrderOf(food, quantity: 2);

        Assert.IsType<ReturnStockResult.MoreThanSold>(await shop.Return(order.Id, "refund 1", new Wanted(food, 1)));
        Assert.Equal((10, 2), await shop.Stock(food));
    }

    [Fact]
    public async Task leaves_the_rest_to_whoever_cancels_afterwards()
    {
        var (one, two) = (await shop.AVariant(onHand: 10), await shop.AVariant(onHand: 10));
        var wish = await shop.Wish([new Wanted(one, 3), new Wanted(two, 2)]);
        var order = Assert.IsType<PlaceOrderResult.Placed>(await shop.Place(wish)).OrderId;
        await shop.MarkPaid(order);
        await shop.Return(order, "refund 1", new Wanted(one, 1));

        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => shop.Run(s =>
            s.GetRequiredService<InventoryService>().ReturnRestAsync(order, [one], AnOrder.Staff, default))));

        Assert.Equal(((10, 0), (8, 0)), (await shop.Stock(one), await shop.Stock(two)));
    }

    // Row 20: cancel, refund with restock, refund after cancel, all at once.
    [Fact]
    public async Task and_cancelling_at_once_bring_each_unit_back_once()
    {
        for (var round = 0; round < 5; round++)
        {
            var food = await shop.AVariant(onHand: 10);
            var order = await shop.APaidOrderOf(food, quantity: 4);

            await Task.WhenAll(
                shop.Return(order.Id, "refund 1", new Wanted(food, 1)),
                shop.Run(s => s.GetRequiredService<InventoryService>().ReturnRestAsync(order.Id, null, AnOrder.Staff, default)),
                shop.Return(order.Id, "refund 2", new Wanted(food, 2)),
                shop.Run(s => s.GetRequiredService<InventoryService>().ReturnRestAsync(order.Id, null, AnOrder.Staff, default)));

            Assert.Equal((10, 0), await shop.Stock(food));
        }
    }

    [Fact]
    public async Task of_more_than_was_sold_is_refused_by_the_database_too()
    {
        var food = await shop.AVariant(onHand: 10);
        var order = await shop.APaidOrderOf(food, quantity: 2);

        var refused = await Assert.ThrowsAsync<PostgresException>(() => shop.Run(s => s.GetRequiredService<ShopDb>().Database
            .ExecuteSqlAsync($"update stock_reservations set returned = 3 where order_id = {order.Id}")));

        Assert.Equal("returns_what_was_sold", refused.ConstraintName);
    }

    private Task<IReadOnlyDictionary<Guid, int>> Returnable(OrderView order) =>
        shop.Run(s => s.GetRequiredService<InventoryService>().ReturnableAsync(order.Id, default));
}
