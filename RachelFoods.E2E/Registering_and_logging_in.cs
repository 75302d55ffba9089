using Microsoft.Playwright;
using RachelFoods.E2E.Stage;
using static Microsoft.Playwright.Assertions;

namespace RachelFoods.E2E;

public sealed class Registering_and_logging_in : Journey
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task leads_to_the_account_and_out_again(bool javaScript)
    {
        var page = await VisitAsync(new Glasses(JavaScript: javaScript));
        var email = await page.BecomeCustomerAsync();

        await page.GotoAsync("/account");
        await Expect(page.Title("Your account")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Main)).ToContainTextAsync(email);
        await page.GetByRole(AriaRole.Button, new() { Name = "Log out" }).ClickAsync();
        await page.GotoAsync("/account");

        await Expect(page.Title("Log in")).ToBeVisibleAsync();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task is_done_by_the_links_in_the_mails(bool javaScript)
    {
        var (page, email) = (await VisitAsync(new Glasses(JavaScript: javaScript)), Accounts.NewEmail());

        await page.RegisterAsync(email);
        await page.ConfirmAsync(email);
        await page.Button("Log out").ClickAsync();

        await page.GotoAsync("/account/login");
        await page.Link("Forgot your password?").ClickAsync();
        await page.GetByLabel("E-mail").FillAsync(email);
        await page.Button("Send the link").ClickAsync();
        await Expect(page.Title("Please look into your mailbox")).ToBeVisibleAsync();
        await page.GotoAsync(await Shop.LinkOfAsync(email, "Choose a new password", "Choose a new password"));
        await page.GetByLabel("New password").FillAsync("plantain by the river");
        await page.Button("Save and log in").ClickAsync();

        await Expect(page.GetByText("Your new password is saved, and you are logged in.")).ToBeVisibleAsync();
        await Shop.LinkOfAsync(email, "Your password was changed", "Choose another password");
    }

    [Fact]
    public async Task keeps_what_was_typed_and_tells_nobody_who_is_known()
    {
        var page = await VisitAsync();
        var email = Accounts.NewEmail();
        await page.RegisterAsync(email);
        await page.RegisterAsync(email);

        await page.LogInAsync(email);

        await Expect(page.GetByLabel("E-mail")).ToHaveValueAsync(email);
        await Expect(page.GetByText("This e-mail address and password do not go together.")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task sees_no_admin_page_as_a_customer()
    {
        var page = await VisitAsync();
        await page.BecomeCustomerAsync();

        var answer = await page.GotoAsync("/admin/orders");

        Assert.NotEqual(200, answer!.Status);
    }
}
