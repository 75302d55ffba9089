using System.Net;
using AngleSharp.Dom;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using RachelFoods.Tests.Orders;
using RachelFoods.Tests.Pages.Orders;
using RachelFoods.Tests.Stage;
using RachelFoods.Web.Modules.Auth;
using RachelFoods.Web.Modules.Orders;
using RachelFoods.Web.Modules.Stores;

namespace RachelFoods.Tests.Pages.Admin;

public sealed class The_staffs_list_of_orders(Shop shop) : IClassFixture<Shop>
{
    [Theory]
    [InlineData("/admin")]
    [InlineData("/admin/orders")]
    [InlineData("/admin/orders/ORD-2026-0001")]
    public async Task is_closed_to_everybody_else(string address)
    {
        var buyer = await shop.LoggedIn(await shop.ABuyer());

        Assert.Contains(
            (await shop.Browser().GetAsync(address)).StatusCode, new[] { HttpStatusCode.Redirect, HttpStatusCode.NotFound });
        Assert.Contains((await buyer.GetAsync(address)).StatusCode, new[] { HttpStatusCode.NotFound, HttpStatusCode.Forbidden });
    }

    [Fact]
    public void is_closed_as_every_page_below_admin_is()
    {
        var open = shop.Stage.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.RoutePattern.RawText?.TrimStart('/').StartsWith("admin", StringComparison.OrdinalIgnoreCase) == true)
            .Where(e => e.Metadata.OfType<IAuthorizeData>().All(a => a.Policy is not (Policies.Staff or Policies.Admin)));

        Assert.Empty(open.Select(e => e.RoutePattern.RawText));
    }

    [Fact]
    public async Task refuses_a_buyer_who_posts_a_move()
    {
        var order = await shop.APaidOrderOf(await shop.AVariant());
        var staff = await shop.LoggedIn(await shop.AMemberOfStaff());
        var form = (await staff.Page($"/admin/orders?q={order.Number}")).QuerySelector(".row-form")!;
        var buyer = await shop.LoggedIn(await shop.ABuyer());

        var answer = await buyer.Submit(form);

        Assert.Contains(answer.StatusCode, new[] { HttpStatusCode.NotFound, HttpStatusCode.Forbidden, HttpStatusCode.BadRequest });
        Assert.Equal(OrderStatus.Paid, (await shop.Look(order.Id)).Status);
    }

    [Fact]
    public async Task finds_an_order_by_whatever_its_customer_says_of_it()
    {
        var made = await shop.AProduct();
        var wish = await shop.Wish(made.VariantId);
        var (mark, phone) = ($"Q{Guid.NewGuid():N}", $"{Random.Shared.Next(1000, 10_000)}");
        var contact = wish.Contact with { Name = $"Olúwaṣeun {mark} O’Neil", Phone = $"+1 (212) 555-{phone}", Email = $"{mark}@Example.com" };
        var placed = (PlaceOrderResult.Placed)await shop.Place(wish with { Contact = contact });
        await shop.AnOrderOf(await shop.AVariant());
        var staff = await shop.LoggedIn(await shop.AMemberOfStaff());
        var number = placed.Number.Split('-');
        string[] ways =
        [
            placed.Number, placed.Number.ToLowerInvariant(), $"{number[1]}-{number[2]}", number[2], number[2].TrimStart('0'), "#" + number[2], $" {placed.Number} ",
            phone, $"212 555 {phone}", $"+1 212 555-{phone}", $"001212555{phone}", $"555-{phone}", $"{mark[..12]} {phone}",
            contact.Email, contact.Email.ToUpperInvariant(), contact.Email[..12], mark, $"oluwaseun {mark}", $"{mark} OLÚ", $"o'neil {mark[..9]}", $"ONeil, {mark}",
            made.Sku, made.Sku.ToLowerInvariant(), made.Sku[..20], $"{mark} {made.Sku}",
        ];

        foreach (var text in ways)
        {
            var found = Numbers(await staff.Page($"/admin/orders?q={Uri.EscapeDataString(text)}"));
            Assert.True(found.Contains(placed.Number, StringComparer.Ordinal), $"“{text}” finds {string.Join(' ', found)}");
        }
        foreach (var text in new[] { $"{mark} nobody", $"neil {mark[1..]}", $"{mark} {made.Sku[1..]}", "100%_nobody", "%", "-- ()" })
        {
            Assert.Empty(Numbers(await staff.Page($"/admin/orders?q={Uri.EscapeDataString(text)}")));
        }
    }

    [Fact]
    public async Task keeps_the_filter_in_the_address_and_the_form()
    {
        var staff = await shop.LoggedIn(await shop.AMemberOfStaff());
        var paid = await shop.APaidOrderOf(await shop.AVariant());
        var pending = await shop.AnOrderOf(await shop.AVariant());

        var page = await staff.Page("/admin/orders?status=Paid&payment=Paid&method=Card");

        Assert.Contains(paid.Number, Numbers(page));
        Assert.DoesNotContain(pending.Number, Numbers(page));
        Assert.Equal("Paid", page.QuerySelector("#Status option[selected]")!.GetAttribute("value"));
        Assert.DoesNotContain(paid.Number, Numbers(await staff.Page("/admin/orders?until=2020-01-01")));
        Assert.Contains(paid.Number, Numbers(await staff.Page("/admin/orders?from=2020-01-01&until=2999-12-31")));
    }

    [Fact]
    public async Task counts_a_day_from_midnight_to_midnight_of_the_store()
    {
        var staff = await shop.LoggedIn(await shop.AMemberOfStaff());
        var order = await shop.APaidOrderOf(await shop.AVariant());
        var day = TimeZoneInfo.ConvertTime(order.PlacedAt, TimeZoneInfo.FindSystemTimeZoneById("America/New_York"));

        var (today, tomorrow, yesterday) = (Date(day), Date(day.AddDays(1)), Date(day.AddDays(-1)));

        Assert.Contains(order.Number, Numbers(await staff.Page($"/admin/orders?from={today}&until={today}")));
        Assert.DoesNotContain(order.Number, Numbers(await staff.Page($"/admin/orders?from={tomorrow}")));
        Assert.DoesNotContain(order.Number, Numbers(await staff.Page($"/admin/orders?until={yesterday}")));
    }

    [Theory]
    [InlineData("from=yesterday", "#From-error")]
    [InlineData("status=LOST", "#Status-error")]
    [InlineData("until=0001-01-01&from=9999-12-31", null)]
    [InlineData("at=older-99999999999999999999-x", null)]
    public async Task bears_what_is_written_into_the_address(string query, string? error)
    {
        var staff = await shop.LoggedIn(await shop.AMemberOfStaff());

        var answer = await staff.GetAsync("/admin/orders?" + query);

        Assert.Equal(error is null ? HttpStatusCode.OK : HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.True(error is null || (await answer.Document()).QuerySelector(error) is not null);
    }

    [Fact]
    public async Task goes_from_page_to_page_and_back_without_a_gap()
    {
        var name = $"Pager {Guid.NewGuid():N}";
        var egusi = await shop.AVariant(onHand: 100);
        var numbers = new List<string>();
        for (var i = 0; i < 60; i++)
        {
            var wish = await shop.Wish(egusi);
            var placed = (PlaceOrderResult.Placed)await shop.Place(wish with { Contact = wish.Contact with { Name = name } });
            numbers.Insert(0, placed.Number);
        }
        var staff = await shop.LoggedIn(await shop.AMemberOfStaff());

        var first = await staff.Page($"/admin/orders?q={Uri.EscapeDataString(name)}");
        var second = await staff.Page(first.QuerySelector("a[rel=next]")!.GetAttribute("href")!);
        var third = await staff.Page(second.QuerySelector("a[rel=next]")!.GetAttribute("href")!);
        var back = await staff.Page(third.QuerySelector("a[rel=prev]")!.GetAttribute("href")!);

        Assert.Equal(numbers, [.. Numbers(first), .. Numbers(second), .. Numbers(third)]);
        Assert.Equal(Numbers(second), Numbers(back));
        Assert.Null(first.QuerySelector("a[rel=prev]"));
        Assert.Null(third.QuerySelector("a[rel=next]"));
        var deep = await staff.StatementsOf(second.QuerySelector("a[rel=next]")!.GetAttribute("href")!);
        Assert.Equal(await staff.StatementsOf($"/admin/orders?q={numbers[0]}"), deep);
    }

    [Fact]
    public async Task moves_an_order_by_a_plain_form()
    {
        var order = await shop.APaidOrderOf(await shop.AVariant());
        var member = await shop.AMemberOfStaff();
        var staff = await shop.LoggedIn(member);
        var form = (await staff.Page($"/admin/orders?q={order.Number}")).QuerySelector(".row-form")!;

        var answer = await staff.Submit(form);

        Assert.Equal((HttpStatusCode.Redirect, $"/admin/orders?q={order.Number}"), (answer.StatusCode, answer.Headers.Location!.ToString()));
        var moved = await shop.Look(order.Id);
        Assert.Equal((OrderStatus.Confirmed, member.Id), (moved.Status, moved.History[^1].ById!.Value));
    }

    [Fact]
    public async Task moves_an_order_by_htmx_and_answers_its_row()
    {
        var order = await shop.APaidOrderOf(await shop.AVariant());
        var staff = await shop.LoggedIn(await shop.AMemberOfStaff());
        var form = (await staff.Page($"/admin/orders?q={order.Number}")).QuerySelector(".row-form")!;

        var answer = await staff.Submit(form, htmx: true);
        var row = await answer.Document();

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Null(row.QuerySelector("h1"));
        Assert.Equal("Confirmed", row.Words($"#order-{order.Id} .status"));
        Assert.Equal("Preparing", row.QuerySelector("[name=Target]")!.GetAttribute("value"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task tells_an_old_page_what_has_happened_and_loses_nothing(bool htmx)
    {
        var order = await shop.APaidOrderOf(await shop.AVariant());
        foreach (var next in new[] { OrderStatus.Confirmed, OrderStatus.Preparing, OrderStatus.Shipping })
        {
            order = Assert.IsType<MoveOrderResult.Moved>(await shop.Move(order, next)).Order;
        }
        var staff = await shop.LoggedIn(await shop.AMemberOfStaff());
        var form = (await staff.Page($"/admin/orders?q={order.Number}")).QuerySelector(".row-form")!;
        order = Assert.IsType<MoveOrderResult.Moved>(await shop.Move(order, OrderStatus.Preparing, reason: "Rain")).Order;
        order = Assert.IsType<MoveOrderResult.Moved>(await shop.Move(order, OrderStatus.Shipping)).Order;

        var answer = await staff.Submit(form, new() { ["Target"] = "Preparing", ["Reason"] = "Nobody at home" }, htmx);
        var shown = await answer.Document();

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Equal(htmx, shown.QuerySelector("h1") is null);
        Assert.Contains("Being packed", shown.Words($"#order-{order.Id} .field__error"), StringComparison.Ordinal);
        Assert.Equal("Preparing", shown.QuerySelector("option[selected][value=Preparing]")?.GetAttribute("value"));
        Assert.Equal("Nobody at home", shown.QuerySelector("[name=Reason]")!.GetAttribute("value"));
        Assert.Equal($"{order.Version}", shown.QuerySelector("[name=Version]")!.GetAttribute("value"));
        Assert.Equal(order.History.Count, (await shop.Look(order.Id)).History.Count);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task undoes_a_move_once(bool htmx)
    {
        var order = await shop.APaidOrderOf(await shop.AVariant());
        await shop.Move(order, OrderStatus.Confirmed);
        var staff = await shop.LoggedIn(await shop.AMemberOfStaff());
        var form = (await staff.Page($"/admin/orders?q={order.Number}")).QuerySelector("form[action$=Undo]")!;

        var answer = await staff.Submit(form, htmx: htmx);
        var again = await staff.Submit(form, htmx: htmx);

        Assert.Equal((htmx ? HttpStatusCode.OK : HttpStatusCode.Redirect, HttpStatusCode.Conflict), (answer.StatusCode, again.StatusCode));
        Assert.Equal(OrderStatus.Paid, (await shop.Look(order.Id)).Status);
        var shown = await again.Document();
        Assert.Contains("undone already", shown.Words($"#order-{order.Id} .field__error"), StringComparison.Ordinal);
        Assert.Null(shown.QuerySelector("form[action$=Undo]"));
    }

    [Fact]
    public async Task follows_an_order_by_its_row_alone()
    {
        var order = await shop.APaidOrderOf(await shop.AVariant());
        var staff = await shop.LoggedIn(await shop.AMemberOfStaff());
        var news = (await staff.Page($"/admin/orders?q={order.Number}")).QuerySelector($"#order-{order.Id}")!.GetAttribute("hx-get")!;

        var before = await staff.Piece(news);
        await shop.Move(order, OrderStatus.Confirmed);
        var after = await staff.Piece(news);

        Assert.Equal((HttpStatusCode.NoContent, HttpStatusCode.OK), (before.StatusCode, after.StatusCode));
        var row = await after.Document();
        Assert.Equal($"{order.Number} is now: Confirmed", row.Words("[data-announce]"));
        Assert.Contains($"q={order.Number}", row.QuerySelector(".row-form")!.GetAttribute("action"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task tells_of_new_orders_that_match()
    {
        var name = $"News {Guid.NewGuid():N}";
        var egusi = await shop.AVariant();
        var staff = await shop.LoggedIn(await shop.AMemberOfStaff());
        var list = $"/admin/orders?q={Uri.EscapeDataString(name)}";
        var news = (await staff.Page(list)).QuerySelector("#orders-news")!.GetAttribute("hx-get")!;
        Assert.Equal(HttpStatusCode.NoContent, (await staff.Piece(news)).StatusCode);

        var wish = await shop.Wish(egusi);
        await shop.Place(wish with { Contact = wish.Contact with { Name = name } });
        await shop.AnOrderOf(egusi);
        var told = await (await staff.Piece(news)).Document();

        Assert.Equal("1 new order – show", told.Words("[data-announce]"));
        Assert.Single(Numbers(await staff.Page(told.QuerySelector("a")!.GetAttribute("href")!)));
        Assert.Equal(HttpStatusCode.NoContent, (await staff.Piece(told.QuerySelector("#orders-news")!.GetAttribute("hx-get")!)).StatusCode);
    }

    [Fact]
    public async Task refuses_a_move_that_was_not_offered()
    {
        var order = await shop.APaidOrderOf(await shop.AVariant());
        var staff = await shop.LoggedIn(await shop.AMemberOfStaff());
        var form = (await staff.Page($"/admin/orders?q={order.Number}")).QuerySelector(".row-form")!;

        foreach (var target in new[] { "Cancelled", "Completed", "Delivered" })
        {
            var answer = await staff.Submit(form, new() { ["Target"] = target }, htmx: true);
            Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        }
        Assert.Equal(HttpStatusCode.BadRequest, (await staff.Submit(form, new() { ["Target"] = "Lost" }, htmx: true)).StatusCode);
        Assert.Equal(OrderStatus.Paid, (await shop.Look(order.Id)).Status);
    }

    // Seen to fail with neither row security nor the filter on orders and their words.
    [Fact]
    public async Task knows_no_order_of_another_store()
    {
        var order = await shop.AnOrderOf(await shop.AVariant(store: StoreSeed.SecondStore), store: StoreSeed.SecondStore);
        var staff = await shop.LoggedIn(await shop.AMemberOfStaff());
        var theirs = await shop.LoggedIn(await shop.AMemberOfStaff(StoreSeed.SecondStore), "second.localhost");

        Assert.Empty(Numbers(await staff.Page($"/admin/orders?q={order.Contact.Email}")));
        Assert.DoesNotContain(
            order.Contact.Email, (await staff.Page($"/admin/orders?q={order.Contact.Email}")).Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await staff.GetAsync("/admin/orders/ORD-1999-0001")).StatusCode);
        Assert.Equal([order.Number], Numbers(await theirs.Page($"/admin/orders?q={order.Contact.Email}")));
    }

    private static string[] Numbers(IDocument page) => [.. page.QuerySelectorAll("tbody th a").Select(a => a.TextContent)];

    private static string Date(DateTimeOffset day) => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
