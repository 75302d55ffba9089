using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace RachelFoods.E2E.Stage;

/// <summary>The card form, which is Stripe's and stands in a frame of its own.</summary>
public static class Paying
{
    public const string GoodCard = "4242424242424242";
    public const string SlowRefundCard = "4000000000007726";
    public const string FailingRefundCard = "4000000000005126";
    public const string AskingCard = "4000002760003184";

    public static ILocator PayButton(this IPage page) => page.Button("Pay $");

    public static ILocator CardField(this IPage page, string label) =>
        page.FrameLocator("iframe[title='Secure payment input frame']").GetByLabel(label);

    public static ILocator Bank(this IPage page, string answer) =>
        page.FrameLocator("iframe[title='3-D Secure verification']").GetByRole(AriaRole.Button, new() { Name = answer });

    public static async Task FillCardAsync(this IPage page, string number)
    {
        await page.CardField("Card number").FillAsync(number);
        await page.CardField("Expiration date").FillAsync("12 / 34");
        await page.CardField("Security code").FillAsync("123");
    }

    public static async Task PayAsync(this IPage page, string number = GoodCard)
    {
        await page.FillCardAsync(number);
        await Expect(page.PayButton()).ToHaveAttributeAsync("aria-disabled", "false");
        await page.PayButton().ClickAsync();
    }

    public static Task ExpectPaidAsync(this IPage page) =>
        Expect(page.GetByText("Thank you, your payment has arrived")).ToBeVisibleAsync();

    /// <summary>What the shop or Stripe says against the payment.</summary>
    public static ILocator PayProblem(this IPage page) => page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Alert);
}
