using System.Net;
using Microsoft.Extensions.DependencyInjection;
using RachelFoods.Tests.Orders;
using RachelFoods.Tests.Stage;
using RachelFoods.Web.Kernel;
using RachelFoods.Web.Modules.Orders;
using RachelFoods.Web.Modules.Stores;

namespace RachelFoods.Tests.Pages.Orders;

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
        Assert.Equal(
            ($"{link}?look=1&seen={order.Version}", $"order-{order.Id} from:#live, again from:#live, load delay:5s"),
            (piece.GetAttribute("hx-get"), piece.GetAttribute("hx-trigger")));
        Assert.Equal(link, first.QuerySelector("#order-status .notice a")!.GetAttribute("href"));
        Assert.StartsWith("/checkout/pay/", first.QuerySelector(".btn--primary")!.GetAttribute("href"), StringComparison.Ordinal);
        Assert.DoesNotContain("load", last.QuerySelector("#order-status")!.GetAttribute("hx-trigger"), StringComparison.Ordinal);
        Assert.Contains("takes longer", last.Words("#order-status .notice"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task answers_htmx_with_the_newest_state_alone()
    {
        var order = await shop.AnOrderOf(await shop.AVariant());
        var link = await Link(order);
        await shop.MarkPaid(order.Id);

        var answer = await shop.Browser().Piece($"{link}?look=1&seen={order.Version}");
        var piece = await answer.Document();
        var next = piece.QuerySelector("#order-status")!.GetAttribute("hx-get")!;
        var again = await shop.Browser().Piece(next);

        Assert.Null(piece.QuerySelector("h1"));
        Assert.Equal("Paid", piece.Words("#order-status .status"));
        Assert.Equal("Your order is now: Paid.", piece.Words("[data-announce]"));
        Assert.Equal(HttpStatusCode.NoContent, again.StatusCode);
        Assert.Equal("", (await shop.Browser().Page(next)).Words("[data-announce]"));
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
    public async Task cancels_an_unpaid_order()
    {
        var egusi = await shop.AVariant(onHand: 3);
        var order = await shop.AnOrderOf(egusi, quantity: 2);
        var link = await Link(order);
        var guest = shop.Browser();
        var address = (await guest.Page(link)).QuerySelector("a.btn--quiet")!.GetAttribute("href")!;

        var answer = await guest.Send(address, []);

        Assert.Equal((HttpStatusCode.Redirect, link.Split('/')[^1]), (answer.StatusCode, answer.Headers.Location!.ToString().Split('/')[^1]));
        var after = await shop.Look(order.Id);
        Assert.Equal((OrderStatus.Cancelled, ActorKind.Buyer), (after.Status, after.History[^1].By));
        Assert.Equal((3, 0), await shop.Stock(egusi));
        Assert.Equal("Cancelled", (await guest.Page(link)).Words("#order-status .status"));
    }

    [Fact]
    public async Task cancels_nothing_that_was_paid_after_the_page_was_opened()
    {
        var order = await shop.AnOrderOf(await shop.AVariant());
        var (guest, address) = (shop.Browser(), await Link(order) + "/cancel");
        var unpaid = await guest.Page(address);
        await shop.MarkPaid(order.Id);

        var answer = await guest.Send(address, new() { ["Version"] = unpaid.QuerySelector("[name=Version]")!.GetAttribute("value")! });

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        var page = await answer.Document();
        Assert.Contains("Nothing was cancelled: the order is “Paid” now", page.Words(".notice--error"), StringComparison.Ordinal);
        Assert.Contains("goes back to the card", page.Words(".lead"), StringComparison.Ordinal);
        Assert.Equal(OrderStatus.Paid, (await shop.Look(order.Id)).Status);
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
