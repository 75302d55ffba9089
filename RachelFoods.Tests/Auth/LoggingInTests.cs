using System.Net;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RachelFoods.Tests.Stage;
using RachelFoods.Web.Data;
using RachelFoods.Web.Modules.Auth;
using RachelFoods.Web.Modules.Stores;

namespace RachelFoods.Tests.Auth;

public sealed class Logging_in(Shop shop) : IClassFixture<Shop>
{
    [Fact]
    public async Task opens_the_account()
    {
        var buyer = await shop.ABuyer();
        var browser = await shop.LoggedIn(buyer);

        var page = await browser.GetStringAsync("/account");

        Assert.Contains(buyer.Email, page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task does_not_mind_capitals_in_the_address()
    {
        var buyer = await shop.ABuyer();

        var answer = await shop.Browser().LogIn(buyer.Email.ToUpperInvariant(), buyer.Password);

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
    }

    [Fact]
    public async Task answers_an_unknown_address_like_a_wrong_password()
    {
        var buyer = await shop.ABuyer();

        var wrong = await Refused(buyer.Email, "not her password");
        var unknown = await Refused("nobody@people.example", "not her password");

        Assert.Equal(wrong.Replace(buyer.Email, "?", StringComparison.Ordinal), unknown.Replace("nobody@people.example", "?", StringComparison.Ordinal));
    }

    [Fact]
    public async Task keeps_the_address_that_was_typed_and_not_the_password()
    {
        var page = await Refused("somebody@people.example", "some password of mine");

        Assert.Contains("value=\"somebody@people.example\"", page, StringComparison.Ordinal);
        Assert.Contains("do not go together", page, StringComparison.Ordinal);
        Assert.DoesNotContain("some password of mine", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/orders", "/orders")]
    [InlineData("/cart?a=b", "/cart?a=b")]
    [InlineData("//evil.example", "/account")]
    [InlineData("/\\evil.example", "/account")]
    [InlineData("https://evil.example/", "/account")]
    [InlineData("javascript:alert(1)", "/account")]
    [InlineData("", "/account")]
    public async Task goes_back_inside_the_shop_only(string asked, string gone)
    {
        var buyer = await shop.ABuyer();

        var answer = await shop.Browser().LogIn(buyer.Email, buyer.Password, asked);

        Assert.Equal(gone, answer.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task locks_after_five_wrong_tries_and_says_nothing_else()
    {
        var buyer = await shop.ABuyer();
        for (var i = 0; i < 5; i++)
        {
            await Refused(buyer.Email, "wrong " + i);
        }

        var right = await shop.Browser().LogIn(buyer.Email, buyer.Password);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, right.StatusCode);
        Assert.Contains("do not go together", await right.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task counts_guesses_of_the_same_moment_one_by_one()
    {
        var buyer = await shop.ABuyer();

        await shop.WhileWritesTo("users", waiting: 4, () => Task.WhenAll(Enumerable.Range(0, 4).Select(i => LogIn(buyer.Email, "guess " + i))));

        Assert.Equal(4, await shop.Run(services => services.GetRequiredService<ShopDb>().Set<User>()
            .Where(u => u.Id == buyer.Id).Select(u => u.AccessFailedCount).SingleAsync()));
    }

    [Fact]
    public async Task forgets_wrong_tries_after_the_right_one()
    {
        var buyer = await shop.ABuyer();
        for (var i = 0; i < 9; i++)
        {
            var password = i % 4 == 3 ? buyer.Password : "wrong";
            await LogIn(buyer.Email, password);
        }

        Assert.IsType<LogInResult.Welcome>(await LogIn(buyer.Email, buyer.Password));
    }

    [Fact]
    public async Task is_for_the_own_store_only()
    {
        var buyer = await shop.ABuyer(StoreSeed.SecondStore);

        var answer = await shop.Browser().LogIn(buyer.Email, buyer.Password);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
    }

    [Fact]
    public async Task is_asked_for_where_a_page_is_somebodys_own()
    {
        var answer = await shop.Browser().GetAsync("/account");

        var target = answer.Headers.Location!;
        Assert.Equal("/account/login", target.AbsolutePath);
        Assert.Equal("/account", QueryHelpers.ParseQuery(target.Query)["returnUrl"]);
    }

    private Task<LogInResult> LogIn(string email, string password) =>
        shop.Run(services => services.GetRequiredService<AccountService>().LogInAsync(email, password, CancellationToken.None));

    private async Task<string> Refused(string email, string password)
    {
        var answer = await shop.Browser().LogIn(email, password);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var page = await answer.Content.ReadAsStringAsync();
        return System.Text.RegularExpressions.Regex.Replace(
            page, "value=\"CfDJ[^\"]+\"", "", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1));
    }
}
