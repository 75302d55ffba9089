using System.Xml.Linq;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using RachelFoods.Tests.Stage;
using RachelFoods.Web.Data;

namespace RachelFoods.Tests.Data;

public sealed class A_key_ring : IAsyncLifetime
{
    private ShopDataSources _sources = null!;

    public async Task InitializeAsync()
    {
        var stage = await TestStage.GetAsync();
        var database = $"keys_{Guid.NewGuid():N}"; // Of its own: these keys protect nothing, and the shop would try to use them.
        await stage.AddDatabaseAsync(database);
        var settings = new ConfigurationBuilder().AddInMemoryCollection(
            [KeyValuePair.Create("ConnectionStrings:Shop", (string?)stage.Postgres.ConnectionString(ShopRoles.App, database))]).Build();
        _sources = new ShopDataSources(settings, Options.Create(new DatabaseOptions()));
    }

    public async Task DisposeAsync() => await _sources.DisposeAsync();

    // Without the comparing two processes that started together refused each other's forms: Pressing_pay was seen to fail by it.
    [Fact]
    public async Task keeps_one_of_the_keys_that_are_made_at_the_same_time()
    {
        var made = new DateTimeOffset(2031, 5, 1, 0, 0, 0, TimeSpan.Zero);
        var keys = new DataProtectionKeys(_sources);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(() => keys.StoreElement(Key(made.AddSeconds(i)), $"key-{Guid.NewGuid()}"))));

        Assert.Single(keys.GetAllElements(), k => ((DateTimeOffset?)k.Element("creationDate"))?.Date == made.Date);
    }

    [Fact]
    public void keeps_a_key_that_is_made_later_and_every_revocation()
    {
        var made = new DateTimeOffset(2032, 5, 1, 0, 0, 0, TimeSpan.Zero);
        var keys = new DataProtectionKeys(_sources);
        var before = keys.GetAllElements().Count;

        keys.StoreElement(Key(made), $"key-{Guid.NewGuid()}");
        keys.StoreElement(Key(made.AddDays(88)), $"key-{Guid.NewGuid()}");
        keys.StoreElement(new XElement("revocation"), $"revocation-{Guid.NewGuid()}");
        keys.StoreElement(new XElement("revocation"), $"revocation-{Guid.NewGuid()}");

        Assert.Equal(before + 4, keys.GetAllElements().Count);
    }

    private static XElement Key(DateTimeOffset made) =>
        new("key", new XAttribute("id", Guid.NewGuid()), new XElement("creationDate", made));
}
