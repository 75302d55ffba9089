using Microsoft.Playwright;
using RachelFoods.E2E.Stage;
using static Microsoft.Playwright.Assertions;

namespace RachelFoods.E2E;

public sealed class Following_an_order : Journey
{
    [Fact]
    public async Task by_buyer_and_staff_on_two_processes_without_loading_anew()
    {
        using var ada = new Buyer(Shop);
        var (track, number) = await OrderedAsync(ada);
        var buyer = await VisitAsync();
        await buyer.GotoAsync(track);
        var list = await StaffAsync(1, $"/admin/orders?q={ada.Email}");
        var desk = await StaffAsync(0, $"/admin/orders/{number}");

        await desk.Button("Confirm").ClickAsync();

        await Expect(Badge(buyer)).ToHaveTextAsync("Confirmed");
        await Expect(buyer.Locator("#announcer")).ToHaveTextAsync("Your order is now: Confirmed.");
        await Expect(list.GetByRole(AriaRole.Row).Nth(1)).ToContainTextAsync("Confirmed");

        await list.Button("Undo").ClickAsync();

        await Expect(Badge(buyer)).ToHaveTextAsync("Paid");
        await Expect(desk.Title("Paid")).ToBeVisibleAsync();
        await Expect(desk.GetByText("Paid (undone)")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task takes_nothing_from_under_ones_hands_and_tells_of_new_orders()
    {
        using var ada = new Buyer(Shop);
        var (_, number) = await OrderedAsync(ada);
        var desk = await StaffAsync(0, $"/admin/orders?q={ada.Email}");
        var list = await StaffAsync(1, "/admin/orders");
        var row = list.GetByRole(AriaRole.Row).Filter(new() { Has = list.GetByRole(AriaRole.Link, new() { Name = number }) });
        await row.GetByRole(AriaRole.Button).FocusAsync();

        await desk.Button("Confirm").ClickAsync();
        using var bayo = new Buyer(Shop);
        await OrderedAsync(bayo);

        await Expect(list.GetByRole(AriaRole.Link, new() { Name = "new order" })).ToBeVisibleAsync();
        await Expect(row.GetByRole(AriaRole.Button)).ToBeFocusedAsync();
        await Expect(row).ToContainTextAsync("Paid");
        await list.GetByLabel("Number, name, e-mail, phone or SKU").FocusAsync();
        await Expect(row).ToContainTextAsync("Confirmed");
    }

    [Fact]
    public async Task takes_nothing_from_who_came_while_the_news_was_on_its_way()
    {
        using var ada = new Buyer(Shop);
        var (_, number) = await OrderedAsync(ada);
        var desk = await StaffAsync(0, $"/admin/orders?q={ada.Email}");
        var list = await StaffAsync(1, $"/admin/orders?q={ada.Email}");
        var asked = new TaskCompletionSource();
        var entered = new TaskCompletionSource();
        await list.RouteAsync("**/admin/orders/news*handler=Row*", async route =>
        {
            asked.TrySetResult();
            await entered.Task;
            await route.ContinueAsync();
        });
        var row = list.GetByRole(AriaRole.Row).Nth(1);

        await desk.Button("Confirm").ClickAsync();
        await asked.Task;
        await row.GetByRole(AriaRole.Button).FocusAsync();
        var answered = list.WaitForResponseAsync("**/admin/orders/news*handler=Row*");
        entered.SetResult();
        await (await answered).FinishedAsync();

        await Expect(row).Not.ToHaveAttributeAsync("aria-busy", "true");
        await Expect(row.GetByRole(AriaRole.Button)).ToBeFocusedAsync();
        await Expect(row).ToContainTextAsync("Paid");
        await list.GetByLabel("Number, name, e-mail, phone or SKU").FocusAsync();
        await Expect(row).ToContainTextAsync("Confirmed");
    }

    [Fact]
    public async Task by_loading_the_page_anew_without_JavaScript()
    {
        using var ada = new Buyer(Shop);
        var (track, number) = await OrderedAsync(ada);
        var buyer = await VisitAsync(new Glasses(JavaScript: false));
        await buyer.GotoAsync(track);
        var desk = await StaffAsync(1, $"/admin/orders/{number}", javaScript: false);

        await desk.Button("Confirm").ClickAsync();
        await buyer.Link("load the page anew").ClickAsync();
        await Expect(Badge(buyer)).ToHaveTextAsync("Confirmed");

        await desk.Button("Undo").ClickAsync();
        await buyer.Link("load the page anew").ClickAsync();
        await Expect(Badge(buyer)).ToHaveTextAsync("Paid");
    }

    private static ILocator Badge(IPage page) => page.GetByRole(AriaRole.Region, new() { Name = "Where it stands" }).Locator(".status");

    /// <returns>The address of the order's link, and the number of the order, which is paid.</returns>
    private async Task<(string Track, string Number)> OrderedAsync(Buyer buyer)
    {
        var payPage = await buyer.PlaceAsync("egusi");
        await buyer.ConfirmAsync(await buyer.PrepareAsync(payPage));
        await Eventually.TrueAsync(async () => (await Shop.OrdersOfAsync(buyer.Email)).Single().Status == "PAID");
        return (payPage.Replace("/checkout/pay/", "/orders/track/", StringComparison.Ordinal), (await Shop.OrdersOfAsync(buyer.Email)).Single().Number);
    }

    private async Task<IPage> StaffAsync(int process, string address, bool javaScript = true)
    {
        var page = await VisitAsync(new Glasses(JavaScript: javaScript));
        await page.GotoAsync($"http://localhost:{Shop.WebAddress(process).Port}/account/login");
        await page.GetByLabel("E-mail").FillAsync(LiveShop.AdminEmail);
        await page.GetByLabel("Password").FillAsync(LiveShop.AdminPassword);
        await page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Button, new() { Name = "Log in" }).ClickAsync();
        await Expect(page.Title("Your account")).ToBeVisibleAsync();
        await page.GotoAsync($"http://localhost:{Shop.WebAddress(process).Port}{address}");
        return page;
    }
}
