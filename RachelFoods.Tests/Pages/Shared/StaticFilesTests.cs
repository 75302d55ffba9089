using RachelFoods.Tests.Stage;

namespace RachelFoods.Tests.Pages.Shared;

public class Static_files(Shop shop) : IClassFixture<Shop>
{
    [Theory]
    [InlineData("/css/shop.css", "text/css")]
    [InlineData("/js/shop.js", "text/javascript")]
    [InlineData("/lib/htmx.min.js", "text/javascript")]
    [InlineData("/lib/htmx-live.min.js", "text/javascript")]
    [InlineData("/images/logo.svg", "image/svg+xml")]
    public async Task come_from_the_web_root(string path, string type)
    {
        using var browser = shop.Browser();

        using var answer = await browser.GetAsync(path);

        Assert.Equal(type, answer.EnsureSuccessStatusCode().Content.Headers.ContentType?.MediaType);
        Assert.NotEmpty(await answer.Content.ReadAsByteArrayAsync());
    }
}
