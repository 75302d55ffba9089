using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RachelFoods.Tests.Stage;
using RachelFoods.Web.Commands;
using RachelFoods.Web.Data;
using RachelFoods.Web.Modules.Orders;
using RachelFoods.Web.Modules.Stores;

namespace RachelFoods.Tests.Orders;

public sealed class Searching_orders(Shop shop) : IClassFixture<Shop>
{
    // Seen to fail with the rarest word alone, and (50,000) with all but that.
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(50_000)]
    public async Task finds_the_same_however_common_the_words_are(int common)
    {
        var (first, second) = ($"Zq{Guid.NewGuid():N}", $"Zq{Guid.NewGuid():N}");
        var both = await AnOrderFor($"{first} {second}");
        var again = await AnOrderFor($"{first} {first}son {second}");
        await AnOrderFor(first);
        await AnOrderFor(second);

        var found = await shop.Run(async services =>
        {
            var db = services.GetRequiredService<ShopDb>();
            return (await (await new OrderSearch(db, common).ContainingAsync(db.Set<Order>(), $"{first} {second}", default)).PageAsync(null, 25, default)).Rows;
        });

        Assert.Equal([again, both], found.Select(o => o.Number));
    }

    [Fact]
    public async Task finds_an_order_that_is_older_than_the_words()
    {
        var order = await shop.AnOrderOf(await shop.AVariant());
        var elsewhere = await shop.AnOrderOf(await shop.AVariant(store: StoreSeed.SecondStore), store: StoreSeed.SecondStore);
        var words = await WordsOf(order, StoreSeed.RachelFoods);
        await TakeWords(order, StoreSeed.RachelFoods);
        await TakeWords(elsewhere, StoreSeed.SecondStore);

        await MigrateCommand.MigrateAsync(shop.Stage.ConnectionString(ShopRoles.Owner));

        Assert.NotEmpty(words);
        Assert.Equal(words, await WordsOf(order, StoreSeed.RachelFoods));
        Assert.NotEmpty(await WordsOf(elsewhere, StoreSeed.SecondStore));
    }

    // Seen to fail without the repeating message.
    [Fact]
    public async Task finds_by_itself_what_an_older_version_has_placed_since()
    {
        var order = await shop.AnOrderOf(await shop.AVariant());
        var words = await WordsOf(order, StoreSeed.RachelFoods);
        await TakeWords(order, StoreSeed.RachelFoods);

        await Wait.Until(async () => await shop.Run(MakeDue) == 1, "the store has its repeating message");

        await Wait.Until(async () => (await WordsOf(order, StoreSeed.RachelFoods)).Count > 0, "its words are there");
        Assert.Equal(words, await WordsOf(order, StoreSeed.RachelFoods));

        static Task<int> MakeDue(IServiceProvider services) => services.GetRequiredService<ShopDb>().Database.ExecuteSqlAsync(
            $"update outbox_messages set due_at = now() where type = {nameof(GiveLateOrdersWords)} and leased_until is null");
    }

    private async Task<string> AnOrderFor(string name)
    {
        var wish = await shop.Wish(await shop.AVariant());
        return ((PlaceOrderResult.Placed)await shop.Place(wish with { Contact = wish.Contact with { Name = name } })).Number;
    }

    private Task TakeWords(OrderView order, Guid store) =>
        shop.In(store, services => services.GetRequiredService<ShopDb>().Set<OrderWord>().Where(w => w.OrderId == order.Id).ExecuteDeleteAsync());

    private Task<List<(string, DateTimeOffset)>> WordsOf(OrderView order, Guid store) => shop.In(store, async services =>
        (await services.GetRequiredService<ShopDb>().Set<OrderWord>().AsNoTracking().Where(w => w.OrderId == order.Id).ToListAsync())
            .ConvertAll(w => (w.Word, w.PlacedAt)).OrderBy(w => w.Word, StringComparer.Ordinal).ToList());
}
