using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RachelFoods.Tests.Stage;
using RachelFoods.Web.Data;
using RachelFoods.Web.Kernel;
using RachelFoods.Web.Modules.Inventory;
using RachelFoods.Web.Modules.Orders;
using RachelFoods.Web.Modules.Payments;
using RachelFoods.Web.Modules.Stores;

namespace RachelFoods.Tests.Orders;

public sealed class Placing_an_order(Shop shop) : IClassFixture<Shop>
{
    [Fact]
    public async Task holds_the_stock()
    {
        var egusi = await shop.AVariant(onHand: 3);

        await shop.AnOrderOf(egusi, quantity: 2);

        Assert.Equal((3, 2), await shop.Stock(egusi));
    }

    [Fact]
    public async Task keeps_to_the_cent_what_the_buyer_saw()
    {
        var egusi = await shop.AVariant(price: 12_99);

        var order = await shop.AnOrderOf(egusi, quantity: 3);

        Assert.Equal((38_97, 5_00, 43_97), (order.Goods.Minor, order.Delivery.Minor, order.Total.Minor));
        Assert.Equal((12_99, 3, 38_97), (order.Lines[0].UnitPrice.Minor, order.Lines[0].Quantity, order.Lines[0].Amount.Minor));
        Assert.Equal(order.Total.Minor, Web.Modules.Pricing.TotalsCalculator.Compute(order.Explanation.ToInput()).Total.Minor);
        Assert.Equal(("USD", "USD"), (order.Total.Currency, order.Lines[0].Amount.Currency));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-5)]
    public async Task refuses_a_quantity_that_nobody_can_buy(int quantity)
    {
        var egusi = await shop.AVariant(onHand: 3);

        var result = await shop.Place(await shop.Wish(egusi, quantity));

        Assert.IsType<PlaceOrderResult.NothingToOrder>(result);
        Assert.Equal((3, 0), await shop.Stock(egusi));
    }

    [Fact]
    public async Task counts_a_variant_that_is_named_twice_together()
    {
        var egusi = await shop.AVariant(onHand: 3);
        var wish = await shop.Wish(egusi, quantity: 4);

        var result = await shop.Place(wish with { Lines = [new Wanted(egusi, 2), new Wanted(egusi, 2)] });

        Assert.Equal(3, Assert.IsType<PlaceOrderResult.OutOfStock>(result).Sellable[egusi]);
    }

    [Fact]
    public async Task says_what_is_left_when_there_is_too_little()
    {
        var egusi = await shop.AVariant(onHand: 3);

        var result = await shop.Place(await shop.Wish(egusi, quantity: 4));

        Assert.Equal(3, Assert.IsType<PlaceOrderResult.OutOfStock>(result).Sellable[egusi]);
        Assert.Equal((3, 0), await shop.Stock(egusi));
    }

    [Fact]
    public async Task leaves_no_trace_when_the_order_cannot_be_written()
    {
        var egusi = await shop.AVariant(onHand: 3);
        var wish = await shop.Wish(egusi);

        await Assert.ThrowsAsync<DbUpdateException>(() => shop.Place(wish with { Contact = wish.Contact with { Name = "a\0b" } }));

        Assert.Equal((3, 0), await shop.Stock(egusi));
        Assert.False(await shop.Run(s => s.GetRequiredService<ShopDb>().Set<StockReservation>().AnyAsync(r => r.VariantId == egusi)));
    }

    [Fact]
    public async Task stops_when_the_price_has_changed_since_the_review()
    {
        var egusi = await shop.AVariant();
        var wish = await shop.Wish(egusi);

        var result = await shop.Place(wish with { Totals = wish.Totals with { Total = new Money(1, "USD") } });

        Assert.Equal(wish.Totals.Total, Assert.IsType<PlaceOrderResult.TotalsChanged>(result).Now.Total);
        Assert.Equal((10, 0), await shop.Stock(egusi));
    }

    [Fact]
    public async Task of_the_same_content_returns_the_open_order()
    {
        var wish = await shop.Wish(await shop.AVariant());
        var first = Assert.IsType<PlaceOrderResult.Placed>(await shop.Place(wish));

        var second = await shop.Place(wish with { FormKey = Guid.NewGuid() });

        Assert.Equal(first with { Again = true }, second);
    }

    [Fact]
    public async Task of_other_content_asks_to_close_the_open_order_first()
    {
        var wish = await shop.Wish(await shop.AVariant());
        var first = Assert.IsType<PlaceOrderResult.Placed>(await shop.Place(wish));

        var second = await shop.Place(wish with { FormKey = Guid.NewGuid(), Contact = wish.Contact with { Street = "7 Other Road" } });

        Assert.Equal(new PlaceOrderResult.OpenOrderDiffers(first.OrderId), second);
    }

    [Fact]
    public async Task of_the_same_content_asks_to_close_an_open_order_that_was_not_paid_in_time()
    {
        var wish = await shop.Wish(await shop.AVariant()) with { Hold = TimeSpan.Zero };
        var first = await PlaceWhileTheWorkerIsLate(wish);

        var second = await shop.Place(wish with { FormKey = Guid.NewGuid() });

        Assert.Equal(new PlaceOrderResult.OpenOrderDiffers(first.OrderId), second);
    }

    [Fact]
    public async Task returns_no_order_to_a_form_of_another_cart()
    {
        var wish = await shop.Wish(await shop.AVariant());
        var first = Assert.IsType<PlaceOrderResult.Placed>(await shop.Place(wish));

        var other = Assert.IsType<PlaceOrderResult.Placed>(await shop.Place(wish with { CartId = Guid.NewGuid() }));

        Assert.NotEqual(first.OrderId, other.OrderId);
        Assert.Equal(first.OrderId, await shop.Run(s => s.GetRequiredService<CartOrders>().FindByFormKeyAsync(wish.FormKey, default)));
    }

    [Fact]
    public async Task is_refused_to_who_has_too_many_unpaid()
    {
        var egusi = await shop.AVariant();
        var wish = await shop.Wish(egusi);
        PlaceOrder[] wishes = [.. Enumerable.Range(0, 4).Select(_ => wish with { FormKey = Guid.NewGuid(), CartId = Guid.NewGuid() })];

        // At the same moment. Seen failing: without the turn that is taken for an e-mail address all four were placed.
        var results = await Task.WhenAll(wishes.Select(w => shop.Place(w)));

        Assert.Equal(3, results.OfType<PlaceOrderResult.Placed>().Count());
        Assert.Equal(3, Assert.Single(results.OfType<PlaceOrderResult.TooManyOpen>()).Limit);
        Assert.Equal((10, 3), await shop.Stock(egusi));
    }

    [Fact]
    public async Task is_refused_to_an_address_with_too_many_unpaid_however_it_is_written()
    {
        var egusi = await shop.AVariant();
        var wish = await shop.Wish(egusi);
        var street = wish.Contact.Street;
        string[] written = [street, street.ToUpperInvariant(), $"  {street} ", street.Replace(" ", "  ", StringComparison.Ordinal)];

        // At the same moment, each as somebody else.
        var results = await Task.WhenAll(written.Select(way => shop.Place(wish with
        {
            FormKey = Guid.NewGuid(),
            CartId = Guid.NewGuid(),
            Contact = wish.Contact with { Email = $"{Guid.NewGuid():N}@example.com", Street = way },
        })));
        var elsewhere = await shop.Place(await shop.Wish(egusi));

        Assert.Equal(3, results.OfType<PlaceOrderResult.Placed>().Count());
        Assert.Single(results.OfType<PlaceOrderResult.TooManyOpen>());
        Assert.IsType<PlaceOrderResult.Placed>(elsewhere);
    }

    [Fact]
    public async Task finds_the_customer_again_however_the_address_is_written()
    {
        var wish = await shop.Wish(await shop.AVariant());

        var placed = Assert.IsType<PlaceOrderResult.Placed>(
            await shop.Place(wish with { Contact = wish.Contact with { Email = " " + wish.Contact.Email.ToUpperInvariant() } }));

        Assert.Equal(wish.Contact.Email, (await shop.Look(placed.OrderId)).Contact.Email);
    }

    [Theory]
    [InlineData(PaymentMethod.Card, true)]
    [InlineData(PaymentMethod.CashOnDelivery, false)]
    public async Task lets_a_card_pay_for_what_is_to_be_paid_by_card_alone(PaymentMethod method, bool payable)
    {
        var order = await shop.AnOrderOf(await shop.AVariant(), method: method);

        var found = await shop.Run(s => s.GetRequiredService<OrderService>().FindForPaymentAsync(order.Id, default));

        Assert.Equal(payable, found!.IsPayable(order.PlacedAt));
    }

    [Fact]
    public async Task counts_each_stores_numbers_apart_and_by_its_own_calendar()
    {
        var drinks = await shop.AVariant(store: StoreSeed.SecondStore);

        var order = await shop.AnOrderOf(drinks, store: StoreSeed.SecondStore);

        Assert.Matches(@"^ORD-20\d\d-\d{4,}$", order.Number);
        Assert.Null(await shop.Run(s => s.GetRequiredService<OrderService>().FindAsync(order.Id, default)));
    }

    /// <summary>The message that will end the order comes an hour after its time.</summary>
    private Task<PlaceOrderResult.Placed> PlaceWhileTheWorkerIsLate(PlaceOrder wish) => shop.Run(services =>
    {
        var db = services.GetRequiredService<ShopDb>();
        return db.InTransactionAsync(
            async () =>
            {
                var placed = await services.GetRequiredService<OrderService>().PlaceAsync(wish, default);
                var order = Assert.IsType<PlaceOrderResult.Placed>(placed);
                db.Enqueue(new ExpireOrder(order.OrderId), services.GetRequiredService<TimeProvider>().GetUtcNow().AddHours(1));
                return order;
            },
            default);
    });
}
