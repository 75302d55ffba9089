using System.Net;
using RachelFoods.Tests.Stage;

namespace RachelFoods.Tests.Pages.Cart;

public sealed class The_cart_page(Shop shop) : IClassFixture<Shop>
{
    [Fact]
    public async Task shows_what_a_plain_form_added()
    {
        var egusi = await shop.AProduct(priceMinor: 10_00);
        using var browser = shop.Browser();

        var added = await browser.AddToCart(egusi.VariantId, 2);
        var cart = await browser.Page("/cart");

        Assert.Equal((HttpStatusCode.Redirect, "/cart"), (added.StatusCode, added.Headers.Location?.OriginalString));
        Assert.Equal("2", cart.QuerySelector(".stepper__input")?.GetAttribute("value"));
        Assert.Contains("$20.00", cart.QuerySelector(".cart-line__total")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task keeps_a_guests_cart_by_a_cookie_that_no_script_reads()
    {
        var egusi = await shop.AProduct();
        using var browser = shop.Browser();

        var cookie = Assert.Single((await browser.AddToCart(egusi.VariantId)).Headers.GetValues("Set-Cookie"));

        Assert.StartsWith("cart=", cookie, StringComparison.Ordinal);
        Assert.Contains("; httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("; samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("; path=/;", cookie, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task answers_htmx_with_the_piece_and_the_header()
    {
        var egusi = await shop.AProduct(priceMinor: 10_00);
        using var browser = shop.Browser();
        await browser.AddToCart(egusi.VariantId);

        var answer = await browser.SendAsPiece("/cart?handler=Quantity", "/cart", egusi.VariantId, "3");
        var piece = await answer.ReadPage();

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Null(piece.QuerySelector("main"));
        Assert.Equal("3", piece.QuerySelector("#cart-lines .stepper__input")?.GetAttribute("value"));
        Assert.StartsWith("3", piece.QuerySelector("hx-partial[hx-target='#header-personal'] .count")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task tells_the_header_after_an_addition_by_htmx()
    {
        var egusi = await shop.AProduct();
        using var browser = shop.Browser();
        browser.AsHtmx();

        var piece = await (await browser.AddToCart(egusi.VariantId, 2)).ReadPage();

        Assert.StartsWith("2", piece.QuerySelector("hx-partial[hx-target='#header-personal'] .count")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("added", piece.QuerySelector("hx-partial[hx-target='#cart-said']")!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("4", "Only 3 left; your cart has 1")]
    [InlineData("100", "Only 3 left; your cart has 1")]
    [InlineData("-1", "Enter a number from 0 to 99")]
    [InlineData("many", "Enter a number from 0 to 99")]
    [InlineData("99999999999999999999", "Enter a number from 0 to 99")]
    [InlineData("", "Enter a number from 0 to 99")]
    public async Task refuses_a_quantity_beside_its_line(string typed, string why)
    {
        var egusi = await shop.AProduct(onHand: 3);
        using var browser = shop.Browser();
        await browser.AddToCart(egusi.VariantId);

        foreach (var asPiece in new[] { false, true })
        {
            var answer = asPiece
                ? await browser.SendAsPiece("/cart?handler=Quantity", "/cart", egusi.VariantId, typed)
                : await browser.Send("/cart?handler=Quantity", Fields(egusi.VariantId, typed), "/cart");
            var page = await answer.ReadPage();
            var input = page.QuerySelector(".stepper__input")!;

            Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
            Assert.Equal(asPiece, page.QuerySelector("main") is null);
            Assert.Equal(why, page.GetElementById(input.GetAttribute("aria-describedby")!)?.TextContent);
            Assert.Equal(typed is "4" or "100" or "-1" ? typed : "1", input.GetAttribute("value"));
        }
    }

    [Fact]
    public async Task refuses_an_addition_beyond_the_stock_on_a_page_of_its_own()
    {
        var egusi = await shop.AProduct(onHand: 1);
        using var browser = shop.Browser();
        await browser.AddToCart(egusi.VariantId);

        var refused = await browser.AddToCart(egusi.VariantId);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Contains("Only 1 left; your cart has 1", (await refused.ReadPage()).QuerySelector(".notice")!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("quantity", "0")]
    [InlineData("quantity", "lots")]
    [InlineData("variantId", "not-an-id")]
    public async Task refuses_an_addition_that_makes_no_sense(string field, string value)
    {
        var egusi = await shop.AProduct();
        using var browser = shop.Browser();
        var fields = Fields(egusi.VariantId, "1");
        fields[field] = value;

        var refused = await browser.PostAsync("/cart/add", new FormUrlEncodedContent(fields));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.False(refused.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task loses_a_removed_line()
    {
        var egusi = await shop.AProduct();
        using var browser = shop.Browser();
        await browser.AddToCart(egusi.VariantId);

        var removed = await browser.Send("/cart?handler=Remove", Fields(egusi.VariantId, "0"), "/cart");

        Assert.Equal(HttpStatusCode.Redirect, removed.StatusCode);
        Assert.NotNull((await browser.Page("/cart")).QuerySelector(".empty-state"));
    }

    [Fact]
    public async Task is_empty_for_a_cookie_of_another_store_and_for_one_that_was_made_up()
    {
        var egusi = await shop.AProduct();
        using var browser = shop.Browser();
        var cookie = (await browser.AddToCart(egusi.VariantId)).Headers.GetValues("Set-Cookie").Single().Split(';')[0];
        using var other = shop.Browser("second.localhost");
        using var liar = shop.Browser();
        other.DefaultRequestHeaders.Add("Cookie", cookie);
        liar.DefaultRequestHeaders.Add("Cookie", "cart=" + Convert.ToBase64String(Guid.NewGuid().ToByteArray()));

        Assert.NotNull((await other.Page("/cart")).QuerySelector(".empty-state"));
        Assert.NotNull((await liar.Page("/cart")).QuerySelector(".empty-state"));
    }

    [Fact]
    public async Task joins_the_guests_cart_to_the_customers_and_says_so()
    {
        var (egusi, fufu) = (await shop.AProduct(), await shop.AProduct());
        var person = await shop.ABuyer();
        using var earlier = await shop.LoggedIn(person);
        await earlier.AddToCart(fufu.VariantId);
        using var browser = shop.Browser();
        await browser.AddToCart(egusi.VariantId, 2);

        await browser.LogIn(person.Email, person.Password);
        var cart = await browser.Page("/cart");

        Assert.Equal(2, cart.QuerySelectorAll(".cart-line").Length);
        Assert.Contains("We added 2 items from your earlier cart", cart.QuerySelector(".notice")!.TextContent, StringComparison.Ordinal);
        Assert.Null((await browser.Page("/cart")).QuerySelector(".notice"));
    }

    [Fact]
    public async Task asks_the_database_no_more_for_a_manycart()
    {
        using var browser = shop.Browser();
        await browser.AddToCart((await shop.AProduct()).VariantId);
        var few = (await browser.StatementsOf("/cart"), await browser.StatementsOf("/checkout"), await browser.StatementsOf("/fragments/header"));
        for (var i = 0; i < 6; i++)
        {
            await browser.AddToCart((await shop.AProduct()).VariantId);
        }

        var many = (await browser.StatementsOf("/cart"), await browser.StatementsOf("/checkout"), await browser.StatementsOf("/fragments/header"));

        Assert.Equal(few, many);
        Assert.All([many.Item1, many.Item2, many.Item3], count => Assert.InRange(count, 1, 10));
    }

    private static Dictionary<string, string> Fields(Guid variantId, string quantity) =>
        new(StringComparer.Ordinal) { ["variantId"] = variantId.ToString(), ["quantity"] = quantity };
}
