using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using RachelFoods.Tests.Orders;
using RachelFoods.Tests.Stage;
using RachelFoods.Web.Data;
using RachelFoods.Web.Modules.Cart;
using RachelFoods.Web.Modules.Orders;

namespace RachelFoods.Tests.Inventory;

public sealed class A_limit_for_one_order(Shop shop) : IClassFixture<Shop>
{
    [Fact]
    public async Task is_named_where_more_is_put_into_the_cart()
    {
        var food = await ALimitedProduct(most: 2);

        var first = await Add(new CartOwner(null, null), food, 2);
        var refused = await Add(new CartOwner(null, first.Cart.Id), food, 1);

        Assert.Equal("You can order up to 2 of this; your cart has 2", Assert.IsType<CartResult.Refused>(refused).Problem);
        Assert.Equal(2, refused.Cart.Count);
    }

    [Fact]
    public async Task that_came_after_the_cart_keeps_it_from_checkout_and_says_why()
    {
        var food = await shop.AProduct(onHand: 10);
        var cart = (await Add(new CartOwner(null, null), food, 5)).Cart;

        await shop.Change(products => products.LimitOrdersAsync(food.ProductId, 3, default));

        var now = await shop.Run(s => s.GetRequiredService<CartService>().FindAsync(new CartOwner(null, cart.Id), default));
        Assert.Equal(("You can order up to 3 of this", 3, false), (now.Lines[0].Problem, now.Lines[0].Most, now.CanCheckOut));
    }

    // Seen to fail where only the cart looks at it.
    [Fact]
    public async Task is_kept_by_whoever_sends_the_order_without_the_cart()
    {
        var food = await ALimitedProduct(most: 2);

        var result = await shop.Place(await shop.Wish(food.VariantId, 3));
        var atTheLimit = await shop.Place(await shop.Wish(food.VariantId, 2));

        Assert.Equal(new KeyValuePair<Guid, int>(food.VariantId, 2), Assert.Single(Assert.IsType<PlaceOrderResult.OverLimit>(result).Most));
        Assert.IsType<PlaceOrderResult.Placed>(atTheLimit);
        Assert.Equal((10, 2), await shop.Stock(food.VariantId));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    public async Task makes_sense(int most)
    {
        var food = await shop.AProduct();

        var refused = await Assert.ThrowsAsync<PostgresException>(() => shop.Run(s => s.GetRequiredService<ShopDb>().Database
            .ExecuteSqlAsync($"update products set most_per_order = {most} where id = {food.ProductId}")));

        Assert.Equal("most_per_order_makes_sense", refused.ConstraintName);
    }

    private async Task<Made> ALimitedProduct(int most)
    {
        var food = await shop.AProduct(onHand: 10);
        await shop.Change(products => products.LimitOrdersAsync(food.ProductId, most, default));
        return food;
    }

    private Task<CartResult> Add(CartOwner owner, Made food, int quantity) =>
        shop.Run(s => s.GetRequiredService<CartService>().AddAsync(owner, food.VariantId, quantity, default));
}
