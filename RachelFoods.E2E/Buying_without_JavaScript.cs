using Microsoft.Playwright;
using RachelFoods.E2E.Stage;
using static Microsoft.Playwright.Assertions;

namespace RachelFoods.E2E;

public sealed class Buying_without_JavaScript : Journey
{
    [Theory]
    [InlineData(375)]
    [InlineData(1280)]
    public async Task ends_with_a_paid_order(int width)
    {
        var page = await VisitAsync(new Glasses(width, JavaScript: false));
        var email = Accounts.NewEmail();
        await page.FillCartAsync();
        await page.GetByLabel("Quantity of Egusi").FillAsync("2");
        await page.Button("Update").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Main)).ToContainTextAsync("$25.00");

        await page.PlaceOrderAsync(email);
        await page.GoToStripeAsync();
        await page.PayAtStripeAsync();

        await page.ExpectPaidAsync();
        await Shop.AssertPaidOnceAsync(email, 25_00);
    }

    [Fact]
    public async Task takes_another_card_after_a_decline_and_asks_the_bank()
    {
        var page = await VisitAsync(new Glasses(Width: 375, JavaScript: false));
        var email = Accounts.NewEmail();
        await page.OrderEgusiAsync(email);
        await page.GoToStripeAsync();

        await page.PayAtStripeAsync("4000000000009995");
        await Expect(page.PayProblem()).ToContainTextAsync("Your card has insufficient funds.");
        await page.PayAtStripeAsync(Paying.AskingCard);
        await page.Button("Fail").ClickAsync();
        await Expect(page.PayProblem()).ToContainTextAsync("failed authentication");
        await page.PayAtStripeAsync(Paying.AskingCard);
        await page.Button("Complete").ClickAsync();

        await page.ExpectPaidAsync();
        await Shop.AssertPaidOnceAsync(email, 15_00);
    }

    [Fact]
    public async Task comes_back_unpaid_and_finds_the_same_page_again()
    {
        var page = await VisitAsync(new Glasses(JavaScript: false));
        var email = Accounts.NewEmail();
        await page.OrderEgusiAsync(email);
        await page.GoToStripeAsync();
        var address = page.Url;

        await page.Link("Cancel and go back to the shop").ClickAsync();
        await Expect(page.Title("Pay by card")).ToBeVisibleAsync();
        await page.GoToStripeAsync();

        Assert.Equal(address, page.Url);
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
