using System.Net;
using RachelFoods.Tests.Pages.Orders;
using RachelFoods.Tests.Stage;
using RachelFoods.Web.Modules.Stores;

namespace RachelFoods.Tests.Pages.Account;

public sealed class The_pages_of_addresses(Shop shop) : IClassFixture<Shop>
{
    [Fact]
    public async Task keep_change_and_remove_an_address()
    {
        var browser = await shop.LoggedIn(await shop.ABuyer());
        Assert.NotNull((await browser.Page("/account/addresses")).QuerySelector(".empty-state"));

        await browser.Send("/account/addresses/new", Typed("12 Palm Street, flat 3"));
        var book = await browser.Page("/account/addresses");
        var edit = book.QuerySelector("main .card a")!.GetAttribute("href")!;
        await browser.Send(edit, Typed("14 Palm Street, flat 9"));
        var changed = await browser.Page("/account/addresses");
        var remove = changed.QuerySelectorAll("main form").Single(f => f.GetAttribute("action")!.Contains("Remove", StringComparison.Ordinal));
        await browser.Submit(remove);

        Assert.Equal("Default", book.Words(".badge"));
        Assert.Contains("12 Palm Street, flat 3", book.Words("address"), StringComparison.Ordinal);
        Assert.Contains("14 Palm Street, flat 9", changed.Words("address"), StringComparison.Ordinal);
        Assert.NotNull((await browser.Page("/account/addresses")).QuerySelector(".empty-state"));
    }

    [Fact]
    public async Task ask_for_what_the_stores_country_needs_and_keep_what_was_typed()
    {
        var browser = await shop.LoggedIn(await shop.ABuyer());
        var typed = Typed("12 Palm Street, flat 3");
        (typed["Form.Region"], typed["Form.PostalCode"]) = ("", "SW1A 1AA");

        var answer = await browser.Send("/account/addresses/new", typed);

        var page = await answer.Document();
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Equal("Enter the state", page.Words("#Form_Region-error"));
        Assert.Equal("Enter a ZIP code like 11201", page.Words("#Form_PostalCode-error"));
        Assert.Equal("SW1A 1AA", page.QuerySelector("#Form_PostalCode")!.GetAttribute("value"));
    }

    [Fact]
    public async Task take_the_shape_of_the_stores_country()
    {
        var browser = await shop.LoggedIn(await shop.ABuyer(StoreSeed.SecondStore), "second.localhost");

        var page = await browser.Page("/account/addresses/new");

        Assert.Contains("In Nigeria", page.Words("main form"), StringComparison.Ordinal);
        Assert.StartsWith("Postal code (if there is one)", page.Words("label[for=Form_PostalCode]"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task are_nobody_elses_and_ask_who_is_not_logged_in()
    {
        var (mine, other) = (await shop.LoggedIn(await shop.ABuyer()), await shop.LoggedIn(await shop.ABuyer()));
        await mine.Send("/account/addresses/new", Typed("12 Palm Street, flat 3"));
        await other.Send("/account/addresses/new", Typed("13 Palm Street, flat 4"));
        var address = (await mine.Page("/account/addresses")).QuerySelector("main .card a")!.GetAttribute("href")!;
        var id = address.Split('/')[^1];

        Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync(address)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await other.Send(address, Typed("15 Palm Street, flat 5"), "/account/addresses/new")).StatusCode);
        foreach (var handler in new[] { "Default", "Remove" })
        {
            var refused = await other.Send($"/account/addresses?handler={handler}", new() { ["id"] = id }, "/account/addresses");
            Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
        }
        var guest = await shop.Browser().GetAsync(address);
        Assert.Equal($"/account/login?returnUrl={Uri.EscapeDataString(address)}", guest.Headers.Location?.PathAndQuery);
    }

    private static Dictionary<string, string> Typed(string street) => new(StringComparer.Ordinal)
    {
        ["Form.Name"] = "Ada Obi",
        ["Form.Phone"] = "+1 212 555 0142",
        ["Form.Street"] = street,
        ["Form.City"] = "Brooklyn",
        ["Form.Region"] = "NY",
        ["Form.PostalCode"] = "11201",
    };
}
