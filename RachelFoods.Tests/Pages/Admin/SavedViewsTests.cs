using System.Net;
using AngleSharp.Dom;
using Microsoft.Extensions.DependencyInjection;
using RachelFoods.Tests.Orders;
using RachelFoods.Tests.Pages.Orders;
using RachelFoods.Tests.Stage;
using RachelFoods.Web.Modules.Orders;
using RachelFoods.Web.Modules.Stores;

namespace RachelFoods.Tests.Pages.Admin;

public sealed class The_views_that_staff_save(Shop shop) : IClassFixture<Shop>
{
    private const string Views = "/admin/orders/views";

    [Fact]
    public async Task show_the_list_as_it_was()
    {
        var staff = await shop.LoggedIn(await shop.AMemberOfStaff());
        var order = await shop.APaidOrderOf(await shop.AVariant());
        var unpaid = await shop.AnOrderOf(await shop.AVariant());

        var answer = await Save(staff, "To confirm", "status=Paid&q=Ọkafor+%26+%C3%A9&from=2020-01-01&at=older-1-0190b00000007000800000000000aaaa");
        var list = await staff.Page("/admin/orders");
        var view = Chip(list, "To confirm")!;
        await Save(staff, "All paid", "status=Paid");
        var paid = await staff.Page(Chip(await staff.Page("/admin/orders"), "All paid")!);

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal(answer.Headers.Location!.OriginalString, view);
        Assert.DoesNotContain("at=", view, StringComparison.Ordinal);
        var opened = await staff.Page(view);
        Assert.Equal(("Ọkafor & é", "2020-01-01"), (opened.QuerySelector("#Q")!.GetAttribute("value"), opened.QuerySelector("#From")!.GetAttribute("value")));
        Assert.Equal("To confirm", opened.Words(".chips [aria-current]"));
        Assert.Null(opened.QuerySelector("form[action*=Save]"));
        Assert.Equal("All orders", list.Words(".chips [aria-current]"));
        Assert.Contains(order.Number, paid.Body!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain(unpaid.Number, paid.Body.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task are_offered_to_be_saved_where_something_is_chosen()
    {
        var staff = await shop.LoggedIn(await shop.AMemberOfStaff());

        Assert.Null((await staff.Page("/admin/orders")).QuerySelector("form[action*=Save]"));
        var form = (await staff.Page("/admin/orders?method=Card")).QuerySelector("form[action*=Save]")!;
        var answer = await staff.Submit(form, new() { ["Name"] = " Cards " });

        Assert.Equal("/admin/orders?method=Card", answer.Headers.Location?.OriginalString);
        Assert.NotNull(Chip(await staff.Page("/admin/orders"), "Cards"));
        Assert.Equal(HttpStatusCode.BadRequest, (await Save(staff, "Nothing", "")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await Save(staff, "Wrong", "status=LOST")).StatusCode);
    }

    [Fact]
    public async Task have_one_name_each()
    {
        var staff = await shop.LoggedIn(await shop.AMemberOfStaff());
        await Save(staff, "Mine", "status=Paid");

        var again = await Save(staff, "Mine", "status=Paid");
        var other = await Save(staff, "MINE", "status=Shipping");

        Assert.Equal(HttpStatusCode.Redirect, again.StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, other.StatusCode);
        var page = await other.Document();
        Assert.Contains("another view of this name", page.Words("#Name-error"), StringComparison.Ordinal);
        Assert.Equal("MINE", page.QuerySelector("#Name")!.GetAttribute("value"));
        var corrected = await staff.Submit(page.QuerySelector("form.filters")!, new() { ["Name"] = "Theirs" });
        Assert.Equal("/admin/orders?status=Shipping", corrected.Headers.Location?.OriginalString);
        Assert.Equal(["Mine", "Theirs"], Names(await staff.Page(Views)));
    }

    [Theory]
    [InlineData("  ")]
    [InlineData("A name that is much longer than any name of a view would ever need")]
    public async Task have_a_name_that_fits(string name)
    {
        var staff = await shop.LoggedIn(await shop.AMemberOfStaff());

        var answer = await Save(staff, name, "status=Paid");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.NotNull((await answer.Document()).QuerySelector("#Name-error"));
        Assert.Empty(Names(await staff.Page(Views)));
    }

    [Fact]
    public async Task get_another_name_and_are_deleted()
    {
        var staff = await shop.LoggedIn(await shop.AMemberOfStaff());
        await Save(staff, "One", "status=Paid");
        await Save(staff, "Two", "status=Shipping");
        var page = await staff.Page(Views);

        var taken = await staff.Submit(page.QuerySelectorAll("form[action$=Rename]")[0], new() { ["Name"] = "two" });
        var renamed = await staff.Submit(page.QuerySelectorAll("form[action$=Rename]")[0], new() { ["Name"] = "Three" });
        var deleted = await staff.Submit(page.QuerySelectorAll("form[action$=Delete]")[1]);
        var gone = await staff.Submit(page.QuerySelectorAll("form[action$=Rename]")[1], new() { ["Name"] = "Four" });

        Assert.Equal(HttpStatusCode.UnprocessableEntity, taken.StatusCode);
        var refused = await taken.Document();
        Assert.Contains("another view of this name", refused.Words("tr .field__error"), StringComparison.Ordinal);
        Assert.Equal("two", refused.QuerySelector("[aria-invalid]")!.GetAttribute("value"));
        Assert.Equal((Views, Views, HttpStatusCode.NotFound), (renamed.Headers.Location!.OriginalString, deleted.Headers.Location!.OriginalString, gone.StatusCode));
        Assert.Equal(["Three"], Names(await staff.Page(Views)));
    }

    // Seen to fail without the look at whose they are.
    [Fact]
    public async Task are_nobody_elses()
    {
        var mine = await shop.LoggedIn(await shop.AMemberOfStaff());
        await Save(mine, "Mine", "status=Paid");
        var page = await mine.Page(Views);
        var others = new[]
        {
            await shop.LoggedIn(await shop.AMemberOfStaff()), await shop.LoggedIn(await shop.AnAdmin()),
            await shop.LoggedIn(await shop.AnAdmin(StoreSeed.SecondStore), "second.localhost"),
        };

        foreach (var other in others)
        {
            Assert.Null(Chip(await other.Page("/admin/orders"), "Mine"));
            Assert.Empty(Names(await other.Page(Views)));
            Assert.Equal(HttpStatusCode.NotFound, (await Post(other, "Rename", page, "Yours")).StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, (await Post(other, "Delete", page, "")).StatusCode);
            Assert.Equal(HttpStatusCode.Redirect, (await Save(other, "Mine", "status=Paid")).StatusCode);
        }
        Assert.Equal(["Mine"], Names(await mine.Page(Views)));
    }

    [Fact]
    public async Task are_twenty_at_most_however_many_come_at_once()
    {
        var member = await shop.AMemberOfStaff();

        var results = await Task.WhenAll(Enumerable.Range(0, 24).Select(i => shop.Run(services =>
            services.GetRequiredService<SavedViews>().SaveAsync(member.Id, $"View {i % 23}", "?status=Paid", default))));

        var refused = await Save(await shop.LoggedIn(member), "One more", "status=Paid");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Contains("20 views already", (await refused.Document()).Words("#Name-error"), StringComparison.Ordinal);
        Assert.InRange(results.Count(r => r == SaveViewResult.TooMany), 3, 4);
        Assert.Equal(SavedViews.Most, (await shop.Run(services => services.GetRequiredService<SavedViews>().ListAsync(member.Id, default))).Count);
    }

    private static Task<HttpResponseMessage> Save(HttpClient staff, string name, string query) =>
        staff.Send($"{Views}?{query}{(query.Length > 0 ? "&" : "")}handler=Save", new() { ["Name"] = name }, "/account/logout");

    private static Task<HttpResponseMessage> Post(HttpClient staff, string handler, IDocument page, string name) => staff.Send(
        $"{Views}?handler={handler}", new() { ["Name"] = name, ["id"] = page.QuerySelector("[name=id]")!.GetAttribute("value")! }, "/account/logout");

    private static string? Chip(IDocument page, string name) => page.QuerySelectorAll(".chips a").FirstOrDefault(a => a.TextContent == name)?.GetAttribute("href");

    private static IEnumerable<string> Names(IDocument page) => page.QuerySelectorAll("tbody th").Select(th => th.TextContent.Trim());
}
