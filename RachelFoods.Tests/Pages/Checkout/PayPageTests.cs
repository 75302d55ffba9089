using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RachelFoods.Tests.Orders;
using RachelFoods.Tests.Pages.Cart;
using RachelFoods.Tests.Payments;
using RachelFoods.Tests.Stage;
using RachelFoods.Web.Data;
using RachelFoods.Web.Modules.Orders;

namespace RachelFoods.Tests.Pages.Checkout;

[Collection("stripe")]
public sealed class The_pay_page(Shop shop) : IClassFixture<Shop>
{
    [Fact]
    public async Task leads_on_to_Stripes_page()
    {
        var order = await shop.AnOrderAtTheTill();
        using var browser = shop.Browser();
        var address = await AddressOfAsync(order);
        using var shown = await browser.GetAsync(address);

        using var led = await PressAsync(browser, address, "Page");

        Assert.Equal(HttpStatusCode.SeeOther, led.StatusCode);
        Assert.StartsWith(new Uri(shop.Stage.Sandbox, "/c/pay/cs_test_").ToString(), led.Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.Contains(
            $"form-action 'self' {shop.Stage.Sandbox.GetLeftPart(UriPartial.Authority)};",
            shown.Headers.GetValues("Content-Security-Policy").Single(),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task says_that_Stripe_is_away_and_keeps_the_order()
    {
        var order = await shop.AnOrderAtTheTill();
        using var browser = shop.Browser();
        await shop.Fault(new { kind = "status_503", match = "POST /v1/checkout/sessions$", times = 0 });

        using var answer = await PressAsync(browser, await AddressOfAsync(order), "Page");

        await shop.NoMoreFaults();
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        var page = await answer.ReadPage();
        Assert.Contains("Your order is kept and nothing was charged", page.QuerySelector(".notice--error")!.TextContent, StringComparison.Ordinal);
        Assert.NotNull(page.QuerySelector("#pay-page"));
        Assert.Equal(OrderStatus.Pending, (await shop.Look(order)).Status);
    }

    [Theory]
    [InlineData("Page")]
    [InlineData("Intent")]
    public async Task says_that_the_total_is_too_small_for_a_card(string way)
    {
        var order = await shop.AnOrderAtTheTill();
        using var browser = shop.Browser();
        var address = await AddressOfAsync(order);
        await shop.Fault(new { kind = "drop_before", match = "POST /v1", times = 0 });
        using var _ = await PressAsync(browser, address, way);
        await shop.NoMoreFaults();
        await DueAsync(order, minor: 49);

        using var answer = await PressAsync(browser, address, way);

        await DueAsync(order, (await shop.Look(order)).Total.Minor);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var text = way == "Page" ? await answer.Content.ReadAsStringAsync() : await browser.GetStringAsync(address);
        Assert.Contains("less than a card can be charged", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task leads_to_the_order_once_it_is_paid()
    {
        var order = await shop.AnOrderAtTheTill();
        await shop.PayAtStripe(await shop.PreparedIntent(order));
        await shop.UntilPaid(order);
        using var browser = shop.Browser();

        using var answer = await PressAsync(browser, await AddressOfAsync(order), "Page");

        Assert.StartsWith("/orders/track/", answer.Headers.Location!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task is_nobodys_without_the_orders_link()
    {
        using var browser = shop.Browser();

        using var answer = await browser.GetAsync("/checkout/pay/guessed");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    private Task<string> AddressOfAsync(Guid order) =>
        shop.Run(services => Task.FromResult(services.GetRequiredService<OrderLinks>().PayPath(order)));

    // A paid order shows no form any more; its antiforgery token comes from another page then.
    private static async Task<HttpResponseMessage> PressAsync(HttpClient browser, string address, string handler)
    {
        using var shown = await browser.GetAsync(address);
        var page = shown.StatusCode == HttpStatusCode.OK ? await shown.ReadPage() : await browser.Page("/account/login");
        var token = page.QuerySelector("main input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("__RequestVerificationToken", token)]);
        return await browser.PostAsync($"{address}?handler={handler}", form);
    }

    // As of a store whose goods and delivery cost next to nothing.
    private Task DueAsync(Guid order, long minor) => shop.Run(services => services.GetRequiredService<ShopDb>().Database.ExecuteSqlAsync(
        $"update payments set due_minor = {minor} where order_id = {order} and state = 'OPEN'"));
}
