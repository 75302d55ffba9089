using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RachelFoods.Tests.Stage;
using RachelFoods.Web.Data;
using RachelFoods.Web.Kernel;
using RachelFoods.Web.Modules.Cart;
using RachelFoods.Web.Modules.Products;

namespace RachelFoods.Tests.Cart;

public sealed class A_cart(Shop shop) : IClassFixture<Shop>
{
    [Fact]
    public async Task has_one_line_for_each_variant()
    {
        var egusi = await shop.AProduct(priceMinor: 10_00);
        var owner = await shop.AGuestWith(egusi.VariantId, 2);

        var cart = (await shop.Add(owner, egusi.VariantId, 3)).Cart;

        Assert.Equal((5, 50_00), (Assert.Single(cart.Lines).Quantity, cart.Totals.Goods.Minor));
        Assert.True(cart.CanCheckOut);
    }

    [Fact]
    public async Task refuses_more_than_there_is_and_stays_as_it_was()
    {
        var egusi = await shop.AProduct(onHand: 3);
        var owner = await shop.AGuestWith(egusi.VariantId, 2);

        var refused = Assert.IsType<CartResult.Refused>(await shop.Add(owner, egusi.VariantId, 2));

        Assert.Equal("Only 3 left; your cart has 2", refused.Problem);
        Assert.Equal(2, Assert.Single((await shop.Look(owner)).Lines).Quantity);
    }

    [Fact]
    public async Task refuses_more_than_99_of_one()
    {
        var egusi = await shop.AProduct(onHand: 1000);
        var owner = await shop.AGuestWith(egusi.VariantId, 99);

        Assert.IsType<CartResult.Refused>(await shop.Add(owner, egusi.VariantId, 1));
        Assert.IsType<CartResult.Refused>(await shop.Set(owner, egusi.VariantId, int.MaxValue));
    }

    [Fact]
    public async Task is_not_even_made_by_something_that_does_not_exist()
    {
        var refused = Assert.IsType<CartResult.Refused>(await shop.Add(new CartOwner(null, null), Guid.NewGuid(), 1));

        Assert.Null(refused.Cart.Id);
    }

    [Fact]
    public async Task always_shows_todays_price()
    {
        var egusi = await shop.AProduct(priceMinor: 10_00);
        var owner = await shop.AGuestWith(egusi.VariantId, 2);

        await shop.Run(services => services.GetRequiredService<ProductService>()
            .ChangePriceAsync(egusi.VariantId, new Money(12_50, "USD"), CancellationToken.None));

        Assert.Equal(25_00, (await shop.Look(owner)).Totals.Goods.Minor);
    }

    [Fact]
    public async Task keeps_a_hidden_product_but_does_not_sell_it()
    {
        var egusi = await shop.AProduct();
        var owner = await shop.AGuestWith(egusi.VariantId, 2);

        await shop.Run(services => services.GetRequiredService<ProductService>().HideAsync(egusi.ProductId, CancellationToken.None));

        var cart = await shop.Look(owner);
        Assert.Equal("No longer available", Assert.Single(cart.Lines).Problem);
        Assert.Equal((0L, false), (cart.Totals.Total.Minor, cart.CanCheckOut));
        Assert.IsType<CartResult.Refused>(await shop.Add(owner, egusi.VariantId, 1));
    }

    [Fact]
    public async Task loses_a_line_when_none_is_wanted()
    {
        var egusi = await shop.AProduct();
        var owner = await shop.AGuestWith(egusi.VariantId, 2);

        Assert.Empty((await shop.Set(owner, egusi.VariantId, 0)).Cart.Lines);
    }

    [Fact]
    public async Task gets_no_line_by_setting_a_quantity()
    {
        var (egusi, fufu) = (await shop.AProduct(), await shop.AProduct());
        var owner = await shop.AGuestWith(egusi.VariantId, 2);

        Assert.Equal(egusi.VariantId, Assert.Single((await shop.Set(owner, fufu.VariantId, 2)).Cart.Lines).VariantId);
    }

    [Fact]
    public async Task counts_what_two_tabs_add_at_the_same_moment()
    {
        var egusi = await shop.AProduct(onHand: 100);
        var owner = await shop.AGuestWith(egusi.VariantId, 1);

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => shop.Add(owner, egusi.VariantId, 1)));

        Assert.Equal(21, (await shop.Look(owner)).Count);
    }

    [Fact]
    public async Task never_exceeds_the_stock_by_adding_at_the_same_moment()
    {
        var egusi = await shop.AProduct(onHand: 5);
        var owner = await shop.AGuestWith(egusi.VariantId, 1);

        var results = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => shop.Add(owner, egusi.VariantId, 1)));

        Assert.Equal(4, results.Count(r => r is CartResult.Done));
        Assert.Equal(5, (await shop.Look(owner)).Count);
    }

    [Fact]
    public async Task is_one_for_each_customer_however_many_tabs_begin_it()
    {
        var egusi = await shop.AProduct(onHand: 100);
        var owner = new CartOwner((await shop.ABuyer()).Id, null);

        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => shop.Add(owner, egusi.VariantId, 1)));

        Assert.Equal(10, (await shop.Look(owner)).Count);
    }

    [Fact]
    public async Task of_a_customer_is_opened_by_no_cookie()
    {
        var egusi = await shop.AProduct();
        var added = await shop.Add(new CartOwner((await shop.ABuyer()).Id, null), egusi.VariantId, 1);
        var thief = new CartOwner(null, added.Cart.Id);

        Assert.Empty((await shop.Look(thief)).Lines);
        Assert.NotEqual(added.Cart.Id, (await shop.Add(thief, egusi.VariantId, 1)).Cart.Id);
    }

    [Fact]
    public async Task is_empty_after_it_was_bought()
    {
        var egusi = await shop.AProduct();
        var owner = await shop.AGuestWith(egusi.VariantId, 2);

        await shop.Run(services => services.GetRequiredService<CartService>().EmptyAsync(owner.CartId!.Value, CancellationToken.None));

        Assert.Equal((0, owner.CartId), ((await shop.Look(owner)).Count, (await shop.Look(owner)).Id));
    }

    [Fact]
    public async Task cannot_hold_a_variant_twice_even_by_hand()
    {
        var egusi = await shop.AProduct();
        var owner = await shop.AGuestWith(egusi.VariantId, 2);

        await Assert.ThrowsAsync<DbUpdateException>(() => shop.Run(async services =>
        {
            var db = services.GetRequiredService<ShopDb>();
            db.Add(new CartLine(owner.CartId!.Value, egusi.VariantId, 1, DateTimeOffset.UnixEpoch));
            await db.SaveChangesAsync();
        }));
    }
}
