using System.Net;
using RachelFoods.Tests.Orders;
using RachelFoods.Tests.Stage;

namespace RachelFoods.Tests.Pages.Orders;

public sealed class The_page_of_an_order(Shop shop) : IClassFixture<Shop>
{
    [Fact]
    public async Task shows_its_buyer_what_was_bought_and_where_it_stands()
    {
        var buyer = await shop.ABuyer();
        var order = await shop.APaidOrderOf(await shop.AVariant(price: 12_99), quantity: 2, buyer.Id);

        var page = await (await shop.LoggedIn(buyer)).Page($"/orders/{order.Number}");

        Assert.Equal($"Order {order.Number}", page.Words("h1"));
        Assert.Equal("Paid", page.Words("#order-status .status"));
        Assert.Equal("Paid", page.Words("[aria-current=step] > span"));
        Assert.Equal(2, page.QuerySelectorAll(".timeline__done").Length);
        Assert.Equal("$25.98", page.Words(".order-line__amount"));
        Assert.Contains("Total$30.98", page.Words(".summary"), StringComparison.Ordinal);
        Assert.Contains("2 × $12.99 = $25.98", page.Words(".why"), StringComparison.Ordinal);
        Assert.Contains("5 Willow Lane", page.Words("address"), StringComparison.Ordinal);
        Assert.DoesNotContain("load", page.QuerySelector("#order-status")!.GetAttribute("hx-trigger"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task is_nobody_elses()
    {
        var order = await shop.APaidOrderOf(await shop.AVariant(), buyerId: (await shop.ABuyer()).Id);
        var guests = await shop.APaidOrderOf(await shop.AVariant());
        var other = await shop.LoggedIn(await shop.ABuyer());

        Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync($"/orders/{order.Number}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync($"/orders/{guests.Number}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync("/orders/ORD-1999-0001")).StatusCode);
    }

    [Theory]
    [InlineData("/orders")]
    [InlineData("/orders/ORD-2026-0001")]
    public async Task asks_who_is_not_logged_in_to_do_so(string address)
    {
        var answer = await shop.Browser().GetAsync(address);

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Contains("/account/login", answer.Headers.Location!.ToString(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task lists_a_customers_own_orders_alone()
    {
        var buyer = await shop.ABuyer();
        var mine = await shop.APaidOrderOf(await shop.AVariant(), buyerId: buyer.Id);
        await shop.APaidOrderOf(await shop.AVariant(), buyerId: (await shop.ABuyer()).Id);

        var page = await (await shop.LoggedIn(buyer)).Page("/orders");

        Assert.Equal(mine.Number, Assert.Single(page.QuerySelectorAll("tbody th")).TextContent.Trim());
    }

    [Fact]
    public async Task is_read_by_the_same_number_of_statements_however_long_the_list()
    {
        var buyer = await shop.ABuyer();
        var browser = await shop.LoggedIn(buyer);
        var egusi = await shop.AVariant(onHand: 100);
        await shop.APaidOrderOf(egusi, buyerId: buyer.Id);
        await browser.GetAsync("/orders");
        var withOne = await browser.StatementsOf("/orders");
        for (var i = 0; i < 5; i++)
        {
            await shop.APaidOrderOf(egusi, buyerId: buyer.Id);
        }

        var withSix = await browser.StatementsOf("/orders");

        Assert.Equal(6, (await browser.Page("/orders")).QuerySelectorAll("tbody tr").Length);
        Assert.True(withOne > 0);
        Assert.Equal(withOne, withSix);
    }
}
