using System.Net;
using RachelFoods.Tests.Stage;
using RachelFoods.Web.Modules.Auth;

namespace RachelFoods.Tests.Auth;

public sealed class Changing_a_password(Shop shop) : IClassFixture<Shop>
{
    private const string Another = "ogbono soup at noon";

    // Seen to fail where another password ends no session.
    [Fact]
    public async Task ends_the_other_sessions_on_every_instance_within_one_request()
    {
        var buyer = await shop.ABuyer();
        var (app, second) = shop.Stage.AnotherInstance();
        await using var _ = app;
        var here = await shop.LoggedIn(buyer);
        var elsewhere = shop.Browser(at: second);
        await elsewhere.LogIn(buyer.Email, buyer.Password);
        Assert.Equal(HttpStatusCode.OK, (await elsewhere.GetAsync("/account")).StatusCode);

        var answer = await Change(here, buyer.Password, Another);

        Assert.Equal("/account/security", answer.Headers.Location?.OriginalString);
        Assert.Equal(HttpStatusCode.Redirect, (await elsewhere.GetAsync("/account")).StatusCode);
        Assert.Contains("Your password is changed", await here.GetStringAsync("/account/security"), StringComparison.Ordinal);
        Assert.Equal(1, await shop.Messages(nameof(PasswordChanged), buyer.Id));
    }

    [Theory]
    [InlineData("not the password", Another, "Current-error")]
    [InlineData("", Another, "Current-error")]
    [InlineData(null, "too short", "Password-error")]
    public async Task asks_for_the_current_one_and_a_good_new_one(string? current, string password, string error)
    {
        var buyer = await shop.ABuyer();
        var browser = await shop.LoggedIn(buyer);

        var answer = await Change(browser, current ?? buyer.Password, password);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains($"id=\"{error}\"", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.IsType<LogInResult.Welcome>(await shop.LogIn(buyer.Email, buyer.Password));
    }

    [Fact]
    public async Task is_done_by_one_of_two_who_ask_at_once()
    {
        var buyer = await shop.ABuyer();
        HttpClient[] browsers = [await shop.LoggedIn(buyer), await shop.LoggedIn(buyer)];

        var answers = await Task.WhenAll(browsers.Select((browser, i) => Change(browser, buyer.Password, $"{Another} {i}")));

        Assert.Single(answers, a => a.Headers.Location?.OriginalString == "/account/security");
    }

    private static Task<HttpResponseMessage> Change(HttpClient browser, string current, string password) =>
        browser.Send("/account/password", new() { ["Current"] = current, ["Password"] = password });
}
