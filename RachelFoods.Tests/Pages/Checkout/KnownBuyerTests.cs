using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Microsoft.Extensions.DependencyInjection;
using RachelFoods.Tests.Pages.Cart;
using RachelFoods.Tests.Pages.Orders;
using RachelFoods.Tests.Stage;
using RachelFoods.Web.Modules.Users;

namespace RachelFoods.Tests.Pages.Checkout;

public sealed class Checkout_for_a_customer(Shop shop) : IClassFixture<Shop>
{
    [Fact]
    public async Task begins_with_the_default_address_and_offers_the_others()
    {
        var buyer = await shop.ABuyer();
        var (home, work) = (await Keep(buyer.Id, "1 Home Street, flat 1"), await Keep(buyer.Id, "2 Work Street, floor 9"));
        var browser = await WithCart(buyer);

        var page = await Open(browser, "/checkout");
        var other = await Open(browser, page.QuerySelectorAll(".chip")[1].GetAttribute("href")!);

        Assert.Equal(buyer.Email, page.QuerySelector("#Form_Email")!.GetAttribute("value"));
        Assert.Equal("1 Home Street, flat 1", StreetOn(page));
        Assert.Contains(home.ToString(), page.QuerySelector(".chip[aria-current]")!.GetAttribute("href"), StringComparison.Ordinal);
        Assert.Equal("2 Work Street, floor 9", StreetOn(other));
        Assert.Contains(work.ToString(), other.QuerySelector(".chip[aria-current]")!.GetAttribute("href"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task shows_nobody_elses_address()
    {
        var theirs = await Keep((await shop.ABuyer()).Id, "1 Home Street, flat 1");
        var buyer = await shop.ABuyer();

        var page = await Open(await WithCart(buyer), $"/checkout?address={theirs}");

        Assert.Equal("", StreetOn(page));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task keeps_the_address_if_asked_to(bool asked)
    {
        var buyer = await shop.ABuyer();
        var form = await CheckoutForm.OpenAsync(await WithCart(buyer));
        form["KeepAddress"] = asked ? "true" : "false";

        var answer = await form.SendAsync();

        Assert.StartsWith("/checkout/pay/", answer.Headers.Location?.OriginalString, StringComparison.Ordinal);
        var book = await shop.Run(services => services.GetRequiredService<AddressBook>().ListAsync(buyer.Id, default));
        Assert.Equal(asked ? [form["Street"]] : [], book.Select(a => a.Address.Street));
    }

    private static string StreetOn(IDocument page) => page.QuerySelector<IHtmlTextAreaElement>("#Form_Street")!.Value.Trim();

    private static Task<IDocument> Open(HttpClient browser, string address) => Asking.Page(browser, address);

    private async Task<HttpClient> WithCart(Person buyer)
    {
        var browser = await shop.LoggedIn(buyer);
        await browser.AddToCart((await shop.AProduct()).VariantId);
        return browser;
    }

    private async Task<Guid> Keep(Guid userId, string street)
    {
        var address = new PostalAddress("Ada Obi", "+1 212 555 0142", street, "Brooklyn", "NY", "11201", "US");
        var added = await shop.Run(services => services.GetRequiredService<AddressBook>().AddAsync(userId, address, default));
        return Assert.IsType<AddAddressResult.Added>(added).Id;
    }
}
