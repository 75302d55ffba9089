using System.Net;
using Microsoft.AspNetCore.WebUtilities;
using RachelFoods.Tests.Stage;
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
    public async Task answers_the_password_of_an_unconfirmed_registration_like_a_wrong_one()
    {
        var newcomer = await shop.ANewcomer();

        var right = await Refused(newcomer.Email, newcomer.Password);
        var wrong = await Refused(newcomer.Email, "not the password");

        Assert.Equal(wrong, right);
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
    [InlineData("/%2F%2Fevil.example", "/%2F%2Fevil.example")]
    [InlineData("/\tevil.example", "/account")]
    [InlineData("/%09/evil.example", "/%09/evil.example")]
    [InlineData("///evil.example", "/account")]
    [InlineData("/search?q=ẹ̀wà", "/search?q=%E1%BA%B9%CC%80w%C3%A0")]
    [InlineData("\\\\evil.example", "/account")]
    [InlineData("https:evil.example", "/account")]
    [InlineData("https:/evil.example", "/account")]
    [InlineData(" //evil.example", "/account")]
    [InlineData("/\n/evil.example", "/account")]
    [InlineData("~//evil.example", "/account")]
    [InlineData("evil.example", "/account")]
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

    private async Task<string> Refused(string email, string password)
    {
        var answer = await shop.Browser().LogIn(email, password);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var page = await answer.Content.ReadAsStringAsync();
        return System.Text.RegularExpressions.Regex.Replace(
            page, "value=\"CfDJ[^\"]+\"", "", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1));
    }
}
