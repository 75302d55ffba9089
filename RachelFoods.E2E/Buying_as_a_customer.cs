using Microsoft.Playwright;
using RachelFoods.E2E.Stage;
using static Microsoft.Playwright.Assertions;

namespace RachelFoods.E2E;

public sealed class Buying_as_a_customer : Journey
{
    [Fact]
    public async Task keeps_the_cart_at_log_in_and_lists_the_order()
    {
        var page = await VisitAsync();
        await page.FillCartAsync();
        var email = await page.BecomeCustomerAsync();
        await page.GotoAsync("/cart");
        await page.Link("Check out").ClickAsync();
        await Expect(page.GetByLabel("E-mail")).ToHaveValueAsync(email);
        await Expect(page.GetByLabel("Full name")).ToHaveValueAsync("Ada Obi");

        await page.FillDetailsAsync(email);
        await page.Button("Place order").ClickAsync();
        await page.PayAsync(Paying.GoodCard);
        await page.ExpectPaidAsync();
        await page.GotoAsync("/orders");

        var number = (await Shop.OrdersOfAsync(email)).Single().Number;
        await page.Link(number).ClickAsync();
        await Expect(page.Title($"Order {number}")).ToBeVisibleAsync();
        await page.ExpectPaidAsync();
    }

    [Fact]
    public async Task hides_the_order_from_other_customers()
    {
        var page = await VisitAsync();
        var email = await page.BecomeCustomerAsync();
        await page.OrderEgusiAsync(email);
        var stranger = await VisitAsync();
        await stranger.BecomeCustomerAsync();

        var answer = await stranger.GotoAsync($"/orders/{(await Shop.OrdersOfAsync(email)).Single().Number}");

        Assert.Equal(404, answer!.Status);
        await Expect(stranger.GetByRole(AriaRole.Main)).Not.ToContainTextAsync(email);
    }
}
