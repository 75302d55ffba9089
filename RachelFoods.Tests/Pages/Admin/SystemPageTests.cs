using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RachelFoods.Tests.Pages.Orders;
using RachelFoods.Tests.Reconciliation;
using RachelFoods.Tests.Stage;
using RachelFoods.Web.Data;
using RachelFoods.Web.Modules.Orders;
using RachelFoods.Web.Modules.Payments;
using RachelFoods.Web.Modules.Reconciliation;

namespace RachelFoods.Tests.Pages.Admin;

public sealed class The_page_about_the_system(BrokenShop broken) : IClassFixture<BrokenShop>
{
    [Fact]
    public async Task is_for_admins_alone()
    {
        var staff = await broken.Shop.LoggedIn(await broken.Shop.AMemberOfStaff());

        Assert.Equal(HttpStatusCode.Forbidden, (await staff.GetAsync("/admin/system")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await staff.Send("/admin/system?handler=Message", new() { ["id"] = $"{Guid.NewGuid()}" }, page: "/account")).StatusCode);
        Assert.Empty((await staff.Page("/admin")).QuerySelectorAll("a[href^='/admin/system']"));
    }

    [Fact]
    public async Task lists_what_must_be_true_and_the_rows_that_break_it()
    {
        var victim = await broken.APaid();
        await broken.Corrupt(victim, "update order_lines set tax_minor = tax_minor + 1 where order_id = $1");

        var page = await (await Admin()).Page("/admin/system");

        var rows = page.QuerySelectorAll("section[aria-labelledby='invariants-title'] tbody tr");
        Assert.Equal(Invariants.All.Count, rows.Length);
        var row = rows.Single(r => r.TextContent.Contains("order_does_not_add_up", StringComparison.Ordinal));
        Assert.Contains(row.QuerySelectorAll("a"), link => link.GetAttribute("href") == $"/admin/orders/{victim.Number}");
        Assert.Contains(rows, r => r.QuerySelector("td:last-child")!.TextContent.Trim() == "OK");
    }

    [Fact]
    public async Task tells_what_an_operator_asks_first()
    {
        await broken.APaid();
        await broken.Shop.Run(s => s.GetRequiredService<ReconciliationLog>().RunAsync(CancellationToken.None));
        var latest = await broken.Shop.Run(async s => (await s.GetRequiredService<ShopDb>().Database.GetAppliedMigrationsAsync()).Max(StringComparer.Ordinal)!);

        var standing = (await (await Admin()).Page("/admin/system")).Words("#standing");

        Assert.Matches("Instances[1-9]", standing);
        Assert.Contains($"Latest migration{latest}", standing, StringComparison.Ordinal);
        Assert.Matches("Connections of this store[1-9][0-9]* open, [1-9][0-9]* at work; at most 10 for each instance", standing);
        Assert.Matches("Messages[0-9]+ waiting, [0-9]+ put aside", standing);
        Assert.Matches("Mails[0-9]+ waiting, [0-9]+ failed", standing);
        Assert.Matches("Stripe ?answered at .+: ", standing);
        Assert.Matches("Last comparison with Stripe.+: ", standing);
    }

    [Fact]
    public async Task runs_a_message_again_that_was_put_aside_once_however_often_it_is_asked()
    {
        var victim = await broken.APaid();
        var id = await AddAsync(db => db.Database.SqlQuery<Guid>(
            $$"""
            insert into outbox_messages (store_id, id, type, payload, raised_at, attempts, reason)
            values ({{db.StoreId}}, gen_random_uuid(), 'CompleteDeliveredOrder', jsonb_build_object('OrderId', {{victim.Id}}), now(), 15, 'The printer is out of paper.')
            returning id
            """));
        var admin = await Admin();
        Assert.Contains("The printer is out of paper.", (await admin.Page("/admin/system")).Words("#put-aside"), StringComparison.Ordinal);
        Assert.NotEmpty((await admin.Page("/admin")).QuerySelectorAll("a[href='/admin/system#put-aside']"));

        var answers = new[] { await PostAsync(admin, "Message", id), await PostAsync(admin, "Message", id) };

        Assert.All(answers, a => Assert.Equal(HttpStatusCode.Redirect, a));
        await Wait.Until(
            () => broken.Shop.Run(s => s.GetRequiredService<ShopDb>().Set<OutboxMessage>().AnyAsync(m => m.Id == id && m.DoneAt != null)), "it is done");
        Assert.DoesNotContain($"{id}", (await admin.Page("/admin/system")).Words("#put-aside"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task has_a_parked_event_looked_at_again()
    {
        var victim = await broken.APaid();
        var id = await AddAsync(db => db.Database.SqlQuery<Guid>(
            $$"""
            with parked as (
                insert into stripe_events (store_id, id, event_id, type, object_id, received_at, parked_because)
                values ({{db.StoreId}}, gen_random_uuid(), 'evt_' || gen_random_uuid(), 'payment_intent.succeeded', {{victim.Intent}}, now(), 'It came too early.')
                returning *), message as (
                insert into outbox_messages (store_id, id, type, payload, raised_at, attempts, reason)
                select store_id, gen_random_uuid(), 'StripeEventArrived', jsonb_build_object('StripeEventId', id), now(), 15, 'Given up.' from parked)
            select id from parked
            """));
        var admin = await Admin();
        Assert.Contains("It came too early.", (await admin.Page("/admin/system")).Words("#parked"), StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.Redirect, await PostAsync(admin, "Event", id));

        await Wait.Until(
            () => broken.Shop.Run(s => s.GetRequiredService<ShopDb>().Set<StripeEvent>().AnyAsync(e => e.Id == id && e.ProcessedAt != null)), "it is processed");
        Assert.Equal(HttpStatusCode.Redirect, await PostAsync(admin, "Event", id));
        Assert.Equal(OrderStatus.Paid, (await Tests.Orders.OrderStage.Look(broken.Shop, victim.Id)).Status);
    }

    [Theory]
    [InlineData("Message")]
    [InlineData("Event")]
    public async Task knows_nothing_of_what_is_not_this_stores(string what) =>
        Assert.Equal(HttpStatusCode.NotFound, await PostAsync(await Admin(), what, Guid.NewGuid()));

    private async Task<HttpClient> Admin() => await broken.Shop.LoggedIn(await broken.Shop.AnAdmin());

    private static async Task<HttpStatusCode> PostAsync(HttpClient admin, string handler, Guid id) =>
        (await admin.Send($"/admin/system?handler={handler}", new() { ["id"] = $"{id}" }, page: "/account")).StatusCode;

    private Task<Guid> AddAsync(Func<ShopDb, IQueryable<Guid>> add) => broken.Shop.Run(async services =>
        (await add(services.GetRequiredService<ShopDb>()).ToListAsync()).Single());
}
