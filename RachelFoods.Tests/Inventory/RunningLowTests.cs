using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RachelFoods.Tests.Orders;
using RachelFoods.Tests.Stage;
using RachelFoods.Web.Data;
using RachelFoods.Web.Modules.Email;
using RachelFoods.Web.Modules.Inventory;

namespace RachelFoods.Tests.Inventory;

/// <summary>In a store of each test's own, so that nobody else's variants run low there. Its threshold is five.</summary>
public sealed class A_variant_that_runs_low(Shop shop) : IClassFixture<Shop>
{
    [Fact]
    public async Task is_told_of_once_until_there_was_more_again()
    {
        var store = (await shop.AStore()).Id;
        var food = await shop.AVariant(onHand: 8, store: store);
        var order = await Reserve(store, food, 2);
        Assert.Equal(0, await Crossings(store));

        var second = await Reserve(store, food, 1);
        await Reserve(store, food, 1);
        Assert.Equal(1, await Crossings(store));

        await shop.In(store, s => Do(s, stock => stock.ReleaseAsync(order, default)));
        Assert.Equal(1, await Crossings(store));
        await shop.In(store, s => Do(s, stock => stock.ReleaseAsync(second, default)));
        await Reserve(store, food, 4);
        Assert.Equal(2, await Crossings(store));
    }

    [Fact]
    public async Task is_told_of_once_when_many_take_of_it_at_once()
    {
        var store = (await shop.AStore()).Id;
        var food = await shop.AVariant(onHand: 12, store: store);

        await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => Reserve(store, food, 1)));

        Assert.Equal(1, await Crossings(store));
    }

    [Fact]
    public async Task has_a_threshold_of_its_own_if_somebody_says_so()
    {
        var store = (await shop.AStore()).Id;
        var food = await shop.AVariant(onHand: 20, store: store);
        await shop.In(store, s => s.GetRequiredService<StockWatch>().SetLowAtAsync(food, 15, default));

        await Reserve(store, food, 5);

        Assert.Equal(1, await Crossings(store));
        Assert.Equal(1, await shop.In(store, s => s.GetRequiredService<StaffStock>().CountLowAsync(default)));
    }

    // Seen to fail where what was told of is gathered again.
    [Fact]
    public async Task is_in_one_mail_with_all_others_of_the_hour()
    {
        var store = await shop.AStore();
        var foods = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => shop.AVariant(onHand: 6, store: store.Id)));
        await Task.WhenAll(foods.Select(food => Reserve(store.Id, food, 2)));
        Assert.Equal(10, await Crossings(store.Id));

        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Gather(store.Id)));

        await Wait.Until(async () => (await Mails(store.Id)).Count > 0, "the store is told");
        var mail = Assert.Single(await Mails(store.Id));
        Assert.Equal((store.Contact.Email, "10 products are running low"), (mail.Recipient, mail.Subject));
        Assert.Equal(10, mail.Text.Split("4 left").Length - 1);
    }

    [Fact]
    public async Task but_is_plentiful_again_before_anybody_was_told_is_no_news()
    {
        var store = (await shop.AStore()).Id;
        var food = await shop.AVariant(onHand: 6, store: store);
        var order = await Reserve(store, food, 2);

        await shop.In(store, s => Do(s, stock => stock.ReleaseAsync(order, default)));
        await Gather(store);

        Assert.Equal(0, await Messages(store, nameof(LowStockFound)));
    }

    private async Task<Guid> Reserve(Guid store, Guid food, int quantity)
    {
        var order = Guid.NewGuid();
        await shop.In(store, s => Do(s, stock => stock.ReserveAsync(order, [new Wanted(food, quantity)], default)));
        return order;
    }

    private Task<int> Crossings(Guid store) => Messages(store, nameof(StockRanLow));

    private Task<int> Messages(Guid store, string type) => shop.In(store, s => s.GetRequiredService<ShopDb>().Set<OutboxMessage>().CountAsync(m => m.Type == type));

    private Task Gather(Guid store) => shop.In(store, async s =>
    {
        await s.GetRequiredService<GatherLowStock>().HandleAsync(new StockRanLow(), default);
        return true;
    });

    private Task<List<Mail>> Mails(Guid store) => shop.In(store, s => s.GetRequiredService<ShopDb>().Set<Mail>().AsNoTracking().Where(m => m.Kind == "LowStock").ToListAsync());

    private static async Task<bool> Do(IServiceProvider services, Func<InventoryService, Task> act)
    {
        await act(services.GetRequiredService<InventoryService>());
        return true;
    }
}
