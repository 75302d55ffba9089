using RachelFoods.E2E.Stage;

namespace RachelFoods.E2E.Looks;

public sealed class Every_page : Journey
{
    public static TheoryData<int, bool> AllGlasses => new() { { 375, false }, { 375, true }, { 1280, false }, { 1280, true } };

    [Theory, MemberData(nameof(AllGlasses))]
    public async Task of_the_catalogue_is_open_to_all(int width, bool dark)
    {
        var sight = await SightAsync(new Glasses(width, dark));

        await sight.OpenAsync("home", "/");
        await sight.OpenAsync("catalogue", "/catalog");
        await sight.OpenAsync("category", "/catalog/spices-ingredients");
        await sight.OpenAsync("product", "/products/egusi");
        await sight.OpenAsync("product-with-sizes", "/products/fufu");
        await sight.OpenAsync("search", "/search?q=pepper");
        await sight.OpenAsync("search-without-finds", "/search?q=nothing-like-this");
        await sight.OpenAsync("not-found", "/products/nothing-like-this");

        sight.AssertNothingFound();
    }

    [Theory, MemberData(nameof(AllGlasses))]
    public async Task of_an_account_is_open_to_all(int width, bool dark)
    {
        var glasses = new Glasses(width, dark);
        var page = await VisitAsync(glasses);
        var sight = new Sight(page, glasses);

        await sight.OpenAsync("register", "/account/register");
        await page.RegisterAsync(Accounts.NewEmail());
        await sight.LookAsync("registered");
        await sight.OpenAsync("log-in", "/account/login");
        await page.LogInAsync(Accounts.NewEmail());
        await sight.LookAsync("log-in-refused");
        await page.BecomeCustomerAsync();
        await sight.OpenAsync("account", "/account");
        await sight.OpenAsync("log-out", "/account/logout");

        sight.AssertNothingFound();
    }

    private async Task<Sight> SightAsync(Glasses glasses) => new(await VisitAsync(glasses), glasses);
}
