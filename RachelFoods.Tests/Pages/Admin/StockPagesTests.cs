using System.Net;
using AngleSharp.Dom;
using Microsoft.Extensions.DependencyInjection;
using RachelFoods.Tests.Inventory;
using RachelFoods.Tests.Orders;
using RachelFoods.Tests.Pages.Orders;
using RachelFoods.Tests.Stage;
using RachelFoods.Web.Modules.Orders;
using RachelFoods.Web.Modules.Products;

namespace RachelFoods.Tests.Pages.Admin;

public sealed class The_list_of_stock(Shop shop) : IClassFixture<Shop>
{
    [Fact]
    public async Task says_how_a_variant_stands_and_finds_it_by_its_sku()
    {
        var food = await shop.AProduct(onHand: 10);
        await shop.AnOrderOf(food.VariantId, quantity: 7);
        var staff = await shop.LoggedIn(await shop.AMemberOfStaff());

        var row = (await staff.Page($"/admin/stock?q={food.Sku}")).QuerySelector("tbody tr")!;

        Assert.Equal(("10", "7", "3 Low"), (row.Words("[data-label='On hand']"), row.Words("[data-label=Reserved]"), row.Words("[data-label=Sellable]")));
    }

    [Fact]
    public async Task takes_a_count_and_keeps_who_counted()
    {
        var food = await shop.AProduct(onHand: 10);
        var member = await shop.AMemberOfStaff();
        var staff = await shop.LoggedIn(member);
        var form = (await staff.Page($"/admin/stock?q={food.Sku}")).QuerySelector("tbody form")!;

        var (saved, again) = (await staff.Submit(form, new() { ["Counted"] = "8" }), await staff.Submit(form, new() { ["Counted"] = "8" }));

        Assert.Equal((HttpStatusCode.Redirect, HttpStatusCode.Redirect), (saved.StatusCode, again.StatusCode));
        Assert.Equal((8, 0), await shop.Stock(food.VariantId));
        var history = await staff.Page($"/admin/stock/{food.VariantId}");
        var first = history.QuerySelector("[aria-labelledby=moves-title] tbody tr")!;
        Assert.Equal(("Somebody Staff", "Counted", "−2", "10 → 8"),
            (first.Words("[data-label=Who]"), first.Words("[data-label=Why]"), first.Words("[data-label=Change]"), first.Words("[data-label='On hand']")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("-1")]
    [InlineData("many")]
    public async Task keeps_what_was_typed_wrongly_beside_its_row(string typed)
    {
        var food = await shop.AProduct(onHand: 10);
        var staff = await shop.LoggedIn(await shop.AMemberOfStaff());
        var form = (await staff.Page($"/admin/stock?q={food.Sku}")).QuerySelector("tbody form")!;

        var (page, piece) = (await staff.Submit(form, new() { ["Counted"] = typed }), await staff.Submit(form, new() { ["Counted"] = typed }, htmx: true));

        Assert.Equal((HttpStatusCode.UnprocessableEntity, HttpStatusCode.UnprocessableEntity), (page.StatusCode, piece.StatusCode));
        Assert.NotEmpty((await piece.Document()).Words(".field__error"));
        Assert.Equal((10, 0), await shop.Stock(food.VariantId));
    }

    [Fact]
    public async Task asks_who_counted_whether_that_was_before_or_after_what_was_sold_meanwhile()
    {
        var food = await shop.AProduct(onHand: 10);
        var staff = await shop.LoggedIn(await shop.AMemberOfStaff());
        var form = (await staff.Page($"/admin/stock?q={food.Sku}")).QuerySelector("tbody form")!;
        await shop.APaidOrderOf(food.VariantId, quantity: 2);

        var conflict = await staff.Submit(form, new() { ["Counted"] = "9" }, htmx: true);

        Assert.Equal(HttpStatusCode.Conflict, conflict.StatusCode);
        var row = await conflict.Document();
        Assert.Equal("Nothing was saved: the page said 10 on hand, and now it is 8.", row.Words(".field__error"));
        Assert.Equal(
            ["I counted after that: 9 on hand", "I counted before that: 7 on hand"], row.QuerySelectorAll("button").Select(b => b.TextContent.Trim()));
        await staff.Submit(row.QuerySelector("form")!, new() { ["Before"] = "10" }, htmx: true);
        Assert.Equal((7, 0), await shop.Stock(food.VariantId));
    }

    // Row 19: set to 5 while 8 are reserved, receive, and correct a count, while others buy.
    [Fact]
    public async Task names_what_is_held_when_fewer_were_counted()
    {
        var food = await shop.AProduct(onHand: 10);
        var order = await shop.AnOrderOf(food.VariantId, quantity: 8);
        var staff = await shop.LoggedIn(await shop.AMemberOfStaff());
        var form = (await staff.Page($"/admin/stock?q={food.Sku}")).QuerySelector("tbody form")!;
        var page = await staff.Page($"/admin/stock/{food.VariantId}");
        var wishes = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => shop.Wish(food.VariantId)));

        var counting = staff.Submit(form, new() { ["Counted"] = "5" }, htmx: true);
        var receiving = staff.Submit(
            page.QuerySelector("form[action$=Adjust]")!, new() { ["Adjust.Reason"] = "Received", ["Adjust.Quantity"] = "6", ["Adjust.Note"] = "" });
        var placing = Task.WhenAll(wishes.Select(wish => shop.Place(wish)));
        await Task.WhenAll(counting, receiving, placing);

        var refused = await (await counting).Document();
        Assert.Equal(HttpStatusCode.Conflict, (await counting).StatusCode);
        Assert.Matches(@"are held for orders, so no fewer than|Nothing was saved", refused.Words(".field__error"));
        Assert.Equal(order.Number, page.Words("[aria-labelledby=holds-title] tbody th"));
        var placed = (await placing).OfType<PlaceOrderResult.Placed>().Count();
        Assert.Equal((16, 8 + placed), await shop.Stock(food.VariantId));
        Assert.Equal(16, (await shop.Movements(food.VariantId)).Sum(m => m.Delta));
    }

    [Fact]
    public async Task is_read_by_the_same_number_of_statements_however_many_there_are()
    {
        var (few, many) = (await AStore(3), await AStore(130));
        var (staffOfFew, staffOfMany) = (await Staff(few), await Staff(many));
        await staffOfFew.StatementsOf("/admin/stock");

        var (withFew, withMany) = (await staffOfFew.StatementsOf("/admin/stock"), await staffOfMany.StatementsOf("/admin/stock"));

        Assert.Equal(withFew, withMany);
    }

    [Fact]
    public async Task is_gone_through_forth_and_back_without_missing_any()
    {
        var store = await AStore(130);
        var staff = await Staff(store);
        var seen = new List<string>();
        var address = "/admin/stock";
        IDocument page = await staff.Page(address);
        for (; ; page = await staff.Page(address))
        {
            seen.AddRange(page.QuerySelectorAll("tbody th a").Select(a => a.GetAttribute("href")!));
            if (page.QuerySelector("a[rel=next]")?.GetAttribute("href") is not { } next)
            {
                break;
            }
            address = next;
        }

        Assert.Equal((130, 130), (seen.Count, seen.Distinct(StringComparer.Ordinal).Count()));
        var before = await staff.Page(page.QuerySelector("a[rel=prev]")!.GetAttribute("href")!);
        Assert.Equal(seen[50..100], before.QuerySelectorAll("tbody th a").Select(a => a.GetAttribute("href")!));
    }

    [Theory]
    [InlineData("Low", 3, true)]
    [InlineData("Low", 0, true)]
    [InlineData("Low", 6, false)]
    [InlineData("SoldOut", 3, false)]
    [InlineData("SoldOut", 0, true)]
    public async Task shows_only_what_is_low_or_sold_out_when_asked(string show, int sellable, bool shown)
    {
        var food = await shop.AProduct(onHand: sellable);
        var staff = await shop.LoggedIn(await shop.AMemberOfStaff());

        var page = await staff.Page($"/admin/stock?q={food.Sku}&show={show}");

        Assert.Equal(shown ? 1 : 0, page.QuerySelectorAll("tbody tr").Length);
    }

    private async Task<Web.Kernel.Store> AStore(int products)
    {
        var store = await shop.AStore();
        await shop.In(store.Id, async services =>
        {
            var db = services.GetRequiredService<Web.Data.ShopDb>();
            var category = new Category("Shelf", $"shelf-{Guid.NewGuid():N}", "", 1, picture: "snacks");
            db.Add(category);
            foreach (var number in Enumerable.Range(1, products))
            {
                // Two of each name: what is the same must not be skipped where a page ends.
                var product = new Product(category.Id, $"Food {number / 2:000}", $"food-{number:000}", "A sample.", false, false, AnOrder.Now, "fufu");
                product.AddVariant("Pack", $"FOOD-{number:000}", new Web.Kernel.Money(1_00, store.Currency), 500);
                db.Add(product);
            }
            await db.SaveChangesAsync();
            return true;
        });
        return store;
    }

    private async Task<HttpClient> Staff(Web.Kernel.Store store) => await shop.LoggedIn(await shop.AMemberOfStaff(store.Id), store.CanonicalHost);
}
