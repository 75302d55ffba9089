using Microsoft.Playwright;
using RachelFoods.E2E.Stage;
using static Microsoft.Playwright.Assertions;

namespace RachelFoods.E2E;

public sealed class Buying_by_keyboard : Journey
{
    private const int MostTabs = 80;

    [Fact]
    public async Task goes_from_the_home_page_to_a_paid_order()
    {
        var page = await VisitAsync();
        var email = Accounts.NewEmail();
        await page.GotoAsync("/");

        await TabToAsync(page, page.GetByLabel("Search the shop"));
        await page.Keyboard.TypeAsync("Egusi");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Title("Results for")).ToBeVisibleAsync();
        await TabToAsync(page, page.Link("Egusi"));
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Title("Egusi")).ToBeVisibleAsync();
        await TabToAsync(page, page.Button("Add to cart"));
        await page.Keyboard.PressAsync("Space");
        var toCart = page.GetByRole(AriaRole.Link, new() { Name = "See your cart" });
        await Expect(toCart).ToBeVisibleAsync();
        await TabToAsync(page, toCart);
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Title("Your cart")).ToBeVisibleAsync();
        await TabToAsync(page, page.Link("Check out"));
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Title("Checkout")).ToBeVisibleAsync();
        await TypeDetailsAsync(page, email);
        await TabToAsync(page, page.Button("Place order"));
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.PayButton()).ToHaveAttributeAsync("aria-disabled", "false");
        await TypeCardAsync(page);
        await TabToAsync(page, page.PayButton());
        await page.Keyboard.PressAsync("Enter");

        await page.ExpectPaidAsync();
        await Shop.AssertPaidOnceAsync(email, 15_00);
    }

    private static async Task TypeDetailsAsync(IPage page, string email)
    {
        (string Label, string Text)[] details =
        [
            ("E-mail", email), ("Phone", "+1 212 555 0147"), ("Full name", "Ada Obi"), ("Street address", Accounts.StreetOf(email)),
            ("City", "Brooklyn"), ("State", "NY"), ("ZIP code", "11201"),
        ];
        foreach (var (label, text) in details)
        {
            await TabToAsync(page, page.GetByLabel(label));
            await page.Keyboard.TypeAsync(text);
        }
    }

    private static async Task TypeCardAsync(IPage page)
    {
        await TabToAsync(page, page.CardField("Card number"));
        await page.Keyboard.TypeAsync(Paying.GoodCard);
        await TabToAsync(page, page.CardField("Expiration date"));
        await page.Keyboard.TypeAsync("1234");
        await TabToAsync(page, page.CardField("Security code"));
        await page.Keyboard.TypeAsync("123");
    }

    private static async Task TabToAsync(IPage page, ILocator goal)
    {
        for (var tabs = 0; !await goal.EvaluateAsync<bool>("element => element === element.ownerDocument.activeElement"); tabs++)
        {
            Assert.True(tabs < MostTabs, $"{goal} is not reached by Tab.");
            await page.Keyboard.PressAsync("Tab");
        }
    }
}
