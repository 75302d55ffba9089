using Microsoft.Playwright;
using RachelFoods.E2E.Stage;
using static Microsoft.Playwright.Assertions;

namespace RachelFoods.E2E;

public sealed class Staff_move_an_order : Journey
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task in_the_list_from_paid_to_delivered(bool javaScript)
    {
        var number = await ABoughtOrderAsync();
        var page = await VisitAsync(new Glasses(JavaScript: javaScript));
        await page.LogInAsync(LiveShop.AdminEmail, LiveShop.AdminPassword);
        await Expect(page).ToHaveURLAsync("/account");
        await page.GotoAsync($"/admin/orders?q={number}");
        var row = page.GetByRole(AriaRole.Row).Filter(new() { Has = page.GetByRole(AriaRole.Link, new() { Name = number }) });

        foreach (var (act, status) in new[] { ("Confirm", "Confirmed"), ("Start packing", "Being packed"), ("Hand over", "On its way") })
        {
            await ChooseAsync(row, act);
            await Expect(row.GetByText(status, new() { Exact = true })).ToBeVisibleAsync();
        }

        await page.GotoAsync($"/admin/orders/{number}");
        var history = page.GetByRole(AriaRole.Region, new() { Name = "History" }).GetByRole(AriaRole.Listitem);
        await Expect(history).ToHaveCountAsync(5);
        await Expect(history.Last).ToContainTextAsync("Admin");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task only_once_from_two_stale_pages(bool javaScript)
    {
        var number = await ABoughtOrderAsync();
        var visit = await BeginVisitAsync(new Glasses(JavaScript: javaScript));
        var first = visit.Page;
        await first.LogInAsync(LiveShop.AdminEmail, LiveShop.AdminPassword);
        await Expect(first).ToHaveURLAsync("/account");
        await first.GotoAsync($"/admin/orders/{number}");
        var second = await visit.NewTabAsync();
        await second.RouteAsync("**/live", route => route.FulfillAsync(new() { Status = 204 })); // No news reaches this page, so it grows old.
        await second.GotoAsync($"/admin/orders/{number}");

        await first.Button("Confirm").ClickAsync();
        await Expect(first.Title("Confirmed")).ToBeVisibleAsync();
        await second.Button("Confirm").ClickAsync();

        await Expect(second.GetByRole(AriaRole.Alert).GetByText("Somebody was faster and did the same")).ToBeVisibleAsync();
        await Expect(second.Button("Start packing")).ToBeVisibleAsync();
        Assert.Equal(1, await Shop.CountAsync(
            "select count(*) from order_moves m join orders o on o.id = m.order_id where o.number = $1 and to_status = 'CONFIRMED'", number));
    }

    private async Task<string> ABoughtOrderAsync()
    {
        using var buyer = new Buyer(Shop);
        return await buyer.BuyAsync();
    }

    // One possible move is a button of its own; among several one chooses first.
    private static async Task ChooseAsync(ILocator row, string act)
    {
        var choice = row.GetByRole(AriaRole.Combobox);
        if (await choice.CountAsync() > 0)
        {
            await choice.SelectOptionAsync(new SelectOptionValue { Label = act });
            act = "Move";
        }
        await row.GetByRole(AriaRole.Button, new() { Name = act }).ClickAsync();
    }
}
