using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace RachelFoods.E2E.Stage;

public static class Accounts
{
    public const string Password = "plantain by the sea";

    public static string NewEmail() => $"ada.{Guid.NewGuid():N}@customer.example";

    /// <summary>An address of the buyer's own, the same each time: the shop limits unpaid orders to one address.</summary>
    public static string StreetOf(string email) => $"8 Palm Street, flat {email["ada.".Length..][..8]}";

    public static async Task RegisterAsync(this IPage page, string email)
    {
        await page.GotoAsync("/account/register");
        await page.GetByLabel("Name").FillAsync("Ada Obi");
        await page.GetByLabel("E-mail").FillAsync(email);
        await page.GetByLabel("Password").FillAsync(Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Create account" }).ClickAsync();
        await Expect(page.Title("Thank you")).ToBeVisibleAsync();
    }

    public static async Task LogInAsync(this IPage page, string email, string password = Password)
    {
        await page.GotoAsync("/account/login");
        await page.GetByLabel("E-mail").FillAsync(email);
        await page.GetByLabel("Password").FillAsync(password);
        await page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Button, new() { Name = "Log in" }).ClickAsync();
    }

    public static async Task KeepAddressAsync(this IPage page, string street)
    {
        await page.GotoAsync("/account/addresses/new");
        await page.GetByLabel("Full name").FillAsync("Ada Obi");
        await page.GetByLabel("Street address").FillAsync(street);
        await page.GetByLabel("City").FillAsync("Brooklyn");
        await page.GetByLabel("State").FillAsync("NY");
        await page.GetByLabel("ZIP code").FillAsync("11201");
        await page.GetByLabel("Phone").FillAsync("+1 212 555 0147");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save address" }).ClickAsync();
        await Expect(page.GetByText("The address is saved.")).ToBeVisibleAsync();
    }

    /// <summary>Opens the link in the mail, and shows there that it was who registered.</summary>
    public static async Task ConfirmAsync(this IPage page, string email)
    {
        var shop = await LiveShop.GetAsync();
        await page.GotoAsync(await shop.LinkOfAsync(email, "Please confirm your e-mail address", "Confirm and log in"));
        await page.GetByLabel("Your password").FillAsync(Password);
        await page.Button("Confirm and log in").ClickAsync();
        await Expect(page.GetByText("Your e-mail address is confirmed, and you are logged in.")).ToBeVisibleAsync();
    }

    public static async Task<string> BecomeCustomerAsync(this IPage page)
    {
        var email = NewEmail();
        await page.RegisterAsync(email);
        await page.ConfirmAsync(email);
        return email;
    }
}
