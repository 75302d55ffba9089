using Microsoft.Playwright;
using RachelFoods.E2E.Stage;
using static Microsoft.Playwright.Assertions;

namespace RachelFoods.E2E;

public sealed class Buying_without_JavaScript : Journey
{
    [Theory]
    [InlineData(375)]
    [InlineData(1280)]
    public async Task goes_as_far_as_the_placed_order(int width)
    {
        var page = await VisitAsync(new Glasses(width, JavaScript: false));
        var email = Accounts.NewEmail();
        await page.FillCartAsync();
        await page.GetByLabel("Quantity of Egusi").FillAsync("2");
        await page.Button("Update").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Main)).ToContainTextAsync("$25.00");

        await page.PlaceOrderAsync(email);

        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Your browser does not run JavaScript.");
        Assert.Equal("PENDING", (await Shop.OrdersOfAsync(email)).Single().Status);
    }

    [Fact]
    public async Task keeps_what_was_typed_beside_what_is_wrong()
    {
        var page = await VisitAsync(new Glasses(JavaScript: false));
        await page.FillCartAsync();
        await page.Link("Check out").ClickAsync();
        await page.FillDetailsAsync(Accounts.NewEmail());
        await page.GetByLabel("ZIP code").FillAsync("Brooklyn");

        await page.Button("Place order").ClickAsync();

        await Expect(page.GetByLabel("ZIP code")).ToHaveValueAsync("Brooklyn");
        await Expect(page.GetByLabel("ZIP code")).ToHaveAttributeAsync("aria-invalid", "true");
        await Expect(page.GetByLabel("Full name")).ToHaveValueAsync("Ada Obi");
    }

    [Fact]
    public async Task takes_a_line_out_of_the_cart()
    {
        var page = await VisitAsync(new Glasses(JavaScript: false));
        await page.FillCartAsync();

        await page.Button("Remove Egusi").ClickAsync();

        await Expect(page.GetByText("Your cart is empty.")).ToBeVisibleAsync();
    }
}
