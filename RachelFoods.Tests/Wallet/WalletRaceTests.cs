using RachelFoods.Tests.Stage;
using RachelFoods.Web.Modules.Wallet;

namespace RachelFoods.Tests.Wallet;

/// <summary>Everybody at once.</summary>
public sealed class Racing_for_a_wallet(Shop shop) : IClassFixture<Shop>
{
    // Seen to fail without the wallet's lock and the condition of its one statement.
    [Theory]
    [InlineData(100_00, 40_00, 3, 2)]
    [InlineData(100_00, 15_00, 5, 5)]
    [InlineData(100_00, 15_00, 10, 6)]
    [InlineData(100_00, 100_00, 100, 1)]
    public async Task debits_take_what_is_there_and_no_more(long balance, long amount, int racing, int taken)
    {
        var buyer = await shop.ABuyerWith(balance);

        var results = await Task.WhenAll(Enumerable.Range(0, racing).Select(_ => shop.Debit(buyer, amount)));

        Assert.Equal(taken, results.Count(r => r is WalletDebitResult.Debited));
        Assert.Equal(balance - (taken * amount), await shop.Balance(buyer));
        Assert.Equal((balance - (taken * amount), taken + 1), await shop.Books(buyer));
    }

    [Fact]
    public async Task credits_of_every_source_add_up()
    {
        var buyer = await shop.ABuyer();

        await Task.WhenAll(shop.Credit(buyer, 10_00), shop.Credit(buyer, 15_00), shop.Credit(buyer, 20_00, source: WalletSource.Promotion));

        Assert.Equal(45_00, await shop.Balance(buyer));
        Assert.Equal((45_00, 3), await shop.Books(buyer));
    }

    [Fact]
    public async Task first_credits_open_one_wallet()
    {
        var buyer = await shop.ABuyer();

        await Task.WhenAll(Enumerable.Range(1, 20).Select(i => shop.Credit(buyer, i)));

        Assert.Equal(210, await shop.Balance(buyer));
        Assert.Equal((210, 20), await shop.Books(buyer));
    }

    [Fact]
    public async Task repeated_credits_and_debits_count_once()
    {
        var (buyer, key) = (await shop.ABuyer(), $"{Guid.NewGuid()}");

        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => shop.Credit(buyer, 50_00, key)));
        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => shop.Debit(buyer, 20_00, key)));

        Assert.Equal((30_00, 2), await shop.Books(buyer));
    }
}
