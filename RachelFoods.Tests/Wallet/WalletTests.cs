using Npgsql;
using RachelFoods.Tests.Stage;
using RachelFoods.Web.Kernel;
using RachelFoods.Web.Modules.Wallet;
using static RachelFoods.Tests.Wallet.Wallets;

namespace RachelFoods.Tests.Wallet;

public sealed class A_wallet(Shop shop) : IClassFixture<Shop>
{
    [Fact]
    public async Task holds_nothing_before_its_first_credit()
    {
        var buyer = await shop.ABuyer();

        Assert.Equal(0, await shop.Balance(buyer));
        Assert.Equal(new WalletDebitResult.Short(Usd(0)), await shop.Debit(buyer, 1));
    }

    [Fact]
    public async Task adds_and_takes_in_turn()
    {
        var buyer = await shop.ABuyerWith(50_00);

        await shop.Debit(buyer, 20_00);
        await shop.Credit(buyer, 30_00);

        Assert.Equal(new WalletDebitResult.Debited(Usd(20_00)), await shop.Debit(buyer, 40_00));
        Assert.Equal((20_00, 4), await shop.Books(buyer));
    }

    [Fact]
    public async Task refuses_more_than_it_holds_and_writes_nothing()
    {
        var buyer = await shop.ABuyerWith(50_00);

        Assert.Equal(new WalletDebitResult.Short(Usd(50_00)), await shop.Debit(buyer, 60_00));

        Assert.Equal(50_00, await shop.Balance(buyer));
        Assert.Equal((50_00, 1), await shop.Books(buyer));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-5_00)]
    public async Task moves_by_more_than_nothing(long minor)
    {
        var buyer = await shop.ABuyerWith(10_00);

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => shop.Credit(buyer, minor));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => shop.Debit(buyer, minor));
        Assert.Equal((10_00, 1), await shop.Books(buyer));
    }

    [Theory]
    [InlineData("update wallets set balance_minor = -1 where user_id = $1", "never_negative")]
    [InlineData("""
        insert into wallet_holds (store_id, id, order_id, wallet_id, amount_minor, amount_currency, state, returned_minor, at)
        select store_id, gen_random_uuid(), gen_random_uuid(), id, 0, 'USD', 'HELD', 0, now() from wallets where user_id = $1
        """, "holds_something")]
    [InlineData("""
        insert into wallet_holds (store_id, id, order_id, wallet_id, amount_minor, amount_currency, state, returned_minor, at)
        select store_id, gen_random_uuid(), gen_random_uuid(), id, 5, 'USD', 'HELD', 1, now() from wallets where user_id = $1
        """, "returns_what_was_paid")]
    [InlineData("""
        insert into ledger_entries (store_id, id, transaction_id, account, position, amount_minor, amount_currency, wallet_id)
        select w.store_id, gen_random_uuid(), e.transaction_id, 'CUSTOMER_CREDIT', 7, 1, 'USD', w.id
        from wallets w join ledger_entries e on e.wallet_id = w.id where w.user_id = $1
        """, "credit_is_of_a_wallet")]
    [InlineData("""
        insert into ledger_entries (store_id, id, transaction_id, account, position, amount_minor, amount_currency, wallet_id, wallet_move, balance_after_minor)
        select w.store_id, gen_random_uuid(), e.transaction_id, 'CUSTOMER_CREDIT', 7, 1, 'USD', w.id, 2, -1
        from wallets w join ledger_entries e on e.wallet_id = w.id where w.user_id = $1
        """, "no_wallet_is_overdrawn")]
    public async Task is_guarded_by_the_database_too(string statement, string constraint)
    {
        var buyer = await shop.ABuyerWith(10_00);

        var refused = await Assert.ThrowsAsync<PostgresException>(() => shop.Execute(statement, buyer.Id));

        Assert.Equal((PostgresErrorCodes.CheckViolation, constraint), (refused.SqlState, refused.ConstraintName));
    }

    [Fact]
    public async Task takes_the_same_credit_or_debit_once()
    {
        var buyer = await shop.ABuyer();
        var key = $"{Guid.NewGuid()}";

        await shop.Credit(buyer, 30_00, key);
        await shop.Credit(buyer, 30_00, key);
        await shop.Debit(buyer, 10_00, key);
        var again = await shop.Debit(buyer, 10_00, key);

        Assert.Equal(new WalletDebitResult.Debited(Usd(20_00)), again);
        Assert.Equal((20_00, 2), await shop.Books(buyer));
    }

    [Fact]
    public async Task is_kept_in_one_currency()
    {
        var buyer = await shop.ABuyerWith(10_00);

        await Assert.ThrowsAsync<MixedCurrencies>(() => shop.Run(services =>
            Microsoft.Extensions.DependencyInjection.ServiceProviderServiceExtensions.GetRequiredService<WalletService>(services).CreditAsync(
                new WalletCredit(buyer.Id, new Money(5_00, "NGN"), WalletSource.Admin, "Naira", $"{Guid.NewGuid()}", null, Actor.System), default)));
        Assert.Equal((10_00, 1), await shop.Books(buyer));
    }

    [Fact]
    public async Task stays_as_it_was_when_the_books_cannot_be_written()
    {
        var buyer = await shop.ABuyerWith(50_00);
        var tooLong = new string('k', 300);

        await Assert.ThrowsAnyAsync<Exception>(() => shop.Debit(buyer, 20_00, tooLong));

        Assert.Equal(50_00, await shop.Balance(buyer));
        Assert.Equal((50_00, 1), await shop.Books(buyer));
    }
}
