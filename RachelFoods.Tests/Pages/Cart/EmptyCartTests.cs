using RachelFoods.Tests.Stage;

namespace RachelFoods.Tests.Pages.Cart;

public sealed class A_visitor_without_a_cart(Shop shop) : IClassFixture<Shop>
{
    [Fact]
    public async Task is_shown_an_empty_one_and_given_no_cookie()
    {
        using var browser = shop.Browser();

        var page = await browser.GetAsync("/cart");

        Assert.Contains("Your cart is empty", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain(page.Headers.TryGetValues("Set-Cookie", out var cookies) ? cookies : [], c => c.StartsWith("cart=", StringComparison.Ordinal));
    }

    [Fact]
    public async Task gets_a_header_that_no_cache_keeps()
    {
        using var browser = shop.Browser();

        var header = await browser.GetAsync("/fragments/header");

        Assert.True(header.Headers.CacheControl!.NoStore);
        Assert.Contains("Log in", await header.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.False(header.Headers.Contains("Set-Cookie"));
    }
}
