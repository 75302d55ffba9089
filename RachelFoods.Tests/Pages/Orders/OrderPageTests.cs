using System.Net;
using Microsoft.Extensions.DependencyInjection;
using RachelFoods.Tests.Orders;
using RachelFoods.Tests.Stage;
using RachelFoods.Web.Modules.Orders;
using RachelFoods.Web.Modules.Stores;

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
        Assert.Null(page.QuerySelector("#order-status [hx-get], #order-status[hx-get]"));
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

public sealed class The_link_of_an_order(Shop shop) : IClassFixture<Shop>
{
    [Fact]
    public async Task shows_the_order_to_a_guest_and_leaves_no_trace()
    {
        var order = await shop.AnOrderOf(await shop.AVariant());

        var answer = await shop.Browser().GetAsync(await Link(order));
        var page = await answer.Document();

        Assert.Equal($"Order {order.Number}", page.Words("h1"));
        Assert.True(answer.Headers.CacheControl!.NoStore);
        Assert.Equal("no-referrer", answer.Headers.GetValues("Referrer-Policy").Single());
        Assert.Equal("noindex", answer.Headers.GetValues("X-Robots-Tag").Single());
        Assert.False(answer.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task waits_for_the_payment_calmly_and_not_for_ever()
    {
        var order = await shop.AnOrderOf(await shop.AVariant());
        var link = await Link(order);

        var first = await shop.Browser().Page(link);
        var last = await shop.Browser().Page($"{link}?look=10");

        var piece = first.QuerySelector("#order-status")!;
        Assert.Equal((link + "?look=1", "load delay:5s", "#order-status"),
            (piece.GetAttribute("hx-get"), piece.GetAttribute("hx-trigger"), piece.GetAttribute("hx-target")));
        Assert.Equal(link, first.QuerySelector("#order-status .notice a")!.GetAttribute("href"));
        Assert.StartsWith("/checkout/pay/", first.QuerySelector(".btn--primary")!.GetAttribute("href"), StringComparison.Ordinal);
        Assert.False(last.QuerySelector("#order-status")!.HasAttribute("hx-trigger"));
        Assert.Contains("takes longer", last.Words("#order-status .notice"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task answers_htmx_with_the_newest_state_alone()
    {
        var order = await shop.AnOrderOf(await shop.AVariant());
        var link = await Link(order);
        await shop.Run(s => s.GetRequiredService<OrderService>().MarkPaidAsync(order.Id, default));

        var answer = await shop.Browser().Piece($"{link}?look=1");
        var piece = await answer.Document();

        Assert.Null(piece.QuerySelector("h1"));
        Assert.Equal("Paid", piece.Words("#order-status .status"));
        Assert.Null(piece.QuerySelector("[hx-get]"));
        Assert.Contains("HX-Request", answer.Headers.Vary, StringComparer.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task counts_in_its_own_store_only()
    {
        var order = await shop.AnOrderOf(await shop.AVariant());
        var link = await Link(order);

        Assert.Equal(HttpStatusCode.OK, (await shop.Browser().GetAsync(link)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await shop.Browser("second.localhost").GetAsync(link)).StatusCode);
    }

    [Fact]
    public async Task cannot_be_made_up()
    {
        var order = await shop.AnOrderOf(await shop.AVariant());
        var link = await Link(order);

        foreach (var wrong in new[] { "x", order.Id.ToString(), link[^40..], link.Split('/')[^1][..^2] + "AA" })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await shop.Browser().GetAsync($"/orders/track/{wrong}")).StatusCode);
        }
    }

    [Fact]
    public async Task of_the_second_store_shows_its_own_money_and_time()
    {
        var order = await shop.AnOrderOf(await shop.AVariant(store: StoreSeed.SecondStore), store: StoreSeed.SecondStore);
        var link = await shop.In(
            StoreSeed.SecondStore, s => Task.FromResult(s.GetRequiredService<OrderLinks>().TrackingPath(order.Id)));

        var page = await shop.Browser("second.localhost").Page(link);

        Assert.Contains("₦", page.Words(".summary__total"), StringComparison.Ordinal);
        Assert.Contains("including VAT", page.Words(".summary"), StringComparison.Ordinal);
    }

    private Task<string> Link(OrderView order) =>
        shop.Run(s => Task.FromResult(s.GetRequiredService<OrderLinks>().TrackingPath(order.Id)));
}
