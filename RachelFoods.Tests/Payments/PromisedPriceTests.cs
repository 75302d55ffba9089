using RachelFoods.Tests.Orders;
using RachelFoods.Tests.Stage;
using RachelFoods.Web.Kernel;
using RachelFoods.Web.Modules.Orders;
using RachelFoods.Web.Modules.Payments;
using static RachelFoods.Tests.Payments.PaymentStage;

namespace RachelFoods.Tests.Payments;

/// <summary>Nobody is charged another amount than the one the order was placed for.</summary>
[Collection("stripe")]
public sealed class What_a_buyer_agreed_to_pay(Shop shop) : IClassFixture<Shop>
{
    [Fact]
    public async Task is_charged_though_the_price_rises_while_the_bank_is_asking()
    {
        var variant = await shop.AVariant(price: 10_00);
        var order = await shop.AnOrderAtTheTill(variant);
        var agreed = (await shop.Look(order)).Total;
        var intent = await shop.PreparedIntent(order);
        Assert.Equal("requires_action", (string?)(await shop.PayAtStripe(intent, "pm_card_threeDSecure2Required"))["status"]);

        await shop.Change(products => products.ChangePriceAsync(variant, new Money(99_00, "USD"), default));
        await shop.PayAtStripe(intent);

        await shop.UntilPaid(order);
        Assert.Equal(agreed, (await shop.Look(order)).Total);
        Assert.Equal(agreed.Minor, (long)(await shop.Stripe(HttpMethod.Get, $"/v1/payment_intents/{intent}"))["amount_received"]!);
    }

    [Fact]
    public async Task cannot_be_paid_in_an_old_tab_once_the_cart_was_ordered_anew()
    {
        var variant = await shop.AVariant(onHand: 5);
        var wish = await shop.Wish(variant);
        var old = Assert.IsType<CheckoutResult.Placed>(await shop.CheckOut(wish)).OrderId;
        var oldIntent = await shop.PreparedIntent(old);
        var more = await shop.Wish(variant, quantity: 3) with { CartId = wish.CartId, Contact = wish.Contact };
        var order = Assert.IsType<CheckoutResult.Placed>(await shop.CheckOut(more)).OrderId;

        var refused = await shop.PayAtStripe(oldIntent);
        await shop.PayAtStripe(await shop.PreparedIntent(order));

        Assert.Equal("payment_intent_unexpected_state", (string?)refused["error"]?["code"]);
        await shop.UntilPaid(order);
        Assert.Equal(OrderStatus.Cancelled, (await shop.Look(old)).Status);
        Assert.Equal(3, await shop.SoldOf(variant));
    }

    [Fact]
    public async Task is_asked_for_no_more_once_the_order_was_paid()
    {
        var order = await shop.AnOrderAtTheTill();
        var intent = await shop.PreparedIntent(order);
        await shop.PayAtStripe(intent);
        await shop.UntilPaid(order);

        Assert.IsType<PreparedPayment.AlreadyPaid>(await shop.Prepare(order));

        await Until(async () => (await shop.EventsAbout(intent)).TrueForAll(e => e.ProcessedAt is not null), "every event has been seen to");
        Assert.Single(await shop.PaymentsOf(order));
    }
}
