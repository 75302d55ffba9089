using System.Text.Json;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using RachelFoods.Tests.Stage;

namespace RachelFoods.Tests.Pages.Catalogue;

public sealed class A_products_page(Shop shop) : IClassFixture<Shop>
{
    private readonly HttpClient _browser = shop.Browser();

    [Fact]
    public async Task offers_each_size_at_its_own_price()
    {
        var page = await Open("fufu");

        var options = page.QuerySelectorAll(".option").Select(o => (Text(o, "span"), Text(o, ".price"), Text(o, ".option__note"))).ToList();
        Assert.Equal(
            [
                ("5 Pieces", "$10.00", "$20.00 per kg"),
                ("Small Pack (3 pieces)", "$6.00", "$20.00 per kg"),
                ("Large Pack (10 pieces)", "$18.00", "$18.00 per kg"),
            ],
            options);
        Assert.Equal(options[0].Item1, Text(page.QuerySelector("input[checked]")!.Closest(".option")!, "span"));
    }

    [Fact]
    public async Task posts_variant_and_quantity_to_the_cart_without_scripts()
    {
        var form = (await Open("egusi")).QuerySelector("form[action='/cart/add']")!;

        Assert.Equal("post", form.GetAttribute("method"));
        Assert.NotEqual(Guid.Empty, Guid.Parse(form.QuerySelector("input[name=variantId]")!.GetAttribute("value")!));
        Assert.Equal("1", form.QuerySelector("input[name=quantity]")!.GetAttribute("value"));
    }

    [Theory]
    [InlineData(3, "Only 3 left", true)]
    [InlineData(0, "Sold out", false)]
    [InlineData(6, "In stock", true)]
    public async Task says_how_the_stock_stands(int onHand, string words, bool canBeBought)
    {
        var food = await shop.AProduct(onHand);

        var page = await Open(food.Slug);

        Assert.Equal(words, Text(page.QuerySelector(".product")!, ".stock"));
        Assert.Equal(canBeBought, page.QuerySelector(".product form button.btn--primary") is not null);
    }

    [Fact]
    public async Task describes_itself_to_machines()
    {
        var things = Things(await Open("egusi"));

        var product = things["Product"];
        var offer = Assert.Single(product.GetProperty("offers").EnumerateArray());
        Assert.Equal("Egusi", product.GetProperty("name").GetString());
        Assert.Equal("10.00", offer.GetProperty("price").GetString());
        Assert.Equal("USD", offer.GetProperty("priceCurrency").GetString());
        Assert.Equal("https://schema.org/InStock", offer.GetProperty("availability").GetString());
        var trail = things["BreadcrumbList"].GetProperty("itemListElement").EnumerateArray().ToList();
        Assert.Equal(["Home", "Spices & Ingredients", "Egusi"], trail.Select(t => t.GetProperty("name").GetString()));
        Assert.All(trail, t => Assert.True(Uri.IsWellFormedUriString(t.GetProperty("item").GetString(), UriKind.Absolute)));
    }

    [Fact]
    public async Task stays_whole_whatever_the_product_is_called()
    {
        const string Name = "Egusi </script><b>&\"'–";
        var food = await shop.AProduct();
        await shop.Change(products => products.RenameAsync(food.ProductId, Name, food.Slug, default));

        var page = await Open(food.Slug);

        Assert.Equal(Name, page.QuerySelector("h1")!.TextContent);
        Assert.Equal(Name, Things(page)["Product"].GetProperty("name").GetString());
        Assert.Equal(Name, page.QuerySelector("meta[property='og:title']")!.GetAttribute("content"));
    }

    private static string Text(IElement within, string selector) => within.QuerySelector(selector)!.TextContent.Trim();

    private static Dictionary<string, JsonElement> Things(IDocument page) => page.QuerySelectorAll("script[type='application/ld+json']")
        .Select(block => JsonDocument.Parse(block.TextContent).RootElement).ToDictionary(t => t.GetProperty("@type").GetString()!);

    private async Task<IDocument> Open(string slug) =>
        await new HtmlParser().ParseDocumentAsync(await _browser.GetStringAsync($"/products/{slug}"));
}
