using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RachelFoods.Tests.Stage;
using RachelFoods.Web.Data;
using RachelFoods.Web.Kernel;
using RachelFoods.Web.Modules.Inventory;
using RachelFoods.Web.Modules.Products;

namespace RachelFoods.Tests.Inventory;

public sealed class The_words_of_stock(Shop shop) : IClassFixture<Shop>
{
    [Theory]
    [InlineData(0, "Sold out")]
    [InlineData(1, "Only 1 left")]
    [InlineData(5, "Only 5 left")]
    [InlineData(6, "In stock")]
    public void say_how_many_are_left_when_few_are(int sellable, string words) => Assert.Equal(words, StockLevels.Words(sellable));

    [Fact]
    public async Task follow_what_is_held_and_given_back()
    {
        var (food, order) = (await shop.AProduct(onHand: 8), Guid.NewGuid());
        await Until(food, Availability.InStock);

        await shop.Run(s => Inventory(s).ReserveAsync(order, [new Wanted(food.VariantId, 5)], default));
        await Until(food, Availability.Low);
        await shop.Run(s => Inventory(s).ReserveAsync(Guid.NewGuid(), [new Wanted(food.VariantId, 3)], default));
        await Until(food, Availability.SoldOut);
        await shop.Run(s => Inventory(s).ReleaseAsync(order, default));
        await Until(food, Availability.Low);
        await shop.Run(s => Inventory(s).ReceiveAsync([new Wanted(food.VariantId, 20)], Actor.System, default));
        await Until(food, Availability.InStock);
    }

    [Fact]
    public async Task are_not_told_anew_for_each_unit_sold()
    {
        var food = await shop.AProduct(onHand: 50);
        var before = await Told(food);

        await shop.Run(s => Inventory(s).ReserveAsync(Guid.NewGuid(), [new Wanted(food.VariantId, 10)], default));

        Assert.Equal(1, before);
        Assert.Equal(before, await Told(food));
    }

    private static InventoryService Inventory(IServiceProvider services) => services.GetRequiredService<InventoryService>();

    private Task Until(Made food, Availability availability) => Wait.Until(
        () => shop.Run(async s => await s.GetRequiredService<ShopDb>().Set<Product>()
            .AnyAsync(p => p.Id == food.ProductId && p.Availability == availability)),
        $"the product is {availability}");

    private Task<int> Told(Made food) => shop.Run(s => s.GetRequiredService<ShopDb>().Set<OutboxMessage>()
        .CountAsync(m => m.Type == nameof(StockChanged) && EF.Functions.JsonContains(m.Payload, $$"""{"VariantIds":["{{food.VariantId}}"]}""")));
}
