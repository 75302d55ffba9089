using System.Net;
using RachelFoods.Tests.Pages.Checkout;
using RachelFoods.Tests.Promotions;
using RachelFoods.Tests.Stage;
using RachelFoods.Web.Kernel;
using RachelFoods.Web.Modules.Stores;

namespace RachelFoods.Tests.Pages.Cart;

public sealed class A_code_in_the_cart(Shop shop) : IClassFixture<Shop>
{
    [Fact]
    public async Task takes_something_off_and_can_be_taken_out_again()
    {
        var code = await shop.ACoupon();
        using var browser = await AShopper();

        using var applied = await Apply(browser, code.ToLowerInvariant());
        var cart = await browser.Page("/cart");
        using var removed = await browser.Send("/cart?handler=NoCoupon", [], "/cart");

        Assert.Equal((HttpStatusCode.Redirect, HttpStatusCode.Redirect), (applied.StatusCode, removed.StatusCode));
        Assert.Contains($"{code}: 20 % off", cart.QuerySelector("#coupon")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("−$8.00", cart.QuerySelector(".summary dl")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("Discount", (await browser.Page("/cart")).QuerySelector(".summary dl")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task that_is_refused_says_why_beside_the_field_and_stays_typed()
    {
        var code = await shop.ACoupon(c => c with { MinimumGoods = new Money(44_20, "USD") });
        using var browser = await AShopper();

        using var refused = await Apply(browser, $" {code} ");

        var page = await refused.ReadPage();
        var field = page.QuerySelector("#code")!;
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Equal(($" {code} ", "true", "code-error"), (field.GetAttribute("value"), field.GetAttribute("aria-invalid"), field.GetAttribute("aria-describedby")));
        Assert.Equal($"Add $4.20 more to use {code}.", page.QuerySelector("#code-error")!.TextContent);
        Assert.NotNull(page.QuerySelector("#coupon details[open]"));
    }

    [Fact]
    public async Task comes_as_a_piece_for_htmx()
    {
        var code = await shop.ACoupon();
        using var browser = await AShopper();
        browser.AsHtmx();

        using var applied = await Apply(browser, code);

        var piece = await applied.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.OK, applied.StatusCode);
        Assert.StartsWith("<section id=\"cart-lines\"", piece.TrimStart(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task of_another_store_and_one_that_never_was_are_refused_in_the_same_words()
    {
        var foreign = await shop.ACoupon(c => c with { Amount = Money.Zero("NGN") }, StoreSeed.SecondStore);
        var off = await shop.ACoupon();
        await shop.Switch(off, on: false);
        using var browser = await AShopper();

        foreach (var typed in new[] { foreign, off, "NEVERWAS", "x' or 1=1 --", new string('a', 10_000), "\uD83C\uDF72", "a b" })
        {
            using var refused = await Apply(browser, typed);

            Assert.Equal("This code is not valid.", (await refused.ReadPage()).QuerySelector("#code-error")?.TextContent);
        }
    }

    [Fact]
    public async Task that_no_longer_counts_says_so_and_takes_nothing_off()
    {
        var code = await shop.ACoupon();
        using var browser = await AShopper();
        using var applied = await Apply(browser, code);

        await shop.Switch(code, on: false);

        var page = await browser.Page("/cart");
        Assert.Contains("This code is not valid.", page.QuerySelector("#coupon")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("Discount", page.QuerySelector(".summary dl")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task cannot_be_guessed_for_long()
    {
        var (app, at) = shop.Stage.AnotherInstance(("Limits:CouponByAddress:Times", "20"));
        await using var _ = app;
        var code = await shop.ACoupon();
        using var browser = await AShopper(at);
        for (var i = 0; i < 20; i++)
        {
            using var tried = await Apply(browser, $"GUESS{i}");
            Assert.Equal(HttpStatusCode.UnprocessableEntity, tried.StatusCode);
        }

        using var refused = await Apply(browser, code);

        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.Contains("tried too often", (await refused.ReadPage()).QuerySelector("#code-error")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task is_applied_at_checkout_before_anything_is_placed_and_keeps_what_was_typed()
    {
        var code = await shop.ACoupon();
        using var browser = await AShopper();
        var form = await CheckoutForm.OpenAsync(browser);
        form["Code"] = code;

        using var shown = await form.SendAsync();

        var again = await CheckoutForm.OfAsync(browser, shown);
        Assert.Equal((HttpStatusCode.OK, form["Street"]), (shown.StatusCode, again["Street"]));
        Assert.Equal("Place order: $37.00", again.Page.QuerySelector("form .btn--primary")!.TextContent.Trim());
        using var placed = await again.SendAsync();
        Assert.Equal(HttpStatusCode.SeeOther, placed.StatusCode);
        Assert.Equal((1, 1), await shop.Uses(code));
    }

    [Fact]
    public async Task that_is_refused_at_checkout_keeps_nobody_from_ordering_without_it()
    {
        using var browser = await AShopper();
        var form = await CheckoutForm.OpenAsync(browser);
        form["Code"] = "NEVERWAS";

        using var refused = await form.SendAsync();
        using var placed = await (await CheckoutForm.OfAsync(browser, refused)).SendAsync();

        Assert.Equal((HttpStatusCode.UnprocessableEntity, HttpStatusCode.SeeOther), (refused.StatusCode, placed.StatusCode));
    }

    [Theory]
    [InlineData("off", "This code is not valid.")]
    [InlineData("used up", "has been used up.")]
    public async Task that_ends_while_somebody_pays_shows_the_new_total_and_places_nothing(string because, string why)
    {
        var code = await shop.ACoupon(c => c with { TotalLimit = 1 });
        using var browser = await AShopper();
        using var applied = await Apply(browser, code);
        var form = await CheckoutForm.OpenAsync(browser);
        if (because == "off")
        {
            await shop.Switch(code, on: false);
        }
        else
        {
            await shop.AnOrderWith(code);
        }

        using var refused = await form.SendAsync();

        var page = await refused.ReadPage();
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        var said = page.QuerySelector(".notice--error")!.TextContent;
        Assert.Contains(why, said, StringComparison.Ordinal);
        Assert.Contains("The total is $45.00 instead of $37.00.", said, StringComparison.Ordinal);
        Assert.Equal("Place order: $45.00", page.QuerySelector("form .btn--primary")!.TextContent.Trim());
    }

    [Fact]
    public async Task that_this_address_has_used_before_is_found_out_at_checkout()
    {
        var code = await shop.ACoupon(c => c with { PerCustomerLimit = 1 });
        var before = await shop.AnOrderWith(code);
        using var browser = await AShopper();
        using var applied = await Apply(browser, code);
        var form = await CheckoutForm.OpenAsync(browser);
        form["Email"] = before.Contact.Email.ToUpperInvariant();

        using var refused = await form.SendAsync();

        Assert.Contains($"You have used {code} before.", (await refused.ReadPage()).QuerySelector(".notice--error")!.TextContent, StringComparison.Ordinal);
        using var without = await (await CheckoutForm.OfAsync(browser, refused)).SendAsync();
        Assert.Equal(HttpStatusCode.SeeOther, without.StatusCode); // At the full price, which was shown.
        Assert.Equal((1, 1), await shop.Uses(code));
    }

    private async Task<HttpClient> AShopper(Uri? at = null)
    {
        var browser = shop.Browser(at: at);
        await browser.AddToCart((await shop.AProduct(priceMinor: 20_00)).VariantId, 2);
        return browser;
    }

    private static Task<HttpResponseMessage> Apply(HttpClient browser, string code) =>
        browser.Send("/cart?handler=Coupon", new() { ["code"] = code }, "/cart");
}
