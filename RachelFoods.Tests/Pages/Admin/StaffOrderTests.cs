using System.Net;
using Microsoft.Extensions.DependencyInjection;
using RachelFoods.Tests.Orders;
using RachelFoods.Tests.Pages.Orders;
using RachelFoods.Tests.Stage;
using RachelFoods.Web.Kernel;
using RachelFoods.Web.Modules.Orders;

namespace RachelFoods.Tests.Pages.Admin;

public sealed class The_staffs_page_of_an_order(Shop shop) : IClassFixture<Shop>
{
    [Fact]
    public async Task shows_lines_money_and_who_did_what()
    {
        var order = await shop.APaidOrderOf(await shop.AVariant(price: 12_99), quantity: 2);
        var member = await shop.AMemberOfStaff();
        await shop.Move(order, OrderStatus.Confirmed, Actor.Staff(member.Id));

        var page = await (await shop.LoggedIn(member)).Page($"/admin/orders/{order.Number}");

        Assert.Contains(order.Number, page.Words("h1"), StringComparison.Ordinal);
        Assert.Equal("$25.98", page.Words("td[data-label=Amount]"));
        Assert.Contains("Total$30.98", page.Words(".summary"), StringComparison.Ordinal);
        Assert.Equal("$30.98", page.Words("[aria-labelledby=books-title] td[data-label=Debit]"));
        Assert.Equal(
            ["The buyer", "The shop itself", "Somebody Staff"], page.QuerySelectorAll(".timeline__note").Select(note => note.TextContent));
    }

    [Fact]
    public async Task takes_a_reason_where_one_is_needed()
    {
        var order = await shop.APaidOrderOf(await shop.AVariant());
        foreach (var next in new[] { OrderStatus.Confirmed, OrderStatus.Preparing, OrderStatus.Shipping })
        {
            order = Assert.IsType<MoveOrderResult.Moved>(await shop.Move(order, next)).Order;
        }
        var staff = await shop.LoggedIn(await shop.AMemberOfStaff());
        var form = (await staff.Page($"/admin/orders/{order.Number}")).QuerySelector("form:has([name=Reason])")!;

        var without = await staff.Submit(form, htmx: true);
        var with = await staff.Submit(form, new() { ["Reason"] = "Nobody at home" }, htmx: true);

        Assert.Equal((HttpStatusCode.UnprocessableEntity, HttpStatusCode.OK), (without.StatusCode, with.StatusCode));
        Assert.Contains("Nobody at home", (await with.Document()).Words("#staff-order .timeline li:last-child"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task offers_cancelling_of_what_is_paid_on_a_page_of_its_own_alone()
    {
        var order = await shop.APaidOrderOf(await shop.AVariant());
        var staff = await shop.LoggedIn(await shop.AMemberOfStaff());

        var page = await staff.Page($"/admin/orders/{order.Number}");

        Assert.Equal(["Confirmed"], page.QuerySelectorAll("[name=Target]").Select(input => input.GetAttribute("value")));
        Assert.Equal($"/admin/orders/{order.Number}/cancel", page.QuerySelector("a.btn--danger")!.GetAttribute("href"));
    }

    [Fact]
    public async Task cancels_what_is_unpaid_with_a_reason()
    {
        var egusi = await shop.AVariant(onHand: 3);
        var order = await shop.AnOrderOf(egusi, quantity: 2);
        var member = await shop.AMemberOfStaff();
        var staff = await shop.LoggedIn(member);
        var form = (await staff.Page($"/admin/orders/{order.Number}")).QuerySelector("form[action$=Cancel]")!;

        var without = await staff.Submit(form, htmx: true);
        var with = await staff.Submit(form, new() { ["Reason"] = "Rang and changed her mind" });

        Assert.Equal((HttpStatusCode.UnprocessableEntity, HttpStatusCode.Redirect), (without.StatusCode, with.StatusCode));
        var after = await shop.Look(order.Id);
        Assert.Equal((OrderStatus.Cancelled, "Rang and changed her mind"), (after.Status, after.CancelReason));
        Assert.Equal((ActorKind.Staff, member.Id), (after.History[^1].By, after.History[^1].ById!.Value));
        Assert.Equal((3, 0), await shop.Stock(egusi));
    }

    [Fact]
    public async Task follows_what_happens_to_the_order()
    {
        var order = await shop.AnOrderOf(await shop.AVariant());
        var staff = await shop.LoggedIn(await shop.AMemberOfStaff());
        var news = (await staff.Page($"/admin/orders/{order.Number}")).QuerySelector("#staff-order")!.GetAttribute("hx-get")!;

        var before = await staff.Piece(news);
        await shop.MarkPaid(order.Id);
        var after = await staff.Piece(news);

        Assert.Equal((HttpStatusCode.NoContent, HttpStatusCode.OK), (before.StatusCode, after.StatusCode));
        Assert.Equal("The order is now: Paid.", (await after.Document()).Words("[data-announce]"));
    }

    [Fact]
    public async Task undoes_the_last_move_and_says_what_came_between()
    {
        var order = await shop.APaidOrderOf(await shop.AVariant());
        await shop.Move(order, OrderStatus.Confirmed);
        var staff = await shop.LoggedIn(await shop.AMemberOfStaff());
        var form = (await staff.Page($"/admin/orders/{order.Number}")).QuerySelector("form[action$=Undo]")!;

        var answer = await staff.Submit(form, htmx: true);
        await shop.Move(await shop.Look(order.Id), OrderStatus.Confirmed);
        var late = await staff.Submit(form, htmx: true);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Conflict), (answer.StatusCode, late.StatusCode));
        Assert.Equal("Paid (undone)", (await answer.Document()).Words("#staff-order .timeline li:last-child span"));
        Assert.Contains("moved again", (await late.Document()).Words(".notice--error"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task cancels_nothing_that_was_paid_in_the_meantime()
    {
        var order = await shop.AnOrderOf(await shop.AVariant());
        var staff = await shop.LoggedIn(await shop.AMemberOfStaff());
        var form = (await staff.Page($"/admin/orders/{order.Number}")).QuerySelector("form[action$=Cancel]")!;
        await shop.MarkPaid(order.Id);

        var answer = await staff.Submit(form, new() { ["Reason"] = "Too late" }, htmx: true);

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Contains("paid in the meantime", (await answer.Document()).Words(".notice--error"), StringComparison.Ordinal);
        Assert.Equal(OrderStatus.Paid, (await shop.Look(order.Id)).Status);
    }

    [Fact]
    public async Task begins_with_what_is_to_do()
    {
        await shop.APaidOrderOf(await shop.AVariant());
        var staff = await shop.LoggedIn(await shop.AMemberOfStaff());

        var task = (await staff.Page("/admin")).QuerySelector("a[href='/admin/orders?status=paid']")!;

        Assert.True(int.Parse(task.QuerySelector(".todo__count")!.TextContent, System.Globalization.CultureInfo.InvariantCulture) > 0);
        Assert.NotEmpty((await staff.Page(task.GetAttribute("href")!)).QuerySelectorAll("tbody tr"));
    }
}
