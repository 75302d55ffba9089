using Microsoft.Playwright;
using RachelFoods.E2E.Stage;
using static Microsoft.Playwright.Assertions;

namespace RachelFoods.E2E;

public sealed class Buying_by_card : Journey
{
    [Theory]
    [InlineData(375)]
    [InlineData(1280)]
    public async Task ends_with_a_paid_order(int width)
    {
        var page = await VisitAsync(new Glasses(width));
        var email = Accounts.NewEmail();

        await page.OrderEgusiAsync(email);
        await page.PayAsync(Paying.GoodCard);

        await page.ExpectPaidAsync();
        await Expect(page.GetByRole(AriaRole.Main)).ToContainTextAsync("$15.00");
        await Shop.AssertPaidOnceAsync(email, 15_00);
    }

    [Fact]
    public async Task leaves_an_empty_cart()
    {
        var page = await VisitAsync();
        await page.OrderEgusiAsync(Accounts.NewEmail());
        await page.PayAsync(Paying.GoodCard);
        await page.ExpectPaidAsync();

        await page.GotoAsync("/cart");

        await Expect(page.GetByText("Your cart is empty.")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task is_finished_by_the_webhook_when_the_browser_is_closed()
    {
        var visit = await BeginVisitAsync();
        var email = Accounts.NewEmail();
        await visit.Page.OrderEgusiAsync(email);
        // Whatever the browser would ask after paying does not reach the shop.
        await visit.Page.RouteAsync("**/checkout/return*", route => route.AbortAsync());
        await visit.Page.RunAndWaitForResponseAsync(
            () => visit.Page.PayAsync(Paying.GoodCard), answer => answer.Url.EndsWith("/confirm", StringComparison.Ordinal));

        await visit.DisposeAsync();

        await Eventually.TrueAsync(async () => (await Shop.OrdersOfAsync(email)).Single().Status == "PAID");
        await Shop.AssertPaidOnceAsync(email, 15_00);
    }
}
