using System.Net;
using Microsoft.Extensions.DependencyInjection;
using RachelFoods.Tests.Pages.Cart;
using RachelFoods.Tests.Pages.Checkout;
using RachelFoods.Tests.Payments;
using RachelFoods.Tests.Stage;
using RachelFoods.Web.Modules.Orders;

namespace RachelFoods.Tests.Safety;

/// <summary>On an instance of its own, for the others let the tests' one address do as it likes.</summary>
public sealed class Who_tries_too_often(Shop shop) : IClassFixture<Shop>
{
    [Fact]
    public async Task is_told_on_the_page_when_to_come_again()
    {
        var (app, at) = shop.Stage.AnotherInstance(
            ("Limits:PayByOrder:Times", "1"), ("Limits:PlaceByAddress:Times", "1"), ("Limits:TrackByAddress:Times", "1"));
        await using var _ = app;

        await AssertPayingIsLimited(at);
        await AssertPlacingIsLimited(at);
        await AssertGuessingIsLimited(at);
    }

    private async Task AssertPayingIsLimited(Uri at)
    {
        using var browser = shop.Browser(at: at);
        var order = await shop.AnOrderAtTheTill();
        var address = await shop.Run(services => Task.FromResult(services.GetRequiredService<OrderLinks>().PayPath(order)));
        using var first = await browser.Send($"{address}?handler=Intent", [], address);

        using var card = await browser.Send($"{address}?handler=Intent", [], address);
        using var page = await browser.Send($"{address}?handler=Page", [], address);

        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        AssertMustWait(card, minutes: 10);
        Assert.Equal("That was tried too often. Please wait 10 minutes and try again.", await card.Content.ReadAsStringAsync());
        AssertMustWait(page, minutes: 10);
        Assert.Contains("Please wait 10 minutes", (await page.ReadPage()).QuerySelector(".notice--error")!.TextContent, StringComparison.Ordinal);
    }

    private async Task AssertPlacingIsLimited(Uri at)
    {
        using var browser = shop.Browser(at: at);
        await browser.AddToCart((await shop.AProduct()).VariantId);
        var form = await CheckoutForm.OpenAsync(browser);
        using var placed = await form.SendAsync();
        using var other = shop.Browser(at: at);
        await other.AddToCart((await shop.AProduct()).VariantId);

        var second = await CheckoutForm.OpenAsync(other);
        using var refused = await second.SendAsync();
        using var repeated = await form.SendAsync();

        Assert.Equal(HttpStatusCode.SeeOther, placed.StatusCode);
        AssertMustWait(refused, minutes: 10);
        var shown = await CheckoutForm.OfAsync(other, refused);
        Assert.Equal(second["Street"], shown["Street"]);
        Assert.Contains("Please wait 10 minutes", shown.Page.QuerySelector(".notice--error")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.SeeOther, repeated.StatusCode); // The same form is no new try.
    }

    private async Task AssertGuessingIsLimited(Uri at)
    {
        using var browser = shop.Browser(at: at);
        var order = await shop.AnOrderAtTheTill();
        var link = await shop.Run(services => Task.FromResult(services.GetRequiredService<OrderLinks>().TrackingPath(order)));

        using var first = await browser.GetAsync("/orders/track/guessed");
        using var second = await browser.GetAsync("/orders/track/guessed-again");
        using var known = await browser.GetAsync(link);

        Assert.Equal(HttpStatusCode.NotFound, first.StatusCode);
        AssertMustWait(second, minutes: 15);
        Assert.Contains("Too many tries", await second.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, known.StatusCode);
    }

    private static void AssertMustWait(HttpResponseMessage answer, int minutes)
    {
        Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
        Assert.InRange(answer.Headers.RetryAfter!.Delta!.Value.TotalSeconds, (minutes * 60) - 30, minutes * 60);
    }
}
