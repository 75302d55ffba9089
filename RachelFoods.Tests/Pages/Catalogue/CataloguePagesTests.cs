using System.Net;
using System.Xml.Linq;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using RachelFoods.Tests.Stage;

namespace RachelFoods.Tests.Pages.Catalogue;

public sealed class The_catalogue(Shop shop) : IClassFixture<Shop>
{
    private readonly HttpClient _browser = shop.Browser();

    [Theory]
    [InlineData("/")]
    [InlineData("/catalog")]
    [InlineData("/catalog/ready-mixes")]
    [InlineData("/products/egusi")]
    public async Task is_the_same_for_everyone(string address)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address) { Headers = { { "Cookie", "shop-cart=stale; shop-sign-in=stale" } } };

        var answer = await _browser.SendAsync(request);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.False(answer.Headers.Contains("Set-Cookie"));
        Assert.Equal("no-cache", answer.Headers.CacheControl!.ToString());
        Assert.DoesNotContain("nonce", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.DoesNotContain("__RequestVerificationToken", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/catalog/no-such-shelf")]
    [InlineData("/catalog?page=999")]
    [InlineData("/catalog?page=0")]
    [InlineData("/catalog?page=-1")]
    [InlineData("/catalog?page=two")]
    [InlineData("/catalog?page=99999999999999999999")]
    [InlineData("/catalog/ready-mixes?page=2")]
    [InlineData("/search?q=egusi&page=9")]
    [InlineData("/products/no-such-food")]
    public async Task does_not_find_what_is_not_there(string address) =>
        Assert.Equal(HttpStatusCode.NotFound, (await _browser.GetAsync(address)).StatusCode);

    [Theory]
    [InlineData("/?utm_source=mail", "/")]
    [InlineData("/catalog?sort=price-asc", "/catalog")]
    [InlineData("/catalog/ready-mixes?sort=newest&page=1", "/catalog/ready-mixes")]
    [InlineData("/catalog?sort=no-such-order", "/catalog")]
    [InlineData("/products/egusi?from=mail", "/products/egusi")]
    public async Task names_one_address_for_each_page(string address, string canonical)
    {
        var page = await Open(address);

        var own = new Uri(page.QuerySelector("link[rel=canonical]")!.GetAttribute("href")!);
        Assert.Equal(("localhost", canonical), (own.Host, own.PathAndQuery));
        Assert.Equal(own.ToString(), page.QuerySelector("meta[property='og:url']")!.GetAttribute("content"));
        Assert.NotEmpty(page.QuerySelector("meta[name=description]")!.GetAttribute("content")!);
    }

    [Fact]
    public async Task gives_each_further_page_its_own_address_and_shows_every_product_once()
    {
        var shelf = await shop.ACategory(products: 50);
        var seen = new List<string>();

        var address = $"/catalog/{shelf}?sort=price-desc";
        for (var next = address; next is not null;)
        {
            var page = await Open(next);
            seen.AddRange(Names(page));
            next = page.QuerySelector("a[rel=next]")?.GetAttribute("href");
        }

        Assert.Equal(Enumerable.Range(1, 50).Reverse().Select(n => $"Sample {n:000}"), seen);
        Assert.EndsWith($"/catalog/{shelf}?page=2", (await Open($"/catalog/{shelf}?page=2")).QuerySelector("link[rel=canonical]")!.GetAttribute("href"));
    }

    [Theory]
    [InlineData("name", "Sample 001")]
    [InlineData("newest", "Sample 003")]
    [InlineData("price-asc", "Sample 001")]
    [InlineData("price-desc", "Sample 003")]
    [InlineData("popular", "Sample 001")]
    public async Task sorts_as_it_is_asked(string sort, string first)
    {
        var page = await Open($"/catalog/{await shop.ACategory(products: 3)}?sort={sort}");

        Assert.Equal(first, Names(page)[0]);
        Assert.Equal(sort, page.QuerySelector("select[name=sort] option[selected]")!.GetAttribute("value"));
    }

    [Fact]
    public async Task puts_what_is_sold_out_last()
    {
        await shop.AProduct(onHand: 0, name: "Aaa first by name");

        var names = new List<bool>();
        for (var next = "/catalog/spices-ingredients"; next is not null;)
        {
            var page = await Open(next);
            names.AddRange(page.QuerySelectorAll(".product-card").Select(card => card.ClassList.Contains("product-card--sold-out")));
            next = page.QuerySelector("a[rel=next]")?.GetAttribute("href");
        }

        Assert.Contains(true, names);
        Assert.DoesNotContain(false, names.SkipWhile(soldOut => !soldOut));
    }

    [Fact]
    public async Task hides_a_category_in_which_nothing_is_offered()
    {
        var shelf = await shop.ACategory(products: 0);

        Assert.Equal(HttpStatusCode.NotFound, (await _browser.GetAsync($"/catalog/{shelf}")).StatusCode);
        Assert.Null((await Open("/search")).QuerySelector($"a[href='/catalog/{shelf}']"));
    }

    [Fact]
    public async Task tells_search_engines_what_they_may_visit()
    {
        var (shown, hidden) = (await shop.AProduct(), await shop.AProduct());
        await shop.Change(products => products.HideAsync(hidden.ProductId, default));

        await Wait.Until(
            async () =>
            {
                var map = XDocument.Parse(await _browser.GetStringAsync("/sitemap.xml"));
                var places = map.Descendants().Where(e => e.Name.LocalName == "loc").Select(e => new Uri(e.Value).AbsolutePath).ToList();
                return new[] { "/", "/catalog", "/catalog/ready-mixes", "/products/egusi", $"/products/{shown.Slug}" }.All(places.Contains)
                    && !places.Contains($"/products/{hidden.Slug}");
            },
            "the map of the site shows what is offered and nothing else");
        Assert.Contains("/sitemap.xml", await _browser.GetStringAsync("/robots.txt"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task of_one_store_knows_nothing_of_the_other()
    {
        var second = shop.Browser("second.localhost");

        var own = await second.GetStringAsync("/catalog");
        Assert.Contains("Zobo Drink", own, StringComparison.Ordinal);
        Assert.Contains("₦1,000.00", own, StringComparison.Ordinal);
        Assert.DoesNotContain("Egusi<", own, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await second.GetAsync("/products/egusi")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await _browser.GetAsync("/products/zobo-drink")).StatusCode);
        Assert.DoesNotContain("egusi", await second.GetStringAsync("/sitemap.xml"), StringComparison.Ordinal);
        Assert.DoesNotContain("Zobo", await _browser.GetStringAsync("/"), StringComparison.Ordinal);
    }

    private static List<string> Names(IParentNode page) => [.. page.QuerySelectorAll(".product-card__name").Select(n => n.TextContent)];

    private async Task<IDocument> Open(string address) => await new HtmlParser().ParseDocumentAsync(await _browser.GetStringAsync(address));
}
