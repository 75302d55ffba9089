using Microsoft.Playwright;
using RachelFoods.E2E.Stage;
using static Microsoft.Playwright.Assertions;

namespace RachelFoods.E2E;

public sealed class Cancelling_a_paid_order : Journey
{
    [Theory]
    [InlineData(375, true)]
    [InlineData(1280, true)]
    [InlineData(1280, false)]
    public async Task gives_the_money_back_and_staff_see_it(int width, bool javaScript)
    {
        var email = Accounts.NewEmail();
        var order = await APaidOrderAsync(email);
        var page = await VisitAsync(new Glasses(width, JavaScript: javaScript));
        await page.GotoAsync(order);

        await page.GetByRole(AriaRole.Link, new() { Name = "Cancel this order" }).PressAsync("Enter");
        await Expect(page.GetByText("$15.00 goes back to the card that you paid with.")).ToBeVisibleAsync();
        await page.Button("Cancel the order").PressAsync("Enter");

        await Expect(page.GetByText("This order was cancelled")).ToBeVisibleAsync();
        await Eventually.TrueAsync(async () => await RefundsAsync(email) == 1);
        if (!javaScript)
        {
            await page.ReloadAsync(); // With JavaScript the page looks for news by itself.
        }
        await Expect(page.GetByText("$15.00 was given back to your card on")).ToBeVisibleAsync();
        await StaffSeeItAsync((await Shop.OrdersOfAsync(email)).Single().Number, javaScript);
    }

    [Fact]
    public async Task by_staff_says_what_it_does_first()
    {
        using var buyer = new Buyer(Shop);
        var number = await buyer.BuyAsync();
        var page = await VisitAsync();
        await page.LogInAsync(LiveShop.AdminEmail, LiveShop.AdminPassword);
        await page.GotoAsync($"/admin/orders/{number}");

        await page.Link("Cancel and give the money back").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "What happens" })).ToContainTextAsync("$15.00 goes back to the card");
        await page.GetByLabel("Why cancel it?").FillAsync("The yam went bad");
        await page.Button("Cancel and give the money back").ClickAsync();

        await Expect(page.Title(number)).ToContainTextAsync("Cancelled");
        await Eventually.TrueAsync(async () => await RefundsAsync(buyer.Email) == 1);
        await page.ReloadAsync();
        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "Refunds" })).ToContainTextAsync("Given back");
    }

    /// <returns>The address of its page.</returns>
    private async Task<string> APaidOrderAsync(string email)
    {
        var page = await VisitAsync();
        await page.OrderEgusiAsync(email);
        await page.PayAsync();
        await page.ExpectPaidAsync();
        return page.Url;
    }

    private async Task StaffSeeItAsync(string number, bool javaScript)
    {
        var page = await VisitAsync(new Glasses(JavaScript: javaScript));
        await page.LogInAsync(LiveShop.AdminEmail, LiveShop.AdminPassword);
        await page.GotoAsync("/admin/refunds?show=succeeded");
        var row = page.GetByRole(AriaRole.Row).Filter(new() { Has = page.GetByRole(AriaRole.Link, new() { Name = number }) });
        await Expect(row).ToContainTextAsync("$15.00");
        await row.GetByRole(AriaRole.Link, new() { Name = number }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "Refunds" })).ToContainTextAsync("The buyer");
        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "Money" })).ToContainTextAsync("refunded");
    }

    private Task<long> RefundsAsync(string email) => Shop.CountAsync(
        "select count(*) from refunds r join orders o on o.id = r.order_id where o.email = $1 and r.state = 'SUCCEEDED'", email);
}
