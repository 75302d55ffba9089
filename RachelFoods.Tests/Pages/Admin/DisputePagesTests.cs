using RachelFoods.Tests.Orders;
using RachelFoods.Tests.Pages.Orders;
using RachelFoods.Tests.Payments;
using RachelFoods.Tests.Refunds;
using RachelFoods.Tests.Stage;
using RachelFoods.Web.Kernel;
using RachelFoods.Web.Modules.Orders;

namespace RachelFoods.Tests.Pages.Admin;

[Collection("stripe")]
public sealed class The_staffs_pages_about_disputes(Shop shop) : IClassFixture<Shop>
{
    [Fact]
    public async Task say_on_the_order_what_is_asked_until_when_and_where_to_answer()
    {
        var (store, staff) = await AStore();
        var number = await ADisputedOrder(store, "pm_card_createDisputeProductNotReceived");

        var page = await staff.Page($"/admin/orders/{number}");

        var notice = page.Words(".notice--warn");
        Assert.StartsWith("Dispute: Disputed, to answer", notice, StringComparison.Ordinal);
        Assert.Contains("$17.99, Product not received. The bank has taken the amount back.", notice, StringComparison.Ordinal);
        Assert.Matches(@"Answer by \w+ \d+, \d{4}, \d+:\d\d [AP]M, or it is lost\.", notice);
        Assert.StartsWith("https://dashboard.stripe.com/test/disputes/du_", page.QuerySelector(".notice--warn a")!.GetAttribute("href"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task list_the_most_urgent_first_and_count_those_to_answer()
    {
        var (store, staff) = await AStore();
        Assert.Empty((await staff.Page("/admin")).QuerySelectorAll("a[href='/admin/money#disputes']"));
        var later = await ADisputedOrder(store, due: TimeSpan.FromDays(9));
        var sooner = await ADisputedOrder(store, due: TimeSpan.FromDays(2));

        var rows = (await staff.Page("/admin/money")).QuerySelectorAll("#disputes tbody tr");
        var task = (await staff.Page("/admin")).Words("a[href='/admin/money#disputes']");

        Assert.Equal([sooner, later], rows.Select(row => row.QuerySelector("th")!.TextContent.Trim()));
        Assert.StartsWith("2 disputes to answer, the first by ", task, StringComparison.Ordinal);
    }

    [Fact]
    public async Task say_what_a_lost_one_means_for_cancelling_and_let_it_be_done()
    {
        var staff = await shop.LoggedIn(await shop.AMemberOfStaff());
        var (order, intent) = await shop.AnOrderPaidAtStripe(await shop.AVariant(price: 12_99));
        await shop.LoseDispute(order.Id, intent);
        var address = $"/admin/orders/{order.Number}";

        var form = await staff.Page($"{address}/cancel");
        await staff.Submit(form.QuerySelector("form:has([name=Version])")!, new() { ["Reason"] = "Never sent" });

        Assert.Contains("The bank keeps the amount for its customer. If the order is cancelled, it counts as given back.",
            (await staff.Page(address)).QuerySelectorAll(".notice").Select(n => n.TextContent).Aggregate((all, one) => all + one), StringComparison.Ordinal);
        Assert.Equal(
            ["The bank has taken $17.99 for the customer: that dispute is lost. It counts as given back and is not given a second time.", "No more money needs to go back."],
            form.QuerySelectorAll("#effects-title + ul li").Take(2).Select(li => li.TextContent.Trim()));
        var row = (await staff.Page("/admin/refunds")).QuerySelectorAll("tbody tr").Single(tr => tr.TextContent.Contains(order.Number, StringComparison.Ordinal));
        Assert.Equal("Taken by the bank", row.QuerySelector("[data-label=State]")!.TextContent.Trim());
        Assert.Equal(OrderStatus.Cancelled, (await shop.Look(order.Id)).Status);
    }

    [Fact]
    public async Task pass_on_the_banks_warning()
    {
        var (store, staff) = await AStore();
        var order = await shop.AnOrderAtTheTill(store: store.Id);
        await shop.PayAtStripe(await shop.PreparedIntent(order, store.Id), "pm_card_createIssuerFraudRecord");
        var number = (await shop.Look(order, store.Id)).Number;

        await PaymentStage.Until(
            async () => (await staff.Page($"/admin/orders/{number}")).Words(".notice--warn").Contains("The bank warns of fraud", StringComparison.Ordinal),
            "the warning is shown");
    }

    private async Task<(Store Store, HttpClient Staff)> AStore()
    {
        var store = await shop.AStore();
        return (store, await shop.LoggedIn(await shop.AMemberOfStaff(store.Id), store.CanonicalHost));
    }

    /// <returns>Its number, once the dispute is known.</returns>
    private async Task<string> ADisputedOrder(Store store, string card = "pm_card_visa", TimeSpan? due = null)
    {
        var order = await shop.AnOrderAtTheTill(store: store.Id);
        var intent = await shop.PreparedIntent(order, store.Id);
        await shop.PayAtStripe(intent, card);
        if (due is { } wait)
        {
            await shop.DisputeAtStripe(intent, TimeProvider.System.GetUtcNow() + wait);
        }
        await PaymentStage.Until(async () => (await shop.DisputesOf(order, store.Id)).Count == 1, "the dispute is known");
        return (await shop.Look(order, store.Id)).Number;
    }
}
