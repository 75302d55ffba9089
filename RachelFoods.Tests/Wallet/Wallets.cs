using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using RachelFoods.Tests.Stage;
using RachelFoods.Web.Data;
using RachelFoods.Web.Kernel;
using RachelFoods.Web.Modules.Stores;
using RachelFoods.Web.Modules.Wallet;

namespace RachelFoods.Tests.Wallet;

/// <summary>Customers with credit, and what tests do to it.</summary>
internal static class Wallets
{
    public static async Task<Person> ABuyerWith(this Shop shop, long minor)
    {
        var buyer = await shop.ABuyer();
        await shop.Credit(buyer, minor);
        return buyer;
    }

    public static Task<Money> Credit(
        this Shop shop, Person person, long minor, string? key = null, WalletSource source = WalletSource.Admin, string reason = "For a test") =>
        shop.Run(services => services.GetRequiredService<WalletService>().CreditAsync(
            new WalletCredit(person.Id, Usd(minor), source, reason, key ?? $"{Guid.NewGuid()}", null, Actor.System), default));

    public static Task<WalletDebitResult> Debit(this Shop shop, Person person, long minor, string? key = null) =>
        shop.Run(services => services.GetRequiredService<WalletService>().DebitAsync(
            new WalletDebit(person.Id, Usd(minor), "For a test", key ?? $"{Guid.NewGuid()}", Actor.System), default));

    public static async Task<long> Balance(this Shop shop, Person person) =>
        (await shop.Run(services => services.GetRequiredService<WalletService>().BalanceAsync(person.Id, default))).Minor;

    /// <summary>What the books say that is owed to the customer, and how many changes they know.</summary>
    public static async Task<(long Owed, long Changes)> Books(this Shop shop, Person person)
    {
        await using var read = Source(shop).CreateCommand(
            """
            select coalesce(-sum(e.amount_minor), 0)::bigint, count(*) from wallets w join ledger_entries e on e.wallet_id = w.id
            where w.user_id = $1 and e.account = 'CUSTOMER_CREDIT'
            """);
        read.Parameters.Add(new NpgsqlParameter { Value = person.Id });
        await using var rows = await read.ExecuteReaderAsync();
        await rows.ReadAsync();
        return (rows.GetInt64(0), rows.GetInt64(1));
    }

    /// <summary>Past every service, as a mistake or a broken machine would.</summary>
    public static async Task<int> Execute(this Shop shop, string statement, params object[] values)
    {
        await using var command = Source(shop).CreateCommand(statement);
        foreach (var value in values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }
        return await command.ExecuteNonQueryAsync();
    }

    public static Money Usd(long minor) => new(minor, "USD");

    private static NpgsqlDataSource Source(Shop shop) => shop.Stage.Services.GetRequiredService<ShopDataSources>().For(StoreSeed.RachelFoods);
}
