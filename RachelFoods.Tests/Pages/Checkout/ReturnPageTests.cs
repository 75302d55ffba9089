using System.Net;
using Microsoft.Extensions.DependencyInjection;
using RachelFoods.Tests.Orders;
using RachelFoods.Tests.Payments;
using RachelFoods.Tests.Stage;
using RachelFoods.Web.Modules.Orders;
using RachelFoods.Web.Modules.Payments;

namespace RachelFoods.Tests.Pages.Checkout;

/// <summary>A bank's page may end in another browser than the one that ordered, such as a phone's app: the link is all that counts.</summary>
[Collection("stripe")]
public sealed class Coming_back_from_the_bank(Shop shop) : IClassFixture<Shop>
{
    [Fact]
    public async Task in_another_browser_and_twice_shows_the_order_paid_once()
    {
        var order = await shop.AnOrderAtTheTill();
        await shop.PayAtStripe(await shop.PreparedIntent(order));
        var link = await LinkAsync(order);

        foreach (var browser in new[] { shop.Browser(), shop.Browser(), shop.Browser() })
        {
            using var answer = await browser.GetAsync(AddressOf(link));
            Assert.Equal(link, answer.Headers.Location!.OriginalString);
            Assert.Equal(OrderStatus.Paid, (await shop.Look(order)).Status);
        }
        Assert.Equal(PaymentState.Succeeded, Assert.Single(await shop.PaymentsOf(order)).State);
        Assert.Single((await shop.Look(order)).History, move => move.To == OrderStatus.Paid);
    }

    [Fact]
    public async Task after_the_hold_has_ended_the_order_tells_that_it_is_cancelled()
    {
        var order = await shop.AnOrderAtTheTill();
        await shop.PreparedIntent(order);
        Assert.Equal(CloseResult.Closed, await shop.Close(order));
        var (browser, link) = (shop.Browser(), await LinkAsync(order));

        using var answer = await browser.GetAsync($"{AddressOf(link)}&redirect_status=succeeded");

        Assert.Equal(link, answer.Headers.Location!.OriginalString);
        Assert.Equal(OrderStatus.Cancelled, (await shop.Look(order)).Status);
        Assert.Contains("cancelled", await browser.GetStringAsync(answer.Headers.Location), StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("")]
    [InlineData("?order=guessed")]
    [InlineData("?order={0}")]
    public async Task without_the_orders_link_shows_nothing(string query)
    {
        var order = await shop.AnOrderAtTheTill();
        using var browser = shop.Browser();

        using var answer = await browser.GetAsync($"/checkout/return{string.Format(provider: null, query, order)}");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    private static string AddressOf(string link) => $"/checkout/return?order={link.Split('/')[^1]}";

    private Task<string> LinkAsync(Guid order) =>
        shop.Run(services => Task.FromResult($"/orders/track/{services.GetRequiredService<OrderLinks>().ToToken(order)}"));
}
