using RachelFoods.E2E.Stage;
using static Microsoft.Playwright.Assertions;

namespace RachelFoods.E2E;

public sealed class Doing_it_twice : Journey
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task places_one_order(bool javaScript)
    {
        var page = await VisitAsync(new Glasses(JavaScript: javaScript));
        var email = Accounts.NewEmail();
        await page.FillCartAsync();
        await page.Link("Check out").ClickAsync();
        await page.FillDetailsAsync(email);

        await page.Button("Place order").DblClickAsync();

        await Expect(page.Title("Pay by card")).ToBeVisibleAsync();
        Assert.Single(await Shop.OrdersOfAsync(email));
    }

    [Fact]
    public async Task pays_once()
    {
        var page = await VisitAsync();
        var email = Accounts.NewEmail();
        await page.OrderEgusiAsync(email);
        await page.FillCardAsync(Paying.GoodCard);

        await page.PayButton().DblClickAsync();

        await page.ExpectPaidAsync();
        await Shop.AssertPaidOnceAsync(email, 15_00);
    }

    [Fact]
    public async Task in_two_tabs_pays_once()
    {
        var visit = await BeginVisitAsync();
        var (first, email) = (visit.Page, Accounts.NewEmail());
        await first.FillCartAsync();
        var second = await visit.NewTabAsync();
        await second.GotoAsync("/cart");
        await first.PlaceOrderAsync(email);
        await second.PlaceOrderAsync(email);
        await second.FillCardAsync(Paying.GoodCard);

        await first.PayAsync(Paying.GoodCard);
        await first.ExpectPaidAsync();
        await second.PayButton().ClickAsync();

        await second.ExpectPaidAsync();
        await Shop.AssertPaidOnceAsync(email, 15_00);
    }

    [Fact]
    public async Task with_more_in_the_cart_closes_the_order_before()
    {
        var visit = await BeginVisitAsync();
        var (first, email) = (visit.Page, Accounts.NewEmail());
        await first.OrderEgusiAsync(email);
        await first.FillCardAsync(Paying.GoodCard);
        var second = await visit.NewTabAsync();
        await second.FillCartAsync("Tapioca");
        await second.PlaceOrderAsync(email);

        await second.PayAsync(Paying.GoodCard);
        await second.ExpectPaidAsync();
        await first.PayButton().ClickAsync();

        await Expect(first.GetByText("This order was cancelled")).ToBeVisibleAsync();
        var orders = await Shop.OrdersOfAsync(email);
        Assert.Equal(["CANCELLED", "PAID"], orders.Select(o => o.Status));
        Assert.Equal("canceled", (await Shop.IntentsOfAsync(orders[0].Id)).Single()["status"]!.GetValue<string>());
    }

    [Fact]
    public async Task after_going_back_comes_to_the_same_order()
    {
        var page = await VisitAsync();
        var email = Accounts.NewEmail();
        await page.OrderEgusiAsync(email);
        await page.GoBackAsync();
        await Expect(page.Title("Checkout")).ToBeVisibleAsync();
        await page.FillDetailsAsync(email);
        await page.Button("Place order").ClickAsync();
        await Expect(page.Title("Pay by card")).ToBeVisibleAsync();
        var payPage = page.Url;
        await page.PayAsync(Paying.GoodCard);
        await page.ExpectPaidAsync();

        await page.GotoAsync(payPage);

        await page.ExpectPaidAsync();
        await Shop.AssertPaidOnceAsync(email, 15_00);
    }
}
