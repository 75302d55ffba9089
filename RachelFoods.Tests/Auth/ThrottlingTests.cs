using System.Net;
using RachelFoods.Tests.Stage;

namespace RachelFoods.Tests.Auth;

public sealed class Trying_passwords(Shop shop) : IClassFixture<Shop>
{
    // Seen to fail without the limit of the account, and without Retry-After.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task is_over_at_the_sixth_try_for_who_is_known_and_who_is_not(bool known)
    {
        var buyer = await shop.ABuyer();
        var email = known ? buyer.Email : Mailbox.NewAddress();
        var browser = shop.Browser();
        for (var i = 0; i < 5; i++)
        {
            Assert.Equal(HttpStatusCode.UnprocessableEntity, (await browser.LogIn(email, "wrong " + i)).StatusCode);
        }

        var sixth = await browser.LogIn(email.ToUpperInvariant(), buyer.Password);

        var page = await sixth.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.TooManyRequests, sixth.StatusCode);
        Assert.InRange(sixth.Headers.RetryAfter!.Delta!.Value, TimeSpan.FromMinutes(14), TimeSpan.FromMinutes(15));
        Assert.Contains("Please wait 15 minutes", page, StringComparison.Ordinal);
        Assert.Contains(email.ToUpperInvariant(), page, StringComparison.Ordinal);
    }

    // Seen to fail without the limit of the account.
    [Fact]
    public async Task counts_guesses_of_the_same_moment_one_by_one()
    {
        var buyer = await shop.ABuyer();

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => shop.Browser().LogIn(buyer.Email, "guess " + i)));

        Assert.Equal(5, answers.Count(a => a.StatusCode == HttpStatusCode.UnprocessableEntity));
        Assert.Equal(3, answers.Count(a => a.StatusCode == HttpStatusCode.TooManyRequests));
    }

    // Seen to fail where a success takes no tries back.
    [Fact]
    public async Task begins_anew_after_the_right_one()
    {
        var (buyer, browser) = (await shop.ABuyer(), shop.Browser());
        for (var i = 0; i < 8; i++)
        {
            await browser.LogIn(buyer.Email, i % 4 == 3 ? buyer.Password : "wrong");
        }

        Assert.Equal(HttpStatusCode.Redirect, (await browser.LogIn(buyer.Email, buyer.Password)).StatusCode);
    }

    // Seen to fail where a reset takes no tries back.
    [Fact]
    public async Task keeps_nobody_out_who_resets_the_password()
    {
        var (buyer, browser) = (await shop.ABuyer(), shop.Browser());
        for (var i = 0; i < 6; i++)
        {
            await browser.LogIn(buyer.Email, "wrong " + i);
        }

        await shop.Browser().Reset(await shop.ResetLink(buyer), "ogbono soup at noon");

        Assert.Equal(HttpStatusCode.Redirect, (await browser.LogIn(buyer.Email, "ogbono soup at noon")).StatusCode);
    }

    [Fact]
    public async Task of_one_account_is_limited_where_the_password_is_asked_for_again()
    {
        var buyer = await shop.ABuyer();
        var browser = await shop.LoggedIn(buyer);
        Dictionary<string, string> wrong = new(StringComparer.Ordinal) { ["Current"] = "wrong", ["Password"] = "ogbono soup at noon" };
        for (var i = 0; i < 5; i++)
        {
            await browser.Send("/account/password", wrong);
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, (await browser.Send("/account/password", wrong)).StatusCode);
    }

    // Seen to fail without the limit of the e-mail.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task and_asking_for_links_is_limited_alike_for_who_is_known_and_who_is_not(bool known)
    {
        Dictionary<string, string> ask = new(StringComparer.Ordinal) { ["Email"] = known ? (await shop.ABuyer()).Email : Mailbox.NewAddress() };
        var browser = shop.Browser();
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(HttpStatusCode.Redirect, (await browser.Send("/account/forgot-password", ask)).StatusCode);
            await browser.GetAsync("/account/forgot-password"); // Says that a mail is on its way.
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, (await browser.Send("/account/forgot-password", ask)).StatusCode);
    }

    [Fact]
    public async Task is_limited_for_a_clients_address_whatever_accounts_it_tries()
    {
        var (app, at) = shop.Stage.AnotherInstance(("Limits:LogInByAddress:Times", "2"), ("Limits:RegisterByAddress:Times", "1"));
        await using var _ = app;
        var browser = shop.Browser(at: at);

        var answers = new[]
        {
            await browser.LogIn(Mailbox.NewAddress(), "one"), await browser.LogIn(Mailbox.NewAddress(), "two"), await browser.LogIn(Mailbox.NewAddress(), "three"),
            await browser.Register(Mailbox.NewAddress()), await shop.Browser(at: at).Register(Mailbox.NewAddress()),
        };

        Assert.Equal([422, 422, 429, 302, 429], answers.Select(a => (int)a.StatusCode));
    }
}
