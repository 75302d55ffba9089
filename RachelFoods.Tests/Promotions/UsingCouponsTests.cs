using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RachelFoods.Tests.Orders;
using RachelFoods.Tests.Payments;
using RachelFoods.Tests.Refunds;
using RachelFoods.Tests.Stage;
using RachelFoods.Web.Data;
using RachelFoods.Web.Kernel;
using RachelFoods.Web.Modules.Inventory;
using RachelFoods.Web.Modules.Orders;
using RachelFoods.Web.Modules.Payments;
using RachelFoods.Web.Modules.Promotions;
using RachelFoods.Web.Modules.Stores;
using RachelFoods.Web.Modules.Wallet;

namespace RachelFoods.Tests.Promotions;

public sealed class An_order_with_a_coupon(Shop shop) : IClassFixture<Shop>
{
    [Fact] // R97: the use is recorded with the order
    public async Task costs_less_and_counts_as_a_use()
    {
        var code = await shop.ACoupon();

        var order = await shop.AnOrderWith(code, await shop.AVariant(price: 12_99), quantity: 3);

        Assert.Equal((38_97, 7_79, 5_00, 36_18), (order.Goods.Minor, order.Discount.Minor, order.Delivery.Minor, order.Total.Minor));
        Assert.Equal((code, 20_00), (order.Explanation.Coupon!.Code, order.Explanation.Coupon.PercentBasisPoints));
        Assert.Equal((1, 1), await shop.Uses(code));
        Assert.Equal(RedemptionState.Held, await shop.RedemptionOf(order.Id));
    }

    [Fact]
    public async Task spreads_the_discount_over_the_lines_that_it_is_for()
    {
        var (soup, snack, drink) = (await shop.AProduct(priceMinor: 3_33), await shop.AProduct(priceMinor: 3_33), await shop.AProduct(priceMinor: 50_00));
        var code = await shop.ACoupon(c => c with
        {
            Kind = CouponKind.Amount,
            PercentBasisPoints = 0,
            Amount = new Money(1_01, "USD"),
            Scope = CouponScope.Products,
            Targets = [soup.ProductId, snack.ProductId],
        });
        var wish = await shop.With(
            await shop.Wish([new Wanted(soup.VariantId, 1), new Wanted(drink.VariantId, 1), new Wanted(snack.VariantId, 1)]), code);

        var order = await shop.Look(Assert.IsType<PlaceOrderResult.Placed>(await shop.Place(wish)).OrderId);

        Assert.Equal([51L, 0, 50], order.Lines.Select(l => l.Discount.Minor));
        Assert.Equal([true, false, true], order.Explanation.Lines.Select(l => l.Discounted));
    }

    [Fact]
    public async Task gets_the_delivery_free_if_that_is_what_the_coupon_gives()
    {
        var code = await shop.ACoupon(c => c with { Kind = CouponKind.FreeDelivery, PercentBasisPoints = 0 });

        var order = await shop.AnOrderWith(code, await shop.AVariant(price: 12_99));

        Assert.Equal((0, 0, 12_99), (order.Discount.Minor, order.Delivery.Minor, order.Total.Minor));
        Assert.Equal($"Free with {code}", order.Explanation.DeliveryReason);
    }

    [Theory]
    [InlineData("off")]
    [InlineData("ended")]
    [InlineData("used up")]
    public async Task is_not_placed_when_the_coupon_no_longer_holds(string because)
    {
        var egusi = await shop.AVariant();
        var code = await shop.ACoupon(c => c with { TotalLimit = 1, EndsAt = because == "ended" ? AnOrder.Now.AddYears(-1) : null });
        var wish = await shop.WishWith(code, egusi);
        if (because == "off")
        {
            await shop.Switch(code, on: false);
        }
        if (because == "used up")
        {
            await shop.AnOrderWith(code);
        }

        var changed = Assert.IsType<PlaceOrderResult.TotalsChanged>(await shop.Place(wish));

        Assert.Equal(0, changed.Now.Discount.Minor);
        Assert.NotNull(changed.CouponProblem);
        Assert.Equal((10, 0), await shop.Stock(egusi));
        Assert.Equal(because == "used up" ? (1, 1) : (0, 0), await shop.Uses(code));
    }

    [Fact]
    public async Task uses_it_for_good_when_it_is_paid()
    {
        var order = await shop.AnOrderWith(await shop.ACoupon());

        await shop.MarkPaid(order.Id);

        Assert.Equal(RedemptionState.Used, await shop.RedemptionOf(order.Id));
    }

    [Fact]
    public async Task gives_it_back_once_when_it_ends_unpaid()
    {
        var code = await shop.ACoupon(c => c with { TotalLimit = 1 });
        var order = await shop.AnOrderWith(code);

        await CancelAsync(order.Id);
        await CancelAsync(order.Id);

        Assert.Equal((0, 0), await shop.Uses(code));
        Assert.Equal(RedemptionState.GivenBack, await shop.RedemptionOf(order.Id));
        await shop.AnOrderWith(code);
    }

    [Fact]
    public async Task gives_it_back_when_it_is_cancelled_after_it_was_paid()
    {
        var code = await shop.ACoupon();
        var order = Assert.IsType<CheckoutResult.Placed>(await Checkout(await shop.WishWith(code, await shop.AVariant()))).OrderId;
        await shop.PayAtStripe(await shop.PreparedIntent(order));
        await shop.UntilPaid(order);

        await shop.CancelPaid(await shop.Look(order));

        Assert.Equal((0, 0), await shop.Uses(code));
        Assert.Equal(RedemptionState.GivenBack, await shop.RedemptionOf(order));
    }

    [Fact]
    public async Task keeps_its_use_when_a_cash_order_is_confirmed_and_gives_it_back_when_that_is_cancelled()
    {
        var code = await shop.ACoupon();
        var order = await shop.AnOrderWith(code, method: PaymentMethod.CashOnDelivery);
        await shop.Move(order, OrderStatus.Confirmed);
        Assert.Equal(RedemptionState.Used, await shop.RedemptionOf(order.Id));

        var other = await shop.AnOrderWith(code, method: PaymentMethod.CashOnDelivery);
        await shop.Move(other, OrderStatus.Cancelled, reason: "Not at home");

        Assert.Equal((1, 1), await shop.Uses(code));
    }

    [Fact]
    public async Task of_a_first_order_is_not_taken_for_a_second()
    {
        var code = await shop.ACoupon(c => c with { FirstOrderOnly = true });
        var wish = await shop.WishWith(code, await shop.AVariant());
        var first = await shop.Wish(await shop.AVariant());
        var cousin = wish.Contact.Email.Replace("@", "+again@", StringComparison.Ordinal);
        Assert.IsType<PlaceOrderResult.Placed>(await shop.Place(first with { Contact = first.Contact with { Email = cousin } }));

        var changed = Assert.IsType<PlaceOrderResult.TotalsChanged>(await shop.Place(wish));

        Assert.Equal($"{code} is for a first order only.", changed.CouponProblem);
    }

    [Fact]
    public async Task is_paid_without_Stripe_when_it_costs_nothing()
    {
        var code = await shop.ACoupon(c => c with { PercentBasisPoints = 100_00 });
        var wish = await shop.WishWith(code, await shop.AVariant(price: 60_00)); // Discounted to nothing, so delivery is not free.
        var delivered = Assert.IsType<CheckoutResult.Placed>(await Checkout(wish)).OrderId;
        Assert.Equal((OrderStatus.Pending, 5_00), ((await shop.Look(delivered)).Status, (await shop.Look(delivered)).Total.Minor));

        var free = await PlaceWithoutDelivery();

        var order = await shop.Look(free.OrderId, free.Store);
        Assert.Equal((OrderStatus.Paid, PaymentStatus.Paid, 0L), (order.Status, order.PaymentStatus, order.Total.Minor));
        Assert.False(await shop.In(free.Store, s => s.GetRequiredService<ShopDb>().Set<Payment>().AnyAsync(p => p.OrderId == order.Id)));
    }

    [Fact]
    public async Task is_posted_gross_with_its_discount_beside()
    {
        var order = await shop.AnOrderWith(await shop.ACoupon(), await shop.AVariant(price: 20_00));
        await shop.MarkPaid(order.Id);

        var books = await shop.Run(s => s.GetRequiredService<LedgerService>().ListForOrderAsync(order.Id, default));

        Assert.Equal(
            [
                (LedgerAccount.Receivable, 21_00L), (LedgerAccount.Sales, -20_00), (LedgerAccount.Discounts, 4_00),
                (LedgerAccount.DeliveryIncome, -5_00),
            ],
            books.Single(t => t.Kind == "sale").Entries.Select(e => (e.Account, e.Amount.Minor)));
    }

    private Task<CheckoutResult> Checkout(PlaceOrder wish, Guid? store = null) => shop.In(
        store ?? StoreSeed.RachelFoods, services => services.GetRequiredService<CheckoutService>().PlaceAsync(wish, default));

    // In a store of its own that delivers for nothing.
    private async Task<(Guid OrderId, Guid Store)> PlaceWithoutDelivery()
    {
        var store = (await shop.AStore()).Id;
        await shop.In(store, services => services.GetRequiredService<ShopDb>().Set<StoreSettingsRow>().ExecuteUpdateAsync(
            set => set.SetProperty(s => s.DeliveryFeeMinor, 0).SetProperty(s => s.FreeDeliveryFromMinor, (long?)null)));
        var code = await shop.ACoupon(c => c with { PercentBasisPoints = 100_00 }, store);
        var wish = await shop.With(await shop.Wish(await shop.AVariant(store: store), store: store), code, store);
        return (Assert.IsType<CheckoutResult.Placed>(await Checkout(wish, store)).OrderId, store);
    }

    private Task CancelAsync(Guid orderId) => shop.Run(services =>
        services.GetRequiredService<OrderService>().CancelAsync(orderId, "Not paid in time", Actor.System, default));
}
