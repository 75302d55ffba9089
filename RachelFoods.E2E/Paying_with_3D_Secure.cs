using RachelFoods.E2E.Stage;
using static Microsoft.Playwright.Assertions;

namespace RachelFoods.E2E;

public sealed class Paying_with_3D_Secure : Journey
{
    [Fact]
    public async Task ends_with_a_paid_order_once_the_bank_approves()
    {
        var page = await VisitAsync();
        var email = Accounts.NewEmail();
        await page.OrderEgusiAsync(email);

        await page.PayAsync(Paying.AskingCard);
        await page.Bank("Complete").ClickAsync();

        await page.ExpectPaidAsync();
        await Shop.AssertPaidOnceAsync(email, 15_00);
    }

    [Theory]
    [InlineData("Fail")]
    [InlineData("Close")]
    public async Task keeps_the_order_for_another_card_when_it_fails(string answer)
    {
        var page = await VisitAsync(new Glasses(Width: 375));
        var email = Accounts.NewEmail();
        await page.OrderEgusiAsync(email);

        await page.PayAsync(Paying.AskingCard);
        await page.Bank(answer).ClickAsync();
        await Expect(page.PayProblem()).ToBeVisibleAsync();
        await page.PayAsync(Paying.GoodCard);

        await page.ExpectPaidAsync();
        await Shop.AssertPaidOnceAsync(email, 15_00);
    }
}
