using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace RachelFoods.E2E.Stage;

/// <summary>What a shopper does, by the names that people and screen readers find things by.</summary>
public static class Shopping
{
    /// <summary>The heading of the page itself.</summary>
    public static ILocator Title(this IPage page, string name) => page.GetByRole(AriaRole.Heading, new() { Name = name, Level = 1 });

    public static ILocator Button(this IPage page, string name) =>
        page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Button, new() { Name = name });

    public static ILocator Link(this IPage page, string name) =>
        page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Link, new() { Name = name, Exact = true });

    /// <summary>Finds the product by a search from the home page and puts it into the cart.</summary>
    public static async Task FillCartAsync(this IPage page, string product = "Egusi")
    {
        await page.GotoAsync("/");
        await page.GetByLabel("Search the shop").FillAsync(product);
        await page.GetByLabel("Search the shop").PressAsync("Enter");
        await page.Link(product).ClickAsync();
        await Expect(page.Title(product)).ToBeVisibleAsync();
        await page.Button("Add to cart").ClickAsync();
        // A line below the page says so; without JavaScript one is at the cart already.
        var added = page.GetByRole(AriaRole.Link, new() { Name = "See your cart" });
        await Expect(added.Or(page.Title("Your cart"))).ToBeVisibleAsync();
        await page.GotoAsync("/cart");
        await Expect(page.Link(product)).ToBeVisibleAsync();
    }

    public static async Task FillDetailsAsync(this IPage page, string email)
    {
        await page.GetByLabel("E-mail").FillAsync(email);
        await page.GetByLabel("Phone").FillAsync("+1 212 555 0147");
        await page.GetByLabel("Full name").FillAsync("Ada Obi");
        await page.GetByLabel("Street address").FillAsync(Accounts.StreetOf(email));
        await page.GetByLabel("City").FillAsync("Brooklyn");
        await page.GetByLabel("State").FillAsync("NY");
        await page.GetByLabel("ZIP code").FillAsync("11201");
    }

    /// <summary>From a full cart to the pay page.</summary>
    public static async Task PlaceOrderAsync(this IPage page, string email)
    {
        await page.Link("Check out").ClickAsync();
        await page.FillDetailsAsync(email);
        await page.Button("Place order").ClickAsync();
        await Expect(page.Title("Pay by card")).ToBeVisibleAsync();
    }

    /// <summary>From the home page to the pay page, with an order of one Egusi.</summary>
    public static async Task OrderEgusiAsync(this IPage page, string email)
    {
        await page.FillCartAsync();
        await page.PlaceOrderAsync(email);
    }
}
