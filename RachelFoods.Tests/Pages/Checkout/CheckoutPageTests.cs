using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RachelFoods.Tests.Pages.Cart;
using RachelFoods.Tests.Stage;
using RachelFoods.Web.Data;
using RachelFoods.Web.Kernel;
using RachelFoods.Web.Modules.Orders;
using RachelFoods.Web.Modules.Products;
using RachelFoods.Web.Modules.Stores;

namespace RachelFoods.Tests.Pages.Checkout;

public sealed class The_checkout(Shop shop) : IClassFixture<Shop>
{
    [Fact]
    public async Task sends_a_visitor_with_nothing_back_to_the_cart_with_a_word()
    {
        using var browser = shop.Browser();

        var answer = await browser.GetAsync("/checkout");

        Assert.Equal((HttpStatusCode.SeeOther, "/cart"), (answer.StatusCode, answer.Headers.Location?.OriginalString));
        Assert.Contains("nothing to check out", (await browser.Page("/cart")).QuerySelector(".notice")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task says_the_amount_on_its_button_and_why()
    {
        var egusi = await shop.AProduct(priceMinor: 10_00);
        using var browser = shop.Browser();
        await browser.AddToCart(egusi.VariantId, 2);

        var page = await browser.Page("/checkout");

        Assert.Equal("Place order: $25.00", page.QuerySelector("form .btn--primary")!.TextContent.Trim());
        Assert.Contains("2 × $10.00 = $20.00", page.QuerySelector("details.why")!.TextContent, StringComparison.Ordinal);
        Assert.Contains(page.QuerySelectorAll("details.why"), why => why.TextContent.Contains("Flat rate; free from $50.00", StringComparison.Ordinal));
    }

    [Fact]
    public async Task tells_browsers_what_to_fill_in()
    {
        var egusi = await shop.AProduct();
        using var browser = shop.Browser();
        await browser.AddToCart(egusi.VariantId);

        var page = await browser.Page("/checkout");

        Assert.Equal(
            ["email", "tel", "name", "street-address", "address-level2", "address-level1", "postal-code", "off", "off"],
            page.QuerySelectorAll("form .input").Select(i => i.GetAttribute("autocomplete")));
    }

    [Fact]
    public async Task knows_a_customers_address()
    {
        var egusi = await shop.AProduct();
        var person = await shop.ABuyer();
        using var browser = await shop.LoggedIn(person);
        await browser.AddToCart(egusi.VariantId);

        var page = await browser.Page("/checkout");

        Assert.Equal(person.Email, page.GetElementById("Form_Email")!.GetAttribute("value"));
    }

    [Fact]
    public async Task places_the_order_once_however_often_the_form_is_sent()
    {
        var egusi = await shop.AProduct(onHand: 1);
        using var browser = shop.Browser();
        await browser.AddToCart(egusi.VariantId);
        var form = await CheckoutForm.OpenAsync(browser);

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => form.SendAsync()));
        var later = await form.SendAsync();

        Assert.All([.. answers, later], a => Assert.Equal(HttpStatusCode.SeeOther, a.StatusCode));
        Assert.All([.. answers, later], a => Assert.StartsWith("/checkout/pay/", a.Headers.Location!.OriginalString, StringComparison.Ordinal));
        Assert.Equal(1, await OrdersOf(form["Email"]));
    }

    [Fact]
    public async Task leads_to_a_form_by_which_the_payment_begins()
    {
        var egusi = await shop.AProduct();
        using var browser = shop.Browser();
        await browser.AddToCart(egusi.VariantId);
        var placed = await (await CheckoutForm.OpenAsync(browser)).SendAsync();
        var pay = placed.Headers.Location!.OriginalString;

        var action = (await browser.Page(pay)).GetElementById("pay")!.GetAttribute("action")!;
        var begun = await browser.Send(action, [], pay);

        Assert.Equal(HttpStatusCode.OK, begun.StatusCode);
        Assert.Contains("clientSecret", await begun.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task answers_htmx_with_the_way_to_pay()
    {
        var egusi = await shop.AProduct();
        using var browser = shop.Browser();
        await browser.AddToCart(egusi.VariantId);
        var form = await CheckoutForm.OpenAsync(browser);
        browser.DefaultRequestHeaders.Add("HX-Request", "true");
        browser.DefaultRequestHeaders.Add("HX-Request-Type", "full");

        var answer = await form.SendAsync();

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.StartsWith("/checkout/pay/", answer.Headers.GetValues("HX-Redirect").Single(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Email", "")]
    [InlineData("Email", "nobody")]
    [InlineData("Name", "")]
    [InlineData("Phone", "123")]
    [InlineData("Phone", "call me maybe")]
    [InlineData("Street", "Short")]
    [InlineData("City", "X")]
    [InlineData("Region", "")]
    [InlineData("PostalCode", "ABC")]
    [InlineData("PostalCode", "")]
    public async Task tells_what_is_wrong_beside_the_field_and_keeps_everything(string field, string typed)
    {
        var egusi = await shop.AProduct();
        using var browser = shop.Browser();
        await browser.AddToCart(egusi.VariantId);
        var form = await CheckoutForm.OpenAsync(browser);
        form["Notes"] = "Ring twice <please>";
        form[field] = typed;

        var answer = await form.SendAsync();
        var again = await CheckoutForm.OfAsync(browser, answer);
        var input = again.Page.GetElementById("Form_" + field)!;

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Equal(("true", typed), (input.GetAttribute("aria-invalid"), again[field]));
        Assert.Contains(again.Page.QuerySelectorAll(".error-summary a"), a => a.GetAttribute("href") == "#Form_" + field);
        Assert.Single(again.Page.QuerySelectorAll(".field__error"));
        Assert.Equal((form["Notes"], form["City"], form["FormKey"]), (again["Notes"], again["City"], again["FormKey"]));
        Assert.Equal(0, await OrdersOf(form["Email"]));
    }

    [Theory]
    [InlineData("Notes", 1001)]
    [InlineData("Street", 501)]
    [InlineData("Name", 201)]
    [InlineData("PostalCode", 21)]
    public async Task refuses_what_is_too_long(string field, int length)
    {
        var egusi = await shop.AProduct();
        using var browser = shop.Browser();
        await browser.AddToCart(egusi.VariantId);
        var form = await CheckoutForm.OpenAsync(browser);
        form[field] = new string('a', length);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await form.SendAsync()).StatusCode);
    }

    [Fact]
    public async Task charges_nothing_when_a_price_has_changed_and_asks_again()
    {
        var egusi = await shop.AProduct(priceMinor: 10_00);
        using var browser = shop.Browser();
        await browser.AddToCart(egusi.VariantId);
        var form = await CheckoutForm.OpenAsync(browser);
        await shop.Run(services => services.GetRequiredService<ProductService>()
            .ChangePriceAsync(egusi.VariantId, new Money(12_00, "USD"), CancellationToken.None));

        var refused = await form.SendAsync();
        var again = await CheckoutForm.OfAsync(browser, refused);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Contains("costs $12.00 instead of $10.00", again.Page.QuerySelector(".notice")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("The total is $17.00 instead of $15.00", again.Page.QuerySelector(".notice")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(0, await OrdersOf(form["Email"]));
        Assert.Equal(HttpStatusCode.SeeOther, (await again.SendAsync()).StatusCode);
    }

    [Fact]
    public async Task names_what_another_buyer_took_and_goes_on_with_the_rest()
    {
        var egusi = await shop.AProduct(onHand: 3, name: "Egusi seed");
        using var slow = shop.Browser();
        await slow.AddToCart(egusi.VariantId, 3);
        var form = await CheckoutForm.OpenAsync(slow);
        using var quick = shop.Browser();
        await quick.AddToCart(egusi.VariantId, 2);
        await (await CheckoutForm.OpenAsync(quick)).SendAsync();

        var refused = await CheckoutForm.OfAsync(slow, await form.SendAsync());
        var rest = await CheckoutForm.OfAsync(slow, await refused.SendAsync("/checkout?handler=Fit"));

        Assert.Contains("only 1 left", refused.Page.QuerySelector(".notice")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Egusi seed", refused.Page.QuerySelector(".notice")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(form["Street"], rest["Street"]);
        Assert.Equal(HttpStatusCode.SeeOther, (await rest.SendAsync()).StatusCode);
        Assert.Equal(0, await shop.Sellable(egusi.VariantId));
    }

    [Fact]
    public async Task notices_that_the_cart_was_changed_in_another_tab()
    {
        var (egusi, fufu) = (await shop.AProduct(), await shop.AProduct(name: "Fufu flour"));
        using var browser = shop.Browser();
        await browser.AddToCart(egusi.VariantId);
        var form = await CheckoutForm.OpenAsync(browser);
        await browser.AddToCart(fufu.VariantId);

        var again = await CheckoutForm.OfAsync(browser, await form.SendAsync());

        Assert.Matches("Fufu flour.* was added", again.Page.QuerySelector(".notice")!.TextContent);
        Assert.Equal(0, await OrdersOf(form["Email"]));
    }

    [Theory]
    [InlineData("")]
    [InlineData("made-up")]
    public async Task takes_no_amounts_but_its_own(string seen)
    {
        var egusi = await shop.AProduct();
        using var browser = shop.Browser();
        await browser.AddToCart(egusi.VariantId);
        var form = await CheckoutForm.OpenAsync(browser);
        form["Seen"] = seen;

        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await form.SendAsync()).StatusCode);
        Assert.Equal(0, await OrdersOf(form["Email"]));
    }

    [Fact]
    public async Task lets_the_buyer_of_the_last_one_come_back()
    {
        var egusi = await shop.AProduct(onHand: 1);
        using var browser = shop.Browser();
        await browser.AddToCart(egusi.VariantId);
        var form = await CheckoutForm.OpenAsync(browser);
        await form.SendAsync();

        var cart = await browser.Page("/cart");
        var back = await CheckoutForm.OpenAsync(browser);
        foreach (var field in new[] { "Email", "Name", "Phone", "Street", "City", "Region", "PostalCode" })
        {
            back[field] = form[field];
        }

        Assert.NotNull(cart.QuerySelector(".notice a[href^='/checkout/pay/']"));
        Assert.Equal(HttpStatusCode.SeeOther, (await back.SendAsync()).StatusCode);
        Assert.Equal(1, await OrdersOf(form["Email"]));
    }

    [Fact]
    public async Task lets_nobody_hold_the_shelves_with_unpaid_orders()
    {
        var egusi = await shop.AProduct(onHand: 10);
        var email = $"{Guid.NewGuid():N}@buyers.example";
        HttpResponseMessage? last = null;
        for (var i = 0; i < 4; i++)
        {
            using var browser = shop.Browser();
            await browser.AddToCart(egusi.VariantId);
            var form = await CheckoutForm.OpenAsync(browser);
            form["Email"] = email;
            last = await form.SendAsync();
        }

        Assert.Contains("3 orders that are not paid yet", (await last!.ReadPage()).QuerySelector(".notice")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(3, await OrdersOf(email));
    }

    [Fact]
    public async Task asks_for_the_address_that_the_stores_country_has()
    {
        using var browser = shop.Browser("second.localhost");
        var snack = await shop.In(StoreSeed.SecondStore, services => services.GetRequiredService<ShopDb>().Set<ProductVariant>()
            .OrderBy(v => v.Sku).Select(v => new { v.Id, v.Price.Minor }).FirstAsync());
        await browser.AddToCart(snack.Id);
        var form = await CheckoutForm.OpenAsync(browser);
        form["PostalCode"] = "";

        Assert.Contains("Nigeria", form.Page.QuerySelector(".fieldset__note")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("₦", form.Page.QuerySelector("form .btn--primary")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("VAT", form.Page.QuerySelector(".summary__note")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.SeeOther, (await form.SendAsync()).StatusCode);
    }

    private Task<int> OrdersOf(string email) => shop.Run(services =>
        services.GetRequiredService<ShopDb>().Set<Order>().CountAsync(o => o.Email == email));
}
