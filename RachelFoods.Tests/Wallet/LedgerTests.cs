using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using RachelFoods.Tests.Stage;
using RachelFoods.Web.Data;
using RachelFoods.Web.Kernel;
using RachelFoods.Web.Modules.Stores;
using RachelFoods.Web.Modules.Wallet;
using static RachelFoods.Web.Modules.Wallet.LedgerAccount;

namespace RachelFoods.Tests.Wallet;

public sealed class The_ledger(Shop shop) : IClassFixture<Shop>
{
    private readonly Guid _order = Guid.CreateVersion7();

    [Fact]
    public async Task takes_an_included_tax_out_of_the_sales()
    {
        await PostAsync(new Sale(_order, Usd(20_00), Usd(2_00), Usd(5_00), Usd(1_50), TaxIncluded: true, Usd(23_00)));

        Assert.Equal(
            [(Receivable, 23_00), (Sales, -18_50), (Discounts, 2_00), (DeliveryIncome, -5_00), (Tax, -1_50)],
            Assert.Single(await BooksAsync()));
    }

    [Fact]
    public async Task adds_an_excluded_tax_to_what_is_owed()
    {
        await PostAsync(new Sale(_order, Usd(20_00), Usd(2_00), Usd(5_00), Usd(1_50), TaxIncluded: false, Usd(24_50)));

        Assert.Equal(
            [(Receivable, 24_50), (Sales, -20_00), (Discounts, 2_00), (DeliveryIncome, -5_00), (Tax, -1_50)],
            Assert.Single(await BooksAsync()));
    }

    [Fact]
    public async Task writes_no_empty_lines_for_free_delivery_without_tax()
    {
        await PostAsync(new Sale(_order, Usd(60_00), Usd(0), Usd(0), Usd(0), TaxIncluded: true, Usd(60_00)));

        Assert.Equal([(Receivable, 60_00), (Sales, -60_00)], Assert.Single(await BooksAsync()));
    }

    [Fact]
    public async Task moves_what_a_card_paid_from_the_customer_to_Stripe()
    {
        await PayAsync(Guid.CreateVersion7());

        Assert.Equal([(StripeClearing, 23_00), (Receivable, -23_00)], Assert.Single(await BooksAsync()));
    }

    [Fact]
    public async Task writes_a_key_once_however_often_it_is_posted()
    {
        var payment = Guid.CreateVersion7();
        var sale = new Sale(_order, Usd(23_00), Usd(0), Usd(0), Usd(0), TaxIncluded: true, Usd(23_00));

        await PostAsync(sale);
        await PostAsync(sale);
        await PayAsync(payment);
        await PayAsync(payment);

        Assert.Equal(2, (await BooksAsync()).Count);
        var again = await Assert.ThrowsAsync<DbUpdateException>(() => WriteAsync($"sale:{_order}", Usd(1), Usd(-1)));
        Assert.Equal(PostgresErrorCodes.UniqueViolation, Assert.IsType<PostgresException>(again.InnerException).SqlState);
    }

    [Theory]
    [InlineData("update ledger_entries set amount_minor = amount_minor + 1")]
    [InlineData("update ledger_transactions set kind = 'other'")]
    [InlineData("delete from ledger_entries")]
    [InlineData("delete from ledger_transactions")]
    [InlineData("truncate ledger_entries, ledger_transactions")]
    public async Task is_only_added_to(string change)
    {
        await PayAsync(Guid.CreateVersion7());

        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, await RefusalOf(change, ShopRoles.App));
        Assert.Equal(PostgresErrorCodes.RestrictViolation, await RefusalOf(change, ShopRoles.Owner));
        Assert.Single(await BooksAsync());
    }

    [Fact]
    public async Task refuses_at_the_commit_what_does_not_balance()
    {
        Assert.Equal(PostgresErrorCodes.CheckViolation, await RefusedAtCommit(Usd(10_00), Usd(-9_99)));
        Assert.Equal(PostgresErrorCodes.CheckViolation, await RefusedAtCommit(Usd(0)));
        Assert.Equal(PostgresErrorCodes.CheckViolation, await RefusedAtCommit());
        Assert.Empty(await BooksAsync());
    }

    [Fact]
    public async Task balances_each_currency_for_itself()
    {
        await WriteAsync(Key(), Usd(10_00), Usd(-10_00), Naira(500_00), Naira(-500_00));

        Assert.Equal(PostgresErrorCodes.CheckViolation, await RefusedAtCommit(Usd(10_00), Naira(-10_00)));
        Assert.Single(await BooksAsync());
    }

    private static Money Usd(long minor) => new(minor, "USD");

    private static Money Naira(long minor) => new(minor, "NGN");

    private static string Key() => $"test:{Guid.NewGuid()}";

    private Task PostAsync(Sale sale) => shop.Run(services => services.GetRequiredService<LedgerService>().PostSaleAsync(sale, default));

    private Task PayAsync(Guid payment) => shop.Run(services =>
        services.GetRequiredService<LedgerService>().PostCardPaymentAsync(_order, payment, Usd(23_00), default));

    /// <summary>Past the service, as a mistake would write it.</summary>
    private Task WriteAsync(string key, params Money[] amounts) => shop.Run(async services =>
    {
        var db = services.GetRequiredService<ShopDb>();
        await using var transaction = await db.Database.BeginTransactionAsync();
        var written = new LedgerTransaction("test", key, _order, services.GetRequiredService<TimeProvider>().GetUtcNow());
        foreach (var amount in amounts)
        {
            written.Add(Receivable, amount);
        }
        db.Add(written);
        await db.SaveChangesAsync();
        await transaction.CommitAsync();
    });

    // A refusal before the commit would come as a DbUpdateException, from the saving.
    private async Task<string> RefusedAtCommit(params Money[] amounts) =>
        (await Assert.ThrowsAsync<PostgresException>(() => WriteAsync(Key(), amounts))).SqlState;

    private async Task<string> RefusalOf(string change, string role)
    {
        await using var source = NpgsqlDataSource.Create(
            shop.Stage.ConnectionString(role) + $";Options=-c app.store_id={StoreSeed.RachelFoods}");
        await using var command = source.CreateCommand(change);
        return (await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync())).SqlState;
    }

    private Task<List<List<(LedgerAccount, long)>>> BooksAsync() => shop.Run(async services =>
        (await services.GetRequiredService<LedgerService>().ListForOrderAsync(_order, default))
            .Select(t => t.Entries.Select(e => (e.Account, e.Amount.Minor)).ToList()).ToList());
}
