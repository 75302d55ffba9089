using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RachelFoods.Tests.Stage;
using RachelFoods.Web.Data;
using RachelFoods.Web.Modules.Auth;

namespace RachelFoods.Tests.Auth;

public sealed class Changing_an_address(Shop shop) : IClassFixture<Shop>
{
    [Fact]
    public async Task counts_once_the_new_one_is_confirmed()
    {
        var (buyer, wanted) = (await shop.ABuyer(), Mailbox.NewAddress());
        var (browser, elsewhere) = (await shop.LoggedIn(buyer), await shop.LoggedIn(buyer));

        await Ask(browser, buyer.Password, wanted);
        var before = await EmailOf(buyer);
        var answer = await browser.Follow(await ConfirmLink(buyer));

        Assert.Equal(buyer.Email, before);
        Assert.Equal("/account/security", answer.Headers.Location?.OriginalString);
        Assert.Equal(wanted, await EmailOf(buyer));
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/account")).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await elsewhere.GetAsync("/account")).StatusCode);
        Assert.IsType<LogInResult.Welcome>(await shop.LogIn(wanted, buyer.Password));
        Assert.Equal(1, await shop.Messages(nameof(EmailChanged), buyer.Id));
    }

    [Fact]
    public async Task goes_to_the_new_address_first_and_then_to_the_old_one()
    {
        var (buyer, wanted) = (await shop.ABuyer(), Mailbox.NewAddress());
        await Ask(await shop.LoggedIn(buyer), buyer.Password, wanted);
        var change = await NewestChange(buyer);
        var asked = await shop.Run(services => services.GetRequiredService<AccountLinks>().ToConfirmNewEmailAsync(change, CancellationToken.None));
        var tooEarly = await shop.Run(services => services.GetRequiredService<AccountLinks>().ToUndoEmailAsync(change, CancellationToken.None));

        await shop.Browser().Follow(new Uri(asked!.Url).PathAndQuery);
        var told = await shop.Run(services => services.GetRequiredService<AccountLinks>().ToUndoEmailAsync(change, CancellationToken.None));

        Assert.Equal(wanted, asked.To);
        Assert.Null(tooEarly);
        Assert.Equal(buyer.Email, told!.To);
        Assert.InRange(told.Until - TimeProvider.System.GetUtcNow(), TimeSpan.FromDays(6.9), TimeSpan.FromDays(7.1));
    }

    [Fact]
    public async Task is_confirmed_once_and_not_after_the_password_became_another()
    {
        var buyer = await shop.ABuyer();
        var browser = await shop.LoggedIn(buyer);
        await Ask(browser, buyer.Password, Mailbox.NewAddress());
        var older = await ConfirmLink(buyer);
        await shop.Browser().Reset(await shop.ResetLink(buyer), "another one entirely");
        Assert.Equal(HttpStatusCode.Gone, (await shop.Browser().GetAsync(older)).StatusCode);

        var link = await ConfirmLink(buyer);
        var answers = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => shop.Browser().Follow(link)));

        Assert.Single(answers, a => a.StatusCode == HttpStatusCode.Redirect);
        Assert.Equal(2, answers.Count(a => a.StatusCode == HttpStatusCode.Gone));
    }

    [Fact]
    public async Task can_be_undone_from_the_old_address_whatever_was_done_since()
    {
        var buyer = await shop.ABuyer();
        var thief = await shop.LoggedIn(buyer);
        await Ask(thief, buyer.Password, Mailbox.NewAddress());
        await thief.Follow(await ConfirmLink(buyer));
        var undo = await UndoLink(buyer);
        await Ask(thief, buyer.Password, Mailbox.NewAddress());
        await thief.Follow(await ConfirmLink(buyer));
        var thiefsUndo = await UndoLink(buyer);

        var owner = shop.Browser();
        var answer = await owner.Follow(undo);
        await owner.Reset(answer.Headers.Location!.OriginalString, "mine again and only mine");

        Assert.Equal(buyer.Email, await EmailOf(buyer));
        Assert.Equal(HttpStatusCode.Redirect, (await thief.GetAsync("/account")).StatusCode);
        Assert.IsType<LogInResult.Welcome>(await shop.LogIn(buyer.Email, "mine again and only mine"));
        Assert.Equal(HttpStatusCode.Gone, (await shop.Browser().GetAsync(undo)).StatusCode);
        Assert.Equal(HttpStatusCode.Gone, (await shop.Browser().GetAsync(thiefsUndo)).StatusCode);
    }

    [Fact]
    public async Task does_not_tell_that_another_account_has_the_address()
    {
        var (buyer, other) = (await shop.ABuyer(), await shop.ABuyer());
        var browser = await shop.LoggedIn(buyer);

        var answer = await Ask(browser, buyer.Password, other.Email.ToUpperInvariant());

        Assert.Equal("/account/security", answer.Headers.Location?.OriginalString);
        Assert.Equal(1, await shop.Messages(nameof(AddressAlreadyKnown), other.Id));
        Assert.Equal(0, await shop.Messages(nameof(EmailChangeAsked), buyer.Id));
    }

    // Seen to fail without the limit: the sixth is asked for as the others.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task fills_no_mailbox_from_many_accounts_whether_it_is_known_or_not(bool known)
    {
        var wanted = known ? (await shop.ABuyer()).Email : Mailbox.NewAddress();
        await shop.Browser().Register(wanted);
        for (var i = 0; i < 4; i++)
        {
            var one = await shop.ABuyer();
            var asking = await shop.LoggedIn(one);
            await Ask(asking, "not the password", wanted);
            Assert.Equal(HttpStatusCode.Redirect, (await Ask(asking, one.Password, wanted)).StatusCode);
        }
        var sixth = await shop.ABuyer();

        var answer = await Ask(await shop.LoggedIn(sixth), sixth.Password, wanted.ToUpperInvariant());

        Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
        Assert.InRange(answer.Headers.RetryAfter!.Delta!.Value, TimeSpan.FromMinutes(55), TimeSpan.FromMinutes(60));
        Assert.Contains("Please wait", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(5, await shop.MailsAsked(wanted));
    }

    [Fact]
    public async Task says_so_when_the_address_became_anothers_meanwhile()
    {
        var (buyer, wanted) = (await shop.ABuyer(), Mailbox.NewAddress());
        var browser = await shop.LoggedIn(buyer);
        await Ask(browser, buyer.Password, wanted);
        await shop.Browser().Confirm(await shop.ConfirmLink(await shop.ANewcomer(wanted)));

        var answer = await browser.Follow(await ConfirmLink(buyer));

        Assert.Equal(HttpStatusCode.Gone, answer.StatusCode);
        Assert.Contains("has an account of its own", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(buyer.Email, await EmailOf(buyer));
    }

    [Fact]
    public async Task leads_to_an_address_with_which_somebody_merely_registered()
    {
        var (buyer, newcomer) = (await shop.ABuyer(), await shop.ANewcomer());
        var (browser, registration) = (await shop.LoggedIn(buyer), await shop.ConfirmLink(newcomer));
        await Ask(browser, buyer.Password, newcomer.Email);

        await browser.Follow(await ConfirmLink(buyer));

        Assert.Equal(newcomer.Email, await EmailOf(buyer));
        Assert.Equal(HttpStatusCode.Gone, (await shop.Browser().Confirm(registration)).StatusCode);
    }

    [Theory]
    [InlineData("no address", null, "Email-error")]
    [InlineData(null, "not the password", "Password-error")]
    public async Task refuses_what_is_wrong_beside_its_field(string? email, string? password, string error)
    {
        var buyer = await shop.ABuyer();
        var browser = await shop.LoggedIn(buyer);

        var answer = await Ask(browser, password ?? buyer.Password, email ?? Mailbox.NewAddress());

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains($"id=\"{error}\"", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private static Task<HttpResponseMessage> Ask(HttpClient browser, string password, string email) =>
        browser.Send("/account/email", new() { ["Email"] = email, ["Password"] = password });

    private Task<string> EmailOf(Person person) => shop.Run(services =>
        services.GetRequiredService<ShopDb>().Set<User>().Where(u => u.Id == person.Id).Select(u => u.Email!).SingleAsync());

    private Task<Guid> NewestChange(Person person) => shop.Run(services => services.GetRequiredService<ShopDb>().Set<EmailChange>()
        .Where(c => c.UserId == person.Id).OrderByDescending(c => c.AskedAt).Select(c => c.Id).FirstAsync());

    private async Task<string> ConfirmLink(Person person)
    {
        var change = await NewestChange(person);
        return await shop.Link(links => links.ToConfirmNewEmailAsync(change, CancellationToken.None));
    }

    private async Task<string> UndoLink(Person person)
    {
        var change = await NewestChange(person);
        return await shop.Link(links => links.ToUndoEmailAsync(change, CancellationToken.None));
    }
}
