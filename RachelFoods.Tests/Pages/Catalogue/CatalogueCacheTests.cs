using System.Net;
using AngleSharp.Html.Parser;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using RachelFoods.Tests.Stage;
using RachelFoods.Web.Data;
using RachelFoods.Web.Kernel;
using RachelFoods.Web.Modules.Stores;
using RachelFoods.Web.Pages.Shared.Catalogue;

namespace RachelFoods.Tests.Pages.Catalogue;

public sealed class The_catalogues_cache(Shop shop) : IClassFixture<Shop>
{
    private static readonly string[] Pages =
        ["/", "/catalog", "/catalog/spices-ingredients", "/catalog?sort=price-asc", "/products/egusi", "/search?q=a", "/sitemap.xml"];

    [Fact]
    public async Task answers_again_without_asking_the_database()
    {
        var (browser, food) = (shop.Browser(), await shop.AProduct());

        // Others' changes empty lists now and then, so the page is asked for until it is found kept.
        await Wait.Until(async () => await browser.StatementsOf($"/products/{food.Slug}") == 0, "the page comes from the cache");
    }

    [Fact]
    public async Task keeps_nothing_apart_for_names_that_the_page_does_not_know()
    {
        var (browser, food) = (shop.Browser(), await shop.AProduct());

        await Wait.Until(
            async () =>
            {
                var one = await browser.GetAsync($"/products/{food.Slug}?a=1");
                var two = await browser.GetAsync($"/products/{food.Slug}?b=2");
                return two.Headers.Age is not null && one.Headers.ETag!.Equals(two.Headers.ETag);
            },
            "both are the same entry");
    }

    [Fact]
    public async Task lets_a_browser_keep_what_has_not_changed()
    {
        var (browser, food) = (shop.Browser(), await shop.AProduct());

        await Wait.Until(
            async () =>
            {
                var first = await browser.GetAsync($"/products/{food.Slug}");
                using var again = new HttpRequestMessage(HttpMethod.Get, $"/products/{food.Slug}");
                again.Headers.IfNoneMatch.Add(first.Headers.ETag!);
                return (await browser.SendAsync(again)).StatusCode == HttpStatusCode.NotModified;
            },
            "the page is not sent again");
    }

    [Fact]
    public async Task takes_as_many_statements_for_many_products_as_for_few()
    {
        var before = await CountAll();

        await shop.ACategory(products: 40);
        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => shop.AProduct()));

        Assert.Equal(before, await CountAll());
        Assert.All(before, count => Assert.InRange(count, 1, 4));
    }

    [Fact]
    public async Task shows_a_new_price_at_once_on_every_instance()
    {
        var food = await shop.AProduct(priceMinor: 10_00);
        var (other, address) = shop.Stage.AnotherInstance();
        await using var stopped = other;
        HttpClient[] browsers = [shop.Browser(), shop.Browser(at: address)];
        foreach (var browser in browsers)
        {
            Assert.Equal("$10.00", await Price(browser, food));
        }

        await shop.Change(products => products.ChangePriceAsync(food.VariantId, new Money(12_34, "USD"), default));

        foreach (var browser in browsers)
        {
            await Wait.Until(async () => await Price(browser, food) == "$12.34", "the new price is shown");
        }
    }

    [Fact]
    public async Task forgets_everything_when_the_line_for_signals_was_down()
    {
        var (browser, food) = (shop.Browser(), await shop.AProduct(priceMinor: 10_00));
        await Wait.Until(async () => (await browser.GetAsync($"/products/{food.Slug}")).Headers.Age is not null, "the page is kept");
        await Execute(ShopRoles.App, $"update product_variants set price_minor = 5678 where id = '{food.VariantId}'");

        // A role may end its own connections.
        await Execute(
            ShopRoles.Worker,
            $"select pg_terminate_backend(pid) from pg_stat_activity where application_name = '{SignalListener.ApplicationName}'");

        await Wait.Until(async () => await Price(browser, food) == "$56.78", "the page is made anew");
    }

    [Fact]
    public async Task and_all_that_a_first_view_needs_is_light()
    {
        using var browser = new HttpClient { BaseAddress = shop.Browser().BaseAddress };
        browser.DefaultRequestHeaders.Host = shop.Browser().DefaultRequestHeaders.Host;
        browser.DefaultRequestHeaders.Add("Accept-Encoding", "gzip");

        foreach (var address in new[] { "/", "/catalog", "/products/fufu" })
        {
            var page = await new HtmlParser().ParseDocumentAsync(await shop.Browser().GetStringAsync(address));
            var scripts = await Weigh(browser, page.QuerySelectorAll("script[src]").Select(s => s.GetAttribute("src")!));
            var styles = await Weigh(browser, page.QuerySelectorAll("link[rel=stylesheet]").Select(s => s.GetAttribute("href")!));
            Assert.InRange(scripts, 1, 20 * 1024);
            Assert.InRange(scripts + styles + await Weigh(browser, [address]), 1, 60 * 1024);
        }
    }

    private static async Task<long> Weigh(HttpClient browser, IEnumerable<string> addresses)
    {
        var bytes = 0L;
        foreach (var address in addresses)
        {
            bytes += (await browser.GetByteArrayAsync(address)).LongLength;
        }
        return bytes;
    }

    private static async Task<string> Price(HttpClient browser, Made food) =>
        (await new HtmlParser().ParseDocumentAsync(await browser.GetStringAsync($"/products/{food.Slug}")))
        .QuerySelector(".product .price")!.TextContent;

    private async Task<List<int>> CountAll()
    {
        var counts = new List<int>();
        foreach (var page in Pages)
        {
            shop.Stage.Services.GetRequiredService<KeptPages>().Forget([CatalogueTags.All]);
            counts.Add(await shop.Browser().StatementsOf(page));
        }
        return counts;
    }

    private async Task Execute(string role, string sql)
    {
        await using var source = NpgsqlDataSource.Create($"{shop.Stage.ConnectionString(role)};Options=-c app.store_id={StoreSeed.RachelFoods}");
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
