using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace RachelFoods.E2E.Stage;

/// <summary>Stripe's own page, where cards are entered without JavaScript.</summary>
public static class HostedPage
{
    public static ILocator WayToStripe(this IPage page) => page.Button("Pay on Stripe’s page");

    public static async Task GoToStripeAsync(this IPage page)
    {
        await page.WayToStripe().ClickAsync();
        await Expect(page.GetByLabel("Card number")).ToBeVisibleAsync();
    }

    public static async Task PayAtStripeAsync(this IPage page, string number = Paying.GoodCard)
    {
        await page.GetByLabel("Card number").FillAsync(number);
        await page.GetByLabel("Expiration").FillAsync("12 / 34");
        await page.GetByLabel("Security code").FillAsync("123");
        await page.Button("Pay USD").ClickAsync();
    }
}
