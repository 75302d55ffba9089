using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using RachelFoods.Tests.Stage;

namespace RachelFoods.Tests.Pages.Catalogue;

public sealed class Searching(Shop shop) : IClassFixture<Shop>
{
    [Theory]
    [InlineData("egusi", "Egusi")]
    [InlineData("EGUSI", "Egusi")]
    [InlineData("calabash nutmeg", "Pepper Soup Ingredient")]
    [InlineData("FUFU-LG-10", "Fufu")]
    public async Task finds_words_of_name_description_and_number(string text, string name)
    {
        var page = await Search(text);

        Assert.Contains(name, page.QuerySelectorAll(".product-card__name").Select(n => n.TextContent));
        Assert.Equal(text, page.QuerySelector("#site-search")!.GetAttribute("value"));
    }

    [Theory]
    [InlineData("%")]
    [InlineData("_")]
    [InlineData("\\")]
    [InlineData("\"><script>alert(1)</script>")]
    [InlineData("zzzzzz")]
    public async Task takes_every_sign_for_itself_and_helps_on_when_nothing_is_found(string text)
    {
        var page = await Search(text);

        Assert.Empty(page.QuerySelectorAll(".product-card"));
        Assert.Equal(text, page.QuerySelector("#site-search")!.GetAttribute("value"));
        Assert.NotNull(page.QuerySelector("main a[href='/catalog/ready-mixes']"));
        Assert.NotNull(page.QuerySelector("meta[name=robots][content*=noindex]"));
    }

    private async Task<IDocument> Search(string text) => await new HtmlParser().ParseDocumentAsync(
        await shop.Browser().GetStringAsync($"/search?q={Uri.EscapeDataString(text)}"));
}
