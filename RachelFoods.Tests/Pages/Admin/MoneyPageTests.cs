using System.Net;
using Microsoft.Extensions.DependencyInjection;
using RachelFoods.Tests.Pages.Orders;
using RachelFoods.Tests.Payments;
using RachelFoods.Tests.Reconciliation;
using RachelFoods.Tests.Stage;
using RachelFoods.Web.Modules.Payments;
using RachelFoods.Web.Modules.Reconciliation;
using RachelFoods.Web.Modules.Stores;

namespace RachelFoods.Tests.Pages.Admin;

public sealed class The_page_about_money(BrokenShop broken) : IClassFixture<BrokenShop>
{
    private const string Days = "/admin/money?From=2026-09-01&To=2026-11-30";

    [Fact]
    public async Task names_the_differences_of_the_days_asked_for_with_links()
    {
        var staff = await Staff();
        var before = (await staff.Page(Days)).QuerySelectorAll("main tbody tr").Length;
        var victim = await broken.APaid();
        await broken.Corrupt(victim, "delete from ledger_transactions where order_id = $1 and kind = 'sale'");

        var page = await staff.Page(Days);

        Assert.Equal(before + 1, page.QuerySelectorAll("main tbody tr").Length);
        var row = page.QuerySelectorAll("main tbody tr").Single(r => r.TextContent.Contains(victim.Number, StringComparison.Ordinal));
        Assert.Equal($"/admin/orders/{victim.Number}", row.QuerySelector("a")!.GetAttribute("href"));
        Assert.Contains("A sale is not in the books.", row.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task says_so_where_there_are_none()
    {
        var staff = await broken.Shop.LoggedIn(await broken.Shop.AMemberOfStaff(StoreSeed.SecondStore), "second.localhost");

        var page = await staff.Page("/admin/money?From=2026-01-01&To=2026-01-31");

        Assert.Equal("No differences", page.Words(".notice--ok"));
    }

    [Theory]
    [InlineData("From=2026-02-01&To=2026-01-31", "To", "2026-01-31")]
    [InlineData("From=2020-01-01&To=2026-01-31", "To", "2026-01-31")]
    [InlineData("From=yesterday", "From", "yesterday")]
    public async Task refuses_days_that_make_no_sense_and_keeps_them(string query, string field, string kept)
    {
        var staff = await Staff();

        using var answer = await staff.GetAsync($"/admin/money?{query}");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var page = await answer.Document();
        Assert.Equal(kept, page.QuerySelector($"#{field}")!.GetAttribute("value"));
        Assert.NotEmpty(page.Words($"#{field}-error"));
        Assert.Empty(page.QuerySelectorAll(".notice--ok"));
    }

    [Fact]
    public async Task says_nothing_of_the_books_while_Stripe_is_silent()
    {
        var staff = await Staff();
        await broken.Shop.Fault(new { kind = "status_503", match = "GET /v1/payment_intents", times = 0 });

        using var answer = await staff.GetAsync("/admin/money?From=2026-01-01&To=2026-01-31");
        await broken.Shop.NoMoreFaults();

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        var page = await answer.Document();
        Assert.Contains("Stripe gave no answer", page.Words(".notice--error"), StringComparison.Ordinal);
        Assert.Empty(page.QuerySelectorAll(".notice--ok"));
    }

    // Seen to end as an error of ours.
    [Fact]
    public async Task says_why_it_cannot_ask_Stripe()
    {
        var store = await broken.Shop.AStore();
        await broken.Shop.In(store.Id, async services =>
        {
            await services.GetRequiredService<StoreSecrets>().SetAsync(
                StripeAccount.Names.ToDictionary(name => name, _ => "sk_live_copied", StringComparer.Ordinal), Guid.NewGuid(), default);
            return true;
        });
        var staff = await broken.Shop.LoggedIn(await broken.Shop.AMemberOfStaff(store.Id), store.CanonicalHost);

        using var answer = await staff.GetAsync("/admin/money?From=2026-01-01&To=2026-01-31");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Contains("another mode", (await answer.Document()).Words(".notice--error"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task shows_what_was_found_by_itself_as_does_the_list_of_what_is_to_do()
    {
        var staff = await Staff();
        var victim = await broken.APaid();
        await broken.Corrupt(victim, "delete from ledger_transactions where order_id = $1 and kind = 'sale'");
        await broken.Shop.Run(services => services.GetRequiredService<ReconciliationLog>().RunAsync(default));

        var page = await staff.Page("/admin/money");
        var task = (await staff.Page("/admin")).Words(".todo a[href='/admin/money']");

        Assert.Contains("Last compared by itself on", page.Words("main"), StringComparison.Ordinal);
        Assert.Contains(page.QuerySelectorAll("main tbody a"), link => link.TextContent == victim.Number);
        Assert.Matches(@"^\d+ differences? found on \w+ \d+, \d{4}$", task);
    }

    private async Task<HttpClient> Staff() => await broken.Shop.LoggedIn(await broken.Shop.AMemberOfStaff());
}
