using Npgsql;
using RachelFoods.Tests.Orders;
using RachelFoods.Tests.Stage;
using RachelFoods.Web.Data;
using RachelFoods.Web.Kernel;
using RachelFoods.Web.Modules.Inventory;
using RachelFoods.Web.Modules.Stores;

namespace RachelFoods.Tests.Inventory;

public sealed class Counting_stock(Shop shop) : IClassFixture<Shop>
{
    [Fact]
    public async Task books_the_difference_and_who_found_it()
    {
        var food = await shop.AVariant(onHand: 10);

        var done = Assert.IsType<ChangeStockResult.Changed>(await shop.Count(new CountStock(food, 7, 10, Guid.NewGuid(), AnOrder.Staff, "Two bags torn")));

        Assert.Equal((-3, false, new StockLevel(food, 7, 0)), (done.Delta, done.Again, done.Now));
        var moved = (await shop.Movements(food))[^1];
        Assert.Equal((-3, 7, StockReason.Counted, "Two bags torn"), (moved.Delta, moved.OnHandAfter, moved.Reason, moved.Note));
        Assert.Equal((ActorKind.Staff, AnOrder.Staff.UserId), (moved.ActorKind, moved.ActorId));
    }

    [Fact]
    public async Task that_finds_what_was_expected_is_kept_too()
    {
        var food = await shop.AVariant(onHand: 10);

        await shop.Count(new CountStock(food, 10, 10, Guid.NewGuid(), AnOrder.Staff));

        Assert.Equal([10, 0], (await shop.Movements(food)).Select(m => m.Delta));
    }

    [Fact]
    public async Task begins_a_shelf_that_never_had_any()
    {
        var food = await shop.AProduct(onHand: 0);

        await shop.Count(new CountStock(food.VariantId, 4, 0, Guid.NewGuid(), AnOrder.Staff));

        Assert.Equal((4, 0), await shop.Stock(food.VariantId));
    }

    [Fact]
    public async Task with_one_form_ten_times_at_once_is_one_count()
    {
        var food = await shop.AVariant(onHand: 10);
        var count = new CountStock(food, 7, 10, Guid.NewGuid(), AnOrder.Staff, BeforeWhatMoved: true);

        var results = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => shop.Count(count)));

        Assert.Single(results.Cast<ChangeStockResult.Changed>(), r => !r.Again);
        Assert.All(results.Cast<ChangeStockResult.Changed>(), r => Assert.Equal(-3, r.Delta));
        Assert.Equal((7, 0), await shop.Stock(food));
        Assert.Equal(2, (await shop.Movements(food)).Count);
    }

    [Fact]
    public async Task does_nothing_when_something_was_sold_since_the_page_was_shown()
    {
        var food = await shop.AVariant(onHand: 10);
        await shop.APaidOrderOf(food, quantity: 2);

        var result = await shop.Count(new CountStock(food, 9, 10, Guid.NewGuid(), AnOrder.Staff));

        Assert.Equal(new StockLevel(food, 8, 0), Assert.IsType<ChangeStockResult.Moved>(result).Now);
        Assert.Equal((8, 0), await shop.Stock(food));
    }

    [Fact]
    public async Task before_something_was_sold_books_only_the_difference_that_was_found()
    {
        var food = await shop.AVariant(onHand: 10);
        await shop.APaidOrderOf(food, quantity: 2);

        await shop.Count(new CountStock(food, 9, 10, Guid.NewGuid(), AnOrder.Staff, BeforeWhatMoved: true));

        Assert.Equal((7, 0), await shop.Stock(food));
    }

    [Fact]
    public async Task and_selling_at_once_lose_neither()
    {
        for (var round = 0; round < 5; round++)
        {
            var food = await shop.AVariant(onHand: 10);
            var order = await shop.AnOrderOf(food, quantity: 2);

            await Task.WhenAll(
                shop.MarkPaid(order.Id), shop.Count(new CountStock(food, 9, 10, Guid.NewGuid(), AnOrder.Staff, BeforeWhatMoved: true)));

            Assert.Equal((7, 0), await shop.Stock(food));
        }
    }

    [Fact]
    public async Task of_less_than_is_promised_is_refused()
    {
        var food = await shop.AVariant(onHand: 10);
        await shop.AnOrderOf(food, quantity: 8);

        var counted = await shop.Count(new CountStock(food, 5, 10, Guid.NewGuid(), AnOrder.Staff));
        var spoiled = await shop.Adjust(new AdjustStock(food, -3, StockReason.Spoiled, Guid.NewGuid(), AnOrder.Staff));
        var down = await shop.Count(new CountStock(food, 8, 10, Guid.NewGuid(), AnOrder.Staff));

        Assert.Equal(8, Assert.IsType<ChangeStockResult.LessThanReserved>(counted).Now.Reserved);
        Assert.IsType<ChangeStockResult.LessThanReserved>(spoiled);
        Assert.IsType<ChangeStockResult.Changed>(down);
        Assert.Equal((8, 8), await shop.Stock(food));
    }

    [Fact]
    public async Task is_nobodys_where_the_variant_is_of_another_store()
    {
        var drinks = await shop.AVariant(store: StoreSeed.SecondStore);

        Assert.IsType<ChangeStockResult.NotFound>(await shop.Count(new CountStock(drinks, 1, 10, Guid.NewGuid(), AnOrder.Staff)));
    }

    [Theory]
    [InlineData(0, StockReason.Correction)]
    [InlineData(1, StockReason.Sale)]
    [InlineData(1, StockReason.Returned)]
    [InlineData(1, StockReason.Counted)]
    public async Task is_the_only_way_but_for_reasons_that_a_person_can_have(int delta, StockReason reason)
    {
        var food = await shop.AVariant();

        await Assert.ThrowsAsync<ArgumentException>(() => shop.Adjust(new AdjustStock(food, delta, reason, Guid.NewGuid(), AnOrder.Staff)));
    }
}

public sealed class The_movements_of_stock(Shop shop) : IClassFixture<Shop>
{
    [Theory]
    [InlineData("update stock_movements set delta = delta + 1")]
    [InlineData("delete from stock_movements")]
    [InlineData("truncate stock_movements")]
    public async Task are_only_added_to(string change)
    {
        await shop.AVariant();

        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, await RefusalOf(change, ShopRoles.App));
        Assert.Equal(PostgresErrorCodes.RestrictViolation, await RefusalOf(change, ShopRoles.Owner));
    }

    private async Task<string?> RefusalOf(string change, string role)
    {
        await using var source = NpgsqlDataSource.Create(shop.Stage.ConnectionString(role) + $";Options=-c app.store_id={StoreSeed.RachelFoods}");
        await using var command = source.CreateCommand(change);
        return (await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync())).SqlState;
    }
}
