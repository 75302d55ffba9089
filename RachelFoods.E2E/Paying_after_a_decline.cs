using RachelFoods.E2E.Stage;
using static Microsoft.Playwright.Assertions;

namespace RachelFoods.E2E;

public sealed class Paying_after_a_decline : Journey
{
    private static readonly (string Card, string Message, bool Asks)[] Declined =
    [
        ("4000000000000002", "Your card was declined.", false),
        ("4000000000009995", "Your card has insufficient funds.", false),
        ("4000000000009987", "Your card was declined.", false),
        ("4000000000009979", "Your card was declined.", false),
        ("4000000000000069", "Your card has expired.", false),
        ("4000000000000127", "Your card's security code is incorrect.", false),
        ("4000000000000119", "An error occurred while processing your card.", false),
        ("4000000000000341", "Your card was declined.", false),
        ("4000008400001280", "Your card was declined.", false),
        ("4100000000000019", "Your card was declined.", false),
        ("4000000000004954", "Your card was declined.", false),
        ("4000008260003178", "Your card has insufficient funds.", true),
        ("4000008400001629", "Your card was declined.", true),
    ];

    [Fact]
    public async Task is_done_on_the_same_order_with_a_good_card()
    {
        var page = await VisitAsync();
        var email = Accounts.NewEmail();
        await page.OrderEgusiAsync(email);
        var address = page.Url;

        foreach (var (card, message, asks) in Declined)
        {
            await page.PayAsync(card);
            if (asks)
            {
                await page.Bank("Complete").ClickAsync();
            }
            await Expect(page.PayProblem()).ToContainTextAsync(message);
            Assert.Equal(address, page.Url);
        }
        await page.PayAsync(Paying.GoodCard);

        await page.ExpectPaidAsync();
        await Shop.AssertPaidOnceAsync(email, 15_00);
        var intent = (await Shop.IntentsOfAsync((await Shop.OrdersOfAsync(email)).Single().Id)).Single()["id"]!.GetValue<string>();
        var charges = (await Shop.BooksAsync("charges")).Where(c => c["payment_intent"]!.GetValue<string>() == intent).ToList();
        Assert.Single(charges, c => c["status"]!.GetValue<string>() == "succeeded");
        Assert.Equal(Declined.Length, charges.Count(c => c["status"]!.GetValue<string>() == "failed"));
    }

    [Fact]
    public async Task keeps_a_mistyped_number_from_being_sent()
    {
        var page = await VisitAsync();
        var email = Accounts.NewEmail();
        await page.OrderEgusiAsync(email);

        await page.PayAsync("4242424242424241");
        await Expect(page.PayProblem()).ToContainTextAsync("Your card number is invalid.");
        await page.PayAsync(Paying.GoodCard);

        await page.ExpectPaidAsync();
        await Shop.AssertPaidOnceAsync(email, 15_00);
    }
}
