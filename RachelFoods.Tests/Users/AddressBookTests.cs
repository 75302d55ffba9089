using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Npgsql;
using RachelFoods.Tests.Stage;
using RachelFoods.Web.Data;
using RachelFoods.Web.Modules.Users;

namespace RachelFoods.Tests.Users;

public sealed class An_address_book(Shop shop) : IClassFixture<Shop>
{
    [Fact]
    public async Task has_its_first_address_as_default_and_one_default_ever_after()
    {
        var buyer = (await shop.ABuyer()).Id;
        var (first, second) = (await Add(buyer, "1 First Street"), await Add(buyer, "2 Second Street"));

        var before = await Defaults(buyer);
        await Do(book => book.MakeDefaultAsync(buyer, second, default));
        var after = await Defaults(buyer);
        await Do(book => book.RemoveAsync(buyer, second, default));

        Assert.Equal([first], before);
        Assert.Equal([second], after);
        Assert.Equal([first], await Defaults(buyer));
    }

    [Fact]
    public async Task keeps_one_default_however_many_want_to_be_it_at_once()
    {
        var buyer = (await shop.ABuyer()).Id;
        await Task.WhenAll(Enumerable.Range(1, 5).Select(i => Add(buyer, $"{i} Busy Street")));
        var all = await Do(book => book.ListAsync(buyer, default));

        await Task.WhenAll(all.Select(a => Do(book => book.MakeDefaultAsync(buyer, a.Id, default)))
            .Concat(all.Take(2).Select(a => Do(book => book.RemoveAsync(buyer, a.Id, default)))));

        Assert.Equal(5, all.Count);
        Assert.Single(all, a => a.IsDefault);
        Assert.Single(await Defaults(buyer));
        Assert.Equal(3, (await Do(book => book.ListAsync(buyer, default))).Count);
    }

    [Fact]
    public async Task is_kept_to_one_default_by_the_database_itself()
    {
        var buyer = (await shop.ABuyer()).Id;
        await Add(buyer, "1 First Street");
        await Add(buyer, "2 Second Street");

        var refused = await Assert.ThrowsAsync<PostgresException>(() => shop.Run(services => services.GetRequiredService<ShopDb>()
            .Set<Address>().Where(a => a.UserId == buyer).ExecuteUpdateAsync(set => set.SetProperty(a => a.IsDefault, true))));

        Assert.Equal("ix_addresses_one_default", refused.ConstraintName);
    }

    [Fact]
    public async Task does_not_write_an_address_twice_and_is_full_some_day()
    {
        var buyer = (await shop.ABuyer()).Id;
        var (first, again) = (await Add(buyer, "1 First Street"), await Add(buyer, "1 First Street"));
        var refused = await shop.Run(services => new AddressBook(
                services.GetRequiredService<ShopDb>(), Options.Create(new UsersOptions { MostAddresses = 1 }), TimeProvider.System)
            .AddAsync(buyer, At("2 Second Street"), default));

        Assert.Equal(first, again);
        Assert.Equal(new AddAddressResult.BookIsFull(1), refused);
    }

    [Fact]
    public async Task is_nobody_elses()
    {
        var (buyer, other) = ((await shop.ABuyer()).Id, (await shop.ABuyer()).Id);
        var mine = await Add(buyer, "1 First Street");

        Assert.Null(await Do(book => book.FindAsync(other, mine, default)));
        Assert.False(await Do(book => book.ChangeAsync(other, mine, At("9 Their Street"), default)));
        Assert.False(await Do(book => book.MakeDefaultAsync(other, mine, default)));
        Assert.False(await Do(book => book.RemoveAsync(other, mine, default)));
        Assert.Equal("1 First Street", (await Do(book => book.FindAsync(buyer, mine, default)))!.Address.Street);
    }

    private static PostalAddress At(string street) => new("Ada Obi", "+1 212 555 0142", street, "Brooklyn", "NY", "11201", "US");

    private Task<T> Do<T>(Func<AddressBook, Task<T>> act) => shop.Run(services => act(services.GetRequiredService<AddressBook>()));

    private async Task<Guid> Add(Guid userId, string street) =>
        Assert.IsType<AddAddressResult.Added>(await Do(book => book.AddAsync(userId, At(street), default))).Id;

    private async Task<IEnumerable<Guid>> Defaults(Guid userId) =>
        (await Do(book => book.ListAsync(userId, default))).Where(a => a.IsDefault).Select(a => a.Id);
}
