using Microsoft.Extensions.DependencyInjection;
using RachelFoods.Tests.Orders;
using RachelFoods.Tests.Refunds;
using RachelFoods.Tests.Stage;
using RachelFoods.Tests.Wallet;
using RachelFoods.Web.Data;
using RachelFoods.Web.Kernel;
using RachelFoods.Web.Modules.Orders;
using RachelFoods.Web.Modules.Payments;
using RachelFoods.Web.Modules.Refunds;
using RachelFoods.Web.Modules.Wallet;
using static RachelFoods.Tests.Wallet.Wallets;

namespace RachelFoods.Tests.Payments;

[Collection("stripe")]
public sealed class A_split_payment(Shop shop) : IClassFixture<Shop>
{
    [Fact]
    public async Task sets_credit_apart_and_asks_the_card_for_the_rest()
    {
        var (buyer, wish) = await AWish(credit: 8_00, wallet: 5_00);

        var order = await AtTheTill(wish);

        Assert.Equal(wish.Totals.Total - Usd(5_00), Assert.Single(await shop.PaymentsOf(order)).Due);
        Assert.Equal(3_00, await shop.Balance(buyer));
        Assert.Equal(new() { [LedgerAccount.CustomerCredit] = 5_00, [LedgerAccount.WalletHeld] = -5_00 }, await shop.BalancesOf(order));
    }

    [Fact]
    public async Task is_paid_in_full_by_both()
    {
        var (buyer, wish) = await AWish(credit: 5_00, wallet: 5_00);
        var order = await AtTheTill(wish);
        var intent = await shop.PreparedIntent(order);

        await shop.PayAtStripe(intent);
        await PaymentStage.UntilPaid(shop, order);

        var after = await shop.Look(order);
        Assert.Equal((PaymentStatus.Paid, Usd(5_00)), (after.PaymentStatus, after.Wallet));
        Assert.Equal(0, await shop.Balance(buyer));
        var books = await shop.BalancesOf(order);
        Assert.Equal((wish.Totals.Total.Minor - 5_00, 5_00), (books[LedgerAccount.StripeClearing], books[LedgerAccount.CustomerCredit]));
        Assert.DoesNotContain(LedgerAccount.Receivable, books.Keys);
        Assert.DoesNotContain(LedgerAccount.WalletHeld, books.Keys);
    }

    [Fact]
    public async Task asks_for_the_same_rest_on_Stripes_page()
    {
        var (_, wish) = await AWish(credit: 5_00, wallet: 5_00);
        var order = await AtTheTill(wish);
        await shop.PreparedIntent(order);

        var page = await shop.Run(services => services.GetRequiredService<PaymentService>().PreparePageAsync(order, $"token-{order:N}", default));

        Assert.IsType<PreparedPayment.Hosted>(page);
        Assert.All(await shop.PaymentsOf(order), payment => Assert.Equal(wish.Totals.Total - Usd(5_00), payment.Due));
    }

    [Fact]
    public async Task needs_no_card_where_credit_pays_for_all()
    {
        var variant = await shop.AVariant(onHand: 5);
        var (buyer, wish) = await AWish(credit: 100_00, wallet: null, variant);

        var order = await AtTheTill(wish);

        var after = await shop.Look(order);
        Assert.Equal((OrderStatus.Paid, PaymentStatus.Paid), (after.Status, after.PaymentStatus));
        Assert.Empty(await shop.PaymentsOf(order));
        Assert.Equal(100_00 - wish.Totals.Total.Minor, await shop.Balance(buyer));
        Assert.Equal((4, 0), await shop.Stock(variant));
    }

    [Fact]
    public async Task keeps_the_credit_when_the_card_is_declined()
    {
        var (buyer, wish) = await AWish(credit: 5_00, wallet: 5_00);
        var order = await AtTheTill(wish);
        var intent = await shop.PreparedIntent(order);

        await shop.PayAtStripe(intent, "pm_card_chargeDeclined");
        await shop.Settle(order);
        Assert.Equal((OrderStatus.Pending, 0), ((await shop.Look(order)).Status, await shop.Balance(buyer)));
        await shop.PayAtStripe(intent);

        await PaymentStage.UntilPaid(shop, order);
        Assert.Equal(0, await shop.Balance(buyer));
    }

    [Fact]
    public async Task gives_the_credit_back_once_however_many_cancel()
    {
        var (buyer, wish) = await AWish(credit: 5_00, wallet: 5_00);
        var order = await AtTheTill(wish);

        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => shop.Close(order)));

        Assert.Equal(OrderStatus.Cancelled, (await shop.Look(order)).Status);
        Assert.Equal((5_00, 3), await shop.Books(buyer));
        Assert.Empty(await shop.BalancesOf(order));
    }

    // Seen to fail without the same.
    [Fact]
    public async Task spends_the_same_credit_once_in_two_checkouts()
    {
        var variant = await shop.AVariant(onHand: 10);
        var (buyer, wish) = await AWish(credit: 10_00, wallet: 10_00, variant);
        PlaceOrder[] wishes = [wish, .. await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => WishOf(buyer, 10_00, variant)))];

        var results = await Task.WhenAll(wishes.Select(w => shop.CheckOut(w)));

        Assert.Single(results.OfType<CheckoutResult.Placed>());
        Assert.All(
            results.OfType<CheckoutResult.Refused>(), refused => Assert.Equal(new PlaceOrderResult.WalletChanged(Usd(0)), refused.Why));
        Assert.Equal(0, await shop.Balance(buyer));
        Assert.Equal((10, 1), await shop.Stock(variant));
    }

    [Fact]
    public async Task spends_nothing_of_a_frozen_wallet()
    {
        var (buyer, wish) = await AWish(credit: 10_00, wallet: 5_00);
        await shop.Execute("update wallets set frozen_at = now(), frozen_reason = 'Stolen account' where user_id = $1", buyer.Id);

        var refused = Assert.IsType<CheckoutResult.Refused>(await shop.CheckOut(wish));
        await shop.Credit(buyer, 1_00);

        Assert.Equal(new PlaceOrderResult.WalletChanged(Usd(0)), refused.Why);
        Assert.Equal(11_00, await shop.Balance(buyer));
    }

    [Fact]
    public async Task moves_its_credit_to_the_order_that_replaces_it()
    {
        var (buyer, wish) = await AWish(credit: 10_00, wallet: 10_00);
        var first = await AtTheTill(wish);
        var changed = wish with { FormKey = Guid.NewGuid(), Wallet = Usd(4_00) };

        var again = await AtTheTill(wish with { FormKey = Guid.NewGuid() });
        var second = await AtTheTill(changed);

        Assert.Equal(first, again);
        Assert.Equal(OrderStatus.Cancelled, (await shop.Look(first)).Status);
        Assert.Equal(Usd(4_00), (await shop.Look(second)).Wallet);
        Assert.Equal(6_00, await shop.Balance(buyer));
    }

    [Fact]
    public async Task goes_back_part_by_part_when_the_paid_order_is_cancelled()
    {
        var (buyer, wish) = await AWish(credit: 5_00, wallet: 5_00);
        var order = await APaidOne(wish);

        var results = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => shop.CancelPaid(order)));

        Assert.Single(results.OfType<CancelPaidResult.Cancelled>());
        Assert.Equal(5_00, await shop.Balance(buyer));
        await shop.UntilRefunds(order.Id, RefundState.Succeeded);
        Assert.Equal(wish.Totals.Total - Usd(5_00), Assert.Single(await shop.RefundsOf(order.Id)).Amount);
        await Wait.Until(async () => (await shop.Look(order.Id)).PaymentStatus == PaymentStatus.Refunded, "all is given back");
        Assert.Empty(await shop.BalancesOf(order.Id));
    }

    [Fact]
    public async Task goes_back_at_once_where_credit_had_paid_for_all()
    {
        var (buyer, wish) = await AWish(credit: 100_00, wallet: null);
        var order = await shop.Look(await AtTheTill(wish));

        await shop.CancelPaid(order);

        var after = await shop.Look(order.Id);
        Assert.Equal((OrderStatus.Cancelled, PaymentStatus.Refunded), (after.Status, after.PaymentStatus));
        Assert.Equal(100_00, await shop.Balance(buyer));
        Assert.Empty(await shop.BalancesOf(order.Id));
    }

    [Fact]
    public async Task never_gives_back_more_than_the_wallet_had_paid()
    {
        var (buyer, wish) = await AWish(credit: 100_00, wallet: null);
        var order = await AtTheTill(wish);
        Task<bool> Return(long minor) => shop.Run(services =>
        {
            var (db, orders, wallets) = (services.GetRequiredService<ShopDb>(), services.GetRequiredService<OrderService>(), services.GetRequiredService<WalletService>());
            return db.InTransactionAsync(
                async () =>
                {
                    await orders.LockAsync(order, default);
                    return await wallets.ReturnAsync(order, Usd(minor), "Too much", $"{Guid.NewGuid()}", Actor.System, default);
                },
                default);
        });

        Assert.False(await Return(wish.Totals.Total.Minor + 1));

        Assert.Equal(100_00 - wish.Totals.Total.Minor, await shop.Balance(buyer));
    }

    private async Task<(Person Buyer, PlaceOrder Wish)> AWish(long credit, long? wallet, Guid? variant = null)
    {
        var buyer = await shop.ABuyerWith(credit);
        return (buyer, await WishOf(buyer, wallet, variant));
    }

    /// <param name="wallet">Null for all of it.</param>
    private async Task<PlaceOrder> WishOf(Person buyer, long? wallet, Guid? variant = null)
    {
        var wish = await shop.Wish(variant ?? await shop.AVariant());
        return wish with { BuyerId = buyer.Id, Wallet = wallet is { } part ? Usd(part) : wish.Totals.Total };
    }

    private async Task<Guid> AtTheTill(PlaceOrder wish) => Assert.IsType<CheckoutResult.Placed>(await shop.CheckOut(wish)).OrderId;

    private async Task<OrderView> APaidOne(PlaceOrder wish)
    {
        var order = await AtTheTill(wish);
        await shop.PayAtStripe(await shop.PreparedIntent(order));
        await PaymentStage.UntilPaid(shop, order);
        return await shop.Look(order);
    }
}

public sealed class A_wallets_share
{
    [Theory]
    [InlineData(20_00, 5_00, null, 5_00)]
    [InlineData(20_00, 30_00, null, 20_00)]
    [InlineData(20_00, 19_80, null, 19_50)]
    [InlineData(20_00, 30_00, 19_80, 19_50)]
    [InlineData(20_00, 30_00, 7_00, 7_00)]
    [InlineData(40, 30, null, 0)]
    [InlineData(40, 50, null, 40)]
    public void leaves_the_card_nothing_or_as_much_as_it_takes(long total, long there, int? wanted, long share) =>
        Assert.Equal(Usd(share), WalletShare.Of(Usd(total), Usd(there), wanted is { } minor ? Usd(minor) : null, restByCard: true));

    [Fact]
    public void leaves_any_rest_to_cash() => Assert.Equal(Usd(19_80), WalletShare.Of(Usd(20_00), Usd(19_80), null, restByCard: false));
}
