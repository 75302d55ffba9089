using System.Globalization;
using System.Net;
using RachelFoods.Tests.Orders;
using RachelFoods.Tests.Pages.Orders;
using RachelFoods.Tests.Refunds;
using RachelFoods.Tests.Stage;
using RachelFoods.Web.Modules.Orders;
using RachelFoods.Web.Modules.Refunds;

namespace RachelFoods.Tests.Pages.Admin;

[Collection("stripe")]
public sealed class The_staffs_page_to_cancel(Shop shop) : IClassFixture<Shop>
{
    [Fact]
    public async Task says_what_it_does_asks_why_and_shows_who_gave_the_money_back()
    {
        var (order, _) = await shop.AnOrderPaidAtStripe(await shop.AVariant(price: 12_99));
        var staff = await shop.LoggedIn(await shop.AMemberOfStaff());
        var page = await staff.Page($"/admin/orders/{order.Number}/cancel");
        var form = page.QuerySelector("main form")!;

        var without = await staff.Submit(form);
        var with = await staff.Submit(form, new() { ["Reason"] = "The yam went bad" });

        Assert.Contains("$17.99 goes back to the card", page.Words("[aria-labelledby=effects-title]"), StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.UnprocessableEntity, HttpStatusCode.Redirect), (without.StatusCode, with.StatusCode));
        Assert.Equal("Please say why; the customer reads it.", (await without.Document()).Words("#Reason-error"));
        await shop.UntilRefunds(order.Id, RefundState.Succeeded);
        var after = await staff.Page($"/admin/orders/{order.Number}");
        Assert.Equal("Somebody StaffThe order was cancelled", after.Words("[aria-labelledby=refunds-title] [data-label=By]"));
        Assert.Equal("Given back", after.Words("[aria-labelledby=refunds-title] [data-label=State]"));
        Assert.Contains("re_", after.Words("[aria-labelledby=refunds-title] code"), StringComparison.Ordinal);
        Assert.Equal("The yam went bad", (await shop.Look(order.Id)).CancelReason);
    }

    [Fact]
    public async Task changes_nothing_when_it_is_stale_and_keeps_what_was_typed()
    {
        var order = await shop.APaidOrderOf(await shop.AVariant());
        var staff = await shop.LoggedIn(await shop.AMemberOfStaff());
        var form = (await staff.Page($"/admin/orders/{order.Number}/cancel")).QuerySelector("main form")!;
        await shop.Move(order, OrderStatus.Confirmed);

        var answer = await staff.Submit(form, new() { ["Reason"] = "The yam went bad" });

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        var page = await answer.Document();
        Assert.Contains("somebody moved the order, which is “Confirmed” now", page.Words(".notice--error"), StringComparison.Ordinal);
        Assert.Equal("The yam went bad", page.QuerySelector("#Reason")!.GetAttribute("value"));
        Assert.Equal(OrderStatus.Confirmed, (await shop.Look(order.Id)).Status);
    }

    [Theory]
    [InlineData(false, 5)]
    [InlineData(true, 4)]
    public async Task offers_to_put_back_on_the_shelf_what_keeps_once_it_is_packed(bool perishable, int onHand)
    {
        var variant = await shop.AVariant(onHand: 5, perishable: perishable);
        var (order, _) = await shop.AnOrderPaidAtStripe(variant);
        foreach (var step in new[] { OrderStatus.Confirmed, OrderStatus.Preparing })
        {
            order = Assert.IsType<MoveOrderResult.Moved>(await shop.Move(order, step)).Order;
        }
        var staff = await shop.LoggedIn(await shop.AMemberOfStaff());
        var page = await staff.Page($"/admin/orders/{order.Number}/cancel");
        var box = page.QuerySelector("[name=Restock]")!;
        Assert.Equal(!perishable, box.HasAttribute("checked"));
        if (perishable)
        {
            box.Remove(); // as a browser does not send what is not ticked
        }

        await staff.Submit(page.QuerySelector("main form")!, new() { ["Reason"] = "The yam went bad" });

        Assert.Equal((onHand, 0), await shop.Stock(variant));
    }

    [Fact]
    public async Task is_not_there_for_another_order_nor_for_buyers()
    {
        var order = await shop.APaidOrderOf(await shop.AVariant());
        var staff = await shop.LoggedIn(await shop.AMemberOfStaff());
        var buyer = await shop.LoggedIn(await shop.ABuyer());

        Assert.Equal(HttpStatusCode.NotFound, (await staff.GetAsync("/admin/orders/ORD-1999-0001/cancel")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await buyer.GetAsync($"/admin/orders/{order.Number}/cancel")).StatusCode);
    }
}

[Collection("stripe")]
public sealed class The_list_of_refunds(Shop shop) : IClassFixture<Shop>
{
    [Fact]
    public async Task lets_an_admin_ask_again_for_what_failed_and_twice_is_once()
    {
        var (order, intent) = await shop.AFailedRefund();
        var admin = await shop.LoggedIn(await shop.AnAdmin());
        var failed = (await shop.RefundsOf(order.Id)).Single();
        var home = (await admin.Page("/admin")).QuerySelector("a[href='/admin/refunds?show=owed']")!;
        var onOrder = (await admin.Page($"/admin/orders/{order.Number}")).QuerySelector("[aria-labelledby='actions-title'] a")!;
        Assert.Equal("/admin/refunds?show=owed", onOrder.GetAttribute("href"));
        Assert.True(int.Parse(home.QuerySelector(".todo__count")!.TextContent, CultureInfo.InvariantCulture) > 0);
        var list = await admin.Page("/admin/refunds?show=owed");
        Assert.Equal("Failed and not asked again", list.Words("#Show option[selected]"));
        var form = list.QuerySelector($"#refund-{failed.Id} form")!;

        var first = await admin.Submit(form, htmx: true);
        var second = await admin.Submit(form);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Redirect), (first.StatusCode, second.StatusCode));
        Assert.Contains("asked again", (await first.Document()).Words($"#refund-{failed.Id} [data-label=State]"), StringComparison.Ordinal);
        await Wait.Until(async () => (await shop.RefundsAtStripe(intent)).Count == 2, "Stripe is asked again");
        Assert.Equal(2, (await shop.RefundsOf(order.Id)).Count);
        Assert.Null((await admin.Page("/admin/refunds?show=owed")).QuerySelector($"#refund-{failed.Id}"));
    }

    [Fact]
    public async Task lets_staff_only_look()
    {
        var (order, _) = await shop.AFailedRefund();
        var (staff, admin) = (await shop.LoggedIn(await shop.AMemberOfStaff()), await shop.LoggedIn(await shop.AnAdmin()));
        var failed = (await shop.RefundsOf(order.Id)).Single();

        var row = (await staff.Page("/admin/refunds?show=owed")).QuerySelector($"#refund-{failed.Id}")!;
        var forced = await staff.Send("/admin/refunds?handler=Retry", new() { ["RefundId"] = $"{failed.Id}" }, page: $"/admin/orders/{await AnotherAsync()}");
        var unknown = await admin.Send("/admin/refunds?handler=Retry", new() { ["RefundId"] = $"{Guid.NewGuid()}" }, page: "/admin/refunds?show=owed");

        Assert.Null(row.QuerySelector("form"));
        Assert.Contains("Failed: lost or stolen card", row.Words("[data-label=State]"), StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.NotFound), (forced.StatusCode, unknown.StatusCode));
        Assert.Single(await shop.RefundsOf(order.Id));
    }

    [Fact]
    public async Task says_why_it_cannot_be_asked_again_while_the_bank_decides()
    {
        var (order, _) = await shop.AFailedRefund();
        await shop.ADisputeOf(order.Id, "UNDER_REVIEW");
        var admin = await shop.LoggedIn(await shop.AnAdmin());
        var failed = (await shop.RefundsOf(order.Id)).Single();
        var form = (await admin.Page("/admin/refunds?show=owed")).QuerySelector($"#refund-{failed.Id} form")!;

        var answer = await admin.Submit(form, htmx: true);

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Contains("disputed", (await answer.Document()).Words(".field__error"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task goes_from_page_to_page_and_filters_by_state()
    {
        var (order, intent) = await shop.AnOrderPaidAtStripe(await shop.AVariant(price: 100_00));
        foreach (var part in Enumerable.Range(1, 27))
        {
            await shop.RefundInTheDashboard(intent, part);
        }
        await shop.UntilRefunds(order.Id, [.. Enumerable.Repeat(RefundState.Succeeded, 27)]);
        var staff = await shop.LoggedIn(await shop.AMemberOfStaff());

        var first = await staff.Page("/admin/refunds?show=succeeded");
        var second = await staff.Page(first.QuerySelector("a[rel=next]")!.GetAttribute("href")!);
        var back = await staff.Page(second.QuerySelector("a[rel=prev]")!.GetAttribute("href")!);

        Assert.Equal(25, first.QuerySelectorAll("tbody tr").Length);
        Assert.Empty(first.QuerySelectorAll("tbody tr").Select(r => r.Id).Intersect(second.QuerySelectorAll("tbody tr").Select(r => r.Id)));
        Assert.All(second.QuerySelectorAll("[data-label=State]"), state => Assert.Equal("Given back", state.TextContent.Trim()));
        Assert.Equal(25, back.QuerySelectorAll("tbody tr").Length);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await staff.GetAsync("/admin/refunds?show=sideways")).StatusCode);
    }

    private async Task<string> AnotherAsync() => (await shop.APaidOrderOf(await shop.AVariant())).Number;
}
