using System.Net;
using RachelFoods.Tests.Orders;
using RachelFoods.Tests.Stage;

namespace RachelFoods.Tests.Pages.Orders;

public sealed class Buying_again(Shop shop) : IClassFixture<Shop>
{
    [Fact]
    public async Task puts_what_an_order_held_into_the_cart()
    {
        var buyer = await shop.ABuyer();
        var order = await shop.APaidOrderOf(await shop.AVariant(), quantity: 2, buyer.Id);
        var browser = await shop.LoggedIn(buyer);

        var answer = await browser.Submit((await browser.Page($"/orders/{order.Number}")).QuerySelector("form[action$='/again']")!);

        var cart = await browser.Page("/cart");
        Assert.Equal("/cart", answer.Headers.Location?.OriginalString);
        Assert.Equal("2", Assert.Single(cart.QuerySelectorAll(".cart-line input[name=quantity]")).GetAttribute("value"));
        Assert.Contains("We put 2 items of your earlier order into your cart", cart.Words("main"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task tells_what_is_sold_out_or_no_longer_sold_and_takes_what_is_left()
    {
        var buyer = await shop.ABuyer();
        var (few, gone) = (await shop.AProduct(onHand: 5, name: "Few"), await shop.AProduct(onHand: 5, name: "Gone"));
        var left = await shop.APaidOrderOf(few.VariantId, quantity: 3, buyer.Id);
        var hidden = await shop.APaidOrderOf(gone.VariantId, quantity: 1, buyer.Id);
        await shop.Change(products => products.HideAsync(gone.ProductId, CancellationToken.None));
        var browser = await shop.LoggedIn(buyer);

        await Again(browser, hidden.Number);
        var nothing = (await browser.Page("/cart")).Words("main");
        await Again(browser, left.Number);
        var some = (await browser.Page("/cart")).Words("main");
        await Again(browser, left.Number);
        var noMore = (await browser.Page("/cart")).Words("main");

        Assert.Contains("Nothing of this order could be put into your cart.", nothing, StringComparison.Ordinal);
        Assert.Contains("(No longer available)", nothing, StringComparison.Ordinal);
        Assert.Contains("2 instead of 3 (Only 2 left)", some, StringComparison.Ordinal);
        Assert.Contains("(Only 2 left; your cart has 2)", noMore, StringComparison.Ordinal);
    }

    [Fact]
    public async Task stands_beside_each_order_of_the_list_and_is_for_its_buyer_alone()
    {
        var buyer = await shop.ABuyer();
        var order = await shop.APaidOrderOf(await shop.AVariant(), buyerId: buyer.Id);
        var (browser, other) = (await shop.LoggedIn(buyer), await shop.LoggedIn(await shop.ABuyer()));

        Assert.Single((await browser.Page("/orders")).QuerySelectorAll("tbody form[action$='/again']"));
        Assert.Equal(HttpStatusCode.NotFound, (await Again(other, order.Number)).StatusCode);
        Assert.Equal($"/orders/{order.Number}", (await browser.GetAsync($"/orders/{order.Number}/again")).Headers.Location?.OriginalString);
    }

    private static Task<HttpResponseMessage> Again(HttpClient browser, string number) =>
        browser.Send($"/orders/{number}/again", [], "/account/profile");
}
