using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using RachelFoods.Tests.Auth;
using RachelFoods.Tests.Orders;
using RachelFoods.Tests.Stage;
using RachelFoods.Web.Data;
using RachelFoods.Web.Modules.Auth;
using RachelFoods.Web.Modules.Orders;
using RachelFoods.Web.Modules.Stores;

namespace RachelFoods.Tests.Pages.Orders;

public sealed class Orders_that_a_guest_placed(Shop shop) : IClassFixture<Shop>
{
    private const string Add = "form[action$='handler=Claim']";

    [Fact]
    public async Task are_added_by_who_has_confirmed_their_address()
    {
        var buyer = await shop.ABuyer();
        var (first, second) = (await AnOrderFor(buyer.Email), await AnOrderFor($" {buyer.Email.ToUpperInvariant()} "));
        var someoneElses = await AnOrderFor(Mailbox.NewAddress());
        var browser = await shop.LoggedIn(buyer);
        var offer = await browser.Page("/orders");

        var answer = await browser.Submit(offer.QuerySelector(Add)!);
        var list = await browser.Page("/orders");

        Assert.Equal("You have placed 2 orders as a guest", offer.Words(".notice__title, .notice strong, .notice h2"));
        Assert.DoesNotContain(first.Number, offer.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("/orders", answer.Headers.Location?.OriginalString);
        Assert.Contains("2 orders were added", list.Words(".notice"), StringComparison.Ordinal);
        Assert.Equal(new[] { second.Number, first.Number }, list.QuerySelectorAll("tbody th").Select(th => th.TextContent.Trim()));
        Assert.Null(list.QuerySelector(Add));
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync($"/orders/{first.Number}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync($"/orders/{someoneElses.Number}")).StatusCode);
        var after = await shop.Look(first.Id);
        Assert.Equal(buyer.Id, after.BuyerId);
        Assert.NotNull(after.ClaimedAt);
        Assert.Equal(first.Version, after.Version);
        var staff = await shop.LoggedIn(await shop.AMemberOfStaff());
        Assert.Contains("Placed as a guest", (await staff.Page($"/admin/orders/{first.Number}")).Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task are_offered_again_when_there_is_another_one()
    {
        var buyer = await shop.ABuyer();
        await AnOrderFor(buyer.Email);
        var browser = await shop.LoggedIn(buyer);
        await browser.Submit((await browser.Page("/orders")).QuerySelector(Add)!);

        var later = await AnOrderFor(buyer.Email);
        await browser.Submit((await browser.Page("/orders")).QuerySelector(Add)!);

        Assert.Equal(buyer.Id, (await shop.Look(later.Id)).BuyerId);
    }

    [Fact]
    public async Task are_kept_from_who_has_not_confirmed_the_address()
    {
        var newcomer = await shop.ANewcomer();
        var order = await AnOrderFor(newcomer.Email);
        var browser = shop.Browser();

        var refused = await browser.LogIn(newcomer.Email, newcomer.Password);
        var added = await shop.Run(services => services.GetRequiredService<GuestOrders>().ClaimAsync(newcomer.Id, default));

        Assert.Equal((HttpStatusCode.UnprocessableEntity, 0), (refused.StatusCode, added));
        Assert.Null((await shop.Look(order.Id)).BuyerId);
        await browser.Confirm(await shop.ConfirmLink(newcomer));
        Assert.NotNull((await browser.Page("/orders")).QuerySelector(Add));
    }

    [Fact]
    public async Task are_kept_from_another_store_with_the_same_address()
    {
        var there = await shop.ABuyer(StoreSeed.SecondStore);
        var order = await AnOrderFor(there.Email);
        var browser = await shop.LoggedIn(there, "second.localhost");

        var page = await browser.Page("/orders");
        await Claim(browser);

        Assert.Null(page.QuerySelector(Add));
        Assert.Null((await shop.Look(order.Id)).BuyerId);
    }

    [Fact]
    public async Task stay_an_accounts_that_placed_or_added_them()
    {
        var (buyer, other) = (await shop.ABuyer(), await shop.ABuyer());
        var order = await AnOrderFor(buyer.Email, other.Id);
        var browser = await shop.LoggedIn(buyer);

        await Claim(browser);
        var refused = await Assert.ThrowsAsync<PostgresException>(() => shop.Run(services => services.GetRequiredService<ShopDb>().Set<Order>()
            .Where(o => o.Id == order.Id).ExecuteUpdateAsync(set => set.SetProperty(o => o.BuyerId, buyer.Id))));

        Assert.Equal(other.Id, (await shop.Look(order.Id)).BuyerId);
        Assert.Equal(PostgresErrorCodes.RestrictViolation, refused.SqlState);
    }

    [Fact]
    public async Task follow_a_new_address_once_it_is_confirmed()
    {
        var (buyer, wanted) = (await shop.ABuyer(), Mailbox.NewAddress());
        var (old, next) = (await AnOrderFor(buyer.Email), await AnOrderFor(wanted));
        var browser = await shop.LoggedIn(buyer);
        await browser.Send("/account/email", new() { ["Email"] = wanted, ["Password"] = buyer.Password });
        var change = await shop.Run(services => services.GetRequiredService<ShopDb>().Set<EmailChange>().Where(c => c.UserId == buyer.Id).Select(c => c.Id).SingleAsync());
        var before = await Unclaimed(buyer);

        await browser.Follow(await shop.Link(links => links.ToConfirmNewEmailAsync(change, default)));
        var after = await Unclaimed(buyer);
        await Claim(browser);

        Assert.Equal((1, 1), (before, after));
        Assert.Null((await shop.Look(old.Id)).BuyerId);
        Assert.Equal(buyer.Id, (await shop.Look(next.Id)).BuyerId);
    }

    [Fact]
    public async Task are_added_once_however_often_it_is_pressed_at_once()
    {
        var buyer = await shop.ABuyer();
        await AnOrderFor(buyer.Email);

        var added = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => shop.Run(services => services.GetRequiredService<GuestOrders>().ClaimAsync(buyer.Id, default))));

        Assert.Equal(1, added.Sum());
    }

    private async Task<OrderView> AnOrderFor(string email, Guid? buyerId = null)
    {
        var wish = await shop.Wish(await shop.AVariant());
        var placed = Assert.IsType<PlaceOrderResult.Placed>(await shop.Place(wish with { BuyerId = buyerId, Contact = wish.Contact with { Email = email } }));
        return await shop.Look(placed.OrderId);
    }

    private Task<int> Unclaimed(Person buyer) => shop.Run(services => services.GetRequiredService<GuestOrders>().CountAsync(buyer.Id, default));

    private static Task<HttpResponseMessage> Claim(HttpClient browser) => browser.Send("/orders?handler=Claim", [], "/account/logout");
}
