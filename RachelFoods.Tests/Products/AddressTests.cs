using System.Net;
using RachelFoods.Tests.Stage;
using RachelFoods.Web.Modules.Products;

namespace RachelFoods.Tests.Products;

public sealed class A_products_address(Shop shop) : IClassFixture<Shop>
{
    private readonly HttpClient _browser = shop.Browser();

    [Fact]
    public async Task leads_on_in_one_step_after_every_change()
    {
        var food = await shop.AProduct();
        await Rename(food, food.Slug + "-b");
        await Rename(food, food.Slug + "-c");

        foreach (var former in new[] { food.Slug, food.Slug + "-b" })
        {
            var answer = await _browser.GetAsync($"/products/{former}");
            Assert.Equal(HttpStatusCode.MovedPermanently, answer.StatusCode);
            Assert.Equal($"/products/{food.Slug}-c", answer.Headers.Location!.ToString());
        }
        Assert.Equal(HttpStatusCode.OK, (await _browser.GetAsync($"/products/{food.Slug}-c")).StatusCode);
    }

    [Fact]
    public async Task can_be_taken_back()
    {
        var food = await shop.AProduct();
        await Rename(food, food.Slug + "-b");
        await Rename(food, food.Slug);

        Assert.Equal(HttpStatusCode.OK, (await _browser.GetAsync($"/products/{food.Slug}")).StatusCode);
        Assert.Equal($"/products/{food.Slug}", (await _browser.GetAsync($"/products/{food.Slug}-b")).Headers.Location?.ToString());
    }

    [Fact]
    public async Task is_not_shared_with_another_product()
    {
        var (one, two) = (await shop.AProduct(), await shop.AProduct());

        await shop.Change(async products =>
            Assert.IsType<RenameResult.SlugTaken>(await products.RenameAsync(one.ProductId, "Ogbono", two.Slug, default)));
    }

    [Fact]
    public async Task is_not_found_while_the_product_is_hidden()
    {
        var food = await shop.AProduct();
        await Rename(food, food.Slug + "-b");

        await shop.Change(products => products.HideAsync(food.ProductId, default));
        Assert.Equal(HttpStatusCode.NotFound, (await _browser.GetAsync($"/products/{food.Slug}-b")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await _browser.GetAsync($"/products/{food.Slug}")).StatusCode);

        await shop.Change(products => products.ShowAsync(food.ProductId, default));
        Assert.Equal(HttpStatusCode.OK, (await _browser.GetAsync($"/products/{food.Slug}-b")).StatusCode);
    }

    private Task Rename(Made food, string slug) => shop.Change(async products =>
        Assert.IsType<RenameResult.Renamed>(await products.RenameAsync(food.ProductId, "Ogbono", slug, default)));
}
