using System.Security.Cryptography;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;
using RachelFoods.Tests.Stage;
using RachelFoods.Tests.Stage.Processes;
using RachelFoods.Web.Data;
using RachelFoods.Web.Kernel;

namespace RachelFoods.Tests.Data;

public sealed class A_key_in_the_database(Shop shop) : IClassFixture<Shop>
{
    private static readonly Store SomeStore = new(
        Guid.NewGuid(), "Keys", "", "keys.example", "USD", "UTC", "en-US", new StoreContact("", "", ""));

    [Fact]
    public async Task is_encrypted()
    {
        _ = await shop.Browser().GetStringAsync("/account/login"); // Whose form has a token.

        var keys = await KeysOf(shop.Stage.ConnectionString(ShopRoles.App));

        Assert.NotEmpty(keys);
        Assert.All(keys, key => Assert.True(KeyRingSealing.IsSealed(key)));
        Assert.DoesNotContain(keys, key => key.ToString().Contains("masterKey", StringComparison.Ordinal));
    }

    [Fact]
    public async Task that_lay_there_in_clear_is_encrypted_at_the_start_and_stays_the_same_key()
    {
        var database = await ADatabase();
        var before = await Run(database, "Development", [], data => data.Protect("a cart"));
        Assert.DoesNotContain(await KeysOf(database), KeyRingSealing.IsSealed);
        var certificate = TestCertificates.Make();

        await Seal(database, Told(certificate));

        Assert.Single(await KeysOf(database), KeyRingSealing.IsSealed);
        Assert.Equal("a cart", await Run(database, "Production", Told(certificate), data => data.Unprotect(before)));
    }

    [Fact]
    public async Task goes_over_to_a_new_certificate_so_that_the_old_one_can_go()
    {
        var (database, old) = (await ADatabase(), TestCertificates.Make());
        var (file, key) = TestCertificates.MakePem();
        var before = await Run(database, "Production", Told(old), data => data.Protect("a cart"));
        (string, string)[] both =
        [
            ("DataProtection:Certificate", file), ("DataProtection:Key", key),
            ("DataProtection:Older:0:Certificate", old), ("DataProtection:Older:0:Password", TestCertificates.Password),
        ];
        Assert.Equal("a cart", await Run(database, "Production", both, data => data.Unprotect(before)));

        await Seal(database, both);

        Assert.Equal("a cart", await Run(database, "Production", both[..2], data => data.Unprotect(before)));
        await Assert.ThrowsAsync<CryptographicException>(() => Run(database, "Production", Told(old), data => data.Unprotect(before)));
    }

    [Fact]
    public async Task is_never_written_in_clear_in_Production()
    {
        var database = await ADatabase();

        await Assert.ThrowsAnyAsync<Exception>(() => Run(database, "Production", [], data => data.Protect("a cart")));

        Assert.Empty(await KeysOf(database));
    }

    private static (string, string)[] Told(string certificate) =>
        [("DataProtection:Certificate", certificate), ("DataProtection:Password", TestCertificates.Password)];

    private static Task Seal(string database, (string, string)[] told) => With(database, "Production", told, async services =>
    {
        var sealing = services.GetServices<IHostedService>().OfType<KeyRingSealing>().Single();
        await sealing.StartAsync(default);
        await sealing.ExecuteTask!;
        return true;
    });

    private static Task<string> Run(string database, string environment, (string, string)[] told, Func<IDataProtector, string> act) =>
        With(database, environment, told, services =>
        {
            using var entered = services.GetRequiredService<StoreContext>().Enter(SomeStore);
            return Task.FromResult(act(services.GetRequiredService<IDataProtectionProvider>().CreateProtector("tests")));
        });

    private static async Task<T> With<T>(string database, string environment, (string Name, string Value)[] told, Func<IServiceProvider, Task<T>> act)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { EnvironmentName = environment });
        builder.Configuration.AddInMemoryCollection(told.Append(("ConnectionStrings:Shop", database)).Select(t => KeyValuePair.Create(t.Item1, (string?)t.Item2)));
        builder.Services.AddLogging().AddShopDb().AddShopDataProtection(builder.Configuration);
        using var host = builder.Build();
        return await act(host.Services);
    }

    /// <returns>How the app is connected to a database of the test's own.</returns>
    private async Task<string> ADatabase()
    {
        var name = $"keys_{Guid.NewGuid():N}";
        await shop.Stage.AddDatabaseAsync(name);
        return shop.Stage.Postgres.ConnectionString(ShopRoles.App, name);
    }

    private static async Task<List<XElement>> KeysOf(string database)
    {
        await using var source = NpgsqlDataSource.Create(database);
        await using var read = source.CreateCommand("select xml from data_protection_keys");
        await using var rows = await read.ExecuteReaderAsync();
        var keys = new List<XElement>();
        while (await rows.ReadAsync())
        {
            keys.Add(XElement.Parse(rows.GetString(0)));
        }
        return keys;
    }
}
