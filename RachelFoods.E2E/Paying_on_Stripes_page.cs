using RachelFoods.E2E.Stage;
using static Microsoft.Playwright.Assertions;

namespace RachelFoods.E2E;

public sealed class Paying_on_Stripes_page : Journey
{
    [Fact]
    public async Task is_the_second_choice_beside_the_card_form()
    {
        var page = await VisitAsync();
        var email = Accounts.NewEmail();
        await page.OrderEgusiAsync(email);
        await Expect(page.CardField("Card number")).ToBeVisibleAsync();

        await page.GoToStripeAsync();
        await page.PayAtStripeAsync();

        await page.ExpectPaidAsync();
        await AssertChargedOnceAsync(email);
    }

    [Fact]
    public async Task is_over_when_the_card_form_is_taken_after_all()
    {
        var visit = await BeginVisitAsync(new Glasses(Width: 375));
        var (page, email) = (visit.Page, Accounts.NewEmail());
        await page.OrderEgusiAsync(email);
        await Expect(page.CardField("Card number")).ToBeVisibleAsync();
        var form = page.Url;
        await page.GoToStripeAsync();
        var tab = await visit.NewTabAsync();

        await tab.GotoAsync(form);
        await Expect(tab.CardField("Card number")).ToBeVisibleAsync();
        await page.PayAtStripeAsync();
        await Expect(page.PayProblem()).ToContainTextAsync("This page has expired.");
        await tab.PayAsync();

        await tab.ExpectPaidAsync();
        await AssertChargedOnceAsync(email);
    }

    // The chains that were left for another are cancelled at Stripe.
    private async Task AssertChargedOnceAsync(string email)
    {
        var order = Assert.Single(await Shop.OrdersOfAsync(email));
        var states = (await Shop.IntentsOfAsync(order.Id)).Select(i => i["status"]!.GetValue<string>()).ToList();
        Assert.Equal("PAID", order.Status);
        Assert.Single(states, "succeeded");
        Assert.All(states, state => Assert.Contains(state, new[] { "succeeded", "canceled" }));
        Assert.DoesNotContain(await Shop.BooksAsync("sessions"), s =>
            s["metadata"]!["order_id"]!.GetValue<string>() == order.Id.ToString() && s["status"]!.GetValue<string>() == "open");
    }
}
