using System.Net;
using Microsoft.Extensions.DependencyInjection;
using RachelFoods.Tests.Pages.Cart;
using RachelFoods.Tests.Pages.Orders;
using RachelFoods.Tests.Stage;
using RachelFoods.Tests.Wallet;
using RachelFoods.Web.Modules.Orders;

namespace RachelFoods.Tests.Pages.Checkout;

public sealed class Checkout_with_store_credit(Shop shop) : IClassFixture<Shop>
{
    [Fact]
    public async Task says_nothing_of_it_to_who_has_none()
    {
        var form = await CheckoutForm.OpenAsync(await WithCart(await shop.ABuyer()));

        Assert.Null(form.Page.QuerySelector("#store-credit"));
    }

    [Fact]
    public async Task shows_what_is_left_to_pay_and_places_it_so()
    {
        var buyer = await shop.ABuyerWith(5_00);
        var browser = await WithCart(buyer);
        var form = await CheckoutForm.OpenAsync(browser);
        Assert.Contains("$5.00", form.Page.QuerySelector("#store-credit")!.TextContent, StringComparison.Ordinal);
        form["Wallet"] = "All";

        var shown = await CheckoutForm.OfAsync(browser, await form.SendAsync("/checkout?handler=Wallet"));
        Assert.Contains("−$5.00", Summary(shown), StringComparison.Ordinal);
        var placed = await shown.SendAsync();

        Assert.StartsWith("/checkout/pay/", placed.Headers.Location?.OriginalString, StringComparison.Ordinal);
        var pay = await Asking.Page(browser, placed.Headers.Location!.OriginalString);
        Assert.Contains("From your store credit", pay.QuerySelector(".summary")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(0, await shop.Balance(buyer));
    }

    [Fact]
    public async Task places_nothing_before_the_new_figures_were_seen()
    {
        var buyer = await shop.ABuyerWith(5_00);
        var browser = await WithCart(buyer);
        var form = await CheckoutForm.OpenAsync(browser);
        form["Wallet"] = "All";

        var answer = await form.SendAsync();

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var again = await CheckoutForm.OfAsync(browser, answer);
        Assert.Contains("what is left to pay", again.Page.QuerySelector(".notice")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.SeeOther, (await again.SendAsync()).StatusCode);
        Assert.Equal(0, await shop.Balance(buyer));
    }

    [Fact]
    public async Task shows_the_new_balance_when_it_has_gone_meanwhile()
    {
        var buyer = await shop.ABuyerWith(5_00);
        var browser = await WithCart(buyer);
        var form = await CheckoutForm.OpenAsync(browser);
        form["Wallet"] = "All";
        var shown = await CheckoutForm.OfAsync(browser, await form.SendAsync("/checkout?handler=Wallet"));
        await shop.Debit(buyer, 2_00);

        var answer = await shown.SendAsync();

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("−$3.00", Summary(await CheckoutForm.OfAsync(browser, answer)), StringComparison.Ordinal);
        Assert.Equal(3_00, await shop.Balance(buyer));
    }

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("five")]
    [InlineData("5.01")]
    [InlineData("1.005")]
    public async Task asks_again_for_an_amount_that_is_none_or_too_much(string typed)
    {
        var form = await CheckoutForm.OpenAsync(await WithCart(await shop.ABuyerWith(5_00)));
        (form["Wallet"], form["WalletAmount"]) = ("Part", typed);

        var answer = await form.SendAsync();

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var page = await answer.ReadPage();
        Assert.NotNull(page.QuerySelector("#Form_WalletAmount-error"));
        Assert.Equal(typed, page.QuerySelector("#Form_WalletAmount")!.GetAttribute("value"));
    }

    [Fact]
    public async Task pays_for_all_of_it_without_a_card()
    {
        var buyer = await shop.ABuyerWith(500_00);
        var browser = await WithCart(buyer);
        var form = await CheckoutForm.OpenAsync(browser);
        form["Wallet"] = "All";
        var shown = await CheckoutForm.OfAsync(browser, await form.SendAsync("/checkout?handler=Wallet"));

        var placed = await shown.SendAsync();
        var pay = await browser.GetAsync(placed.Headers.Location);

        Assert.Contains("/orders/track/", pay.Headers.Location?.OriginalString, StringComparison.Ordinal);
        var order = await shop.Run(services => services.GetRequiredService<OrderService>().ListForBuyerAsync(buyer.Id, null, default));
        Assert.Equal(OrderStatus.Paid, Assert.Single(order.Rows).Status);
    }

    private static string Summary(CheckoutForm form) => form.Page.QuerySelector(".summary")!.TextContent;

    private async Task<HttpClient> WithCart(Person buyer)
    {
        var browser = await shop.LoggedIn(buyer);
        await browser.AddToCart((await shop.AProduct()).VariantId);
        return browser;
    }
}
