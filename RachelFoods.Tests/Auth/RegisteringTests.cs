using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RachelFoods.Tests.Stage;
using RachelFoods.Web.Data;
using RachelFoods.Web.Modules.Auth;
using RachelFoods.Web.Modules.Stores;

namespace RachelFoods.Tests.Auth;

public sealed class Registering(Shop shop) : IClassFixture<Shop>
{
    [Fact]
    public async Task makes_no_account_yet_and_signs_nobody_in()
    {
        var (browser, email) = (shop.Browser(), Mailbox.NewAddress());

        var answer = await browser.Register(email, Mailbox.Good);

        Assert.Equal("/account/register", answer.Headers.Location?.OriginalString);
        Assert.Equal(HttpStatusCode.Redirect, (await browser.GetAsync("/account")).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await browser.LogIn(email, Mailbox.Good)).StatusCode);
    }

    [Fact]
    public async Task answers_the_same_for_a_known_address_and_tells_its_owner()
    {
        var buyer = await shop.ABuyer();
        var (stranger, newcomer) = (shop.Browser(), shop.Browser());

        var known = await stranger.Register(buyer.Email.ToUpperInvariant(), Mailbox.Good);
        var unknown = await newcomer.Register(Mailbox.NewAddress(), Mailbox.Good);

        Assert.Equal((unknown.StatusCode, unknown.Headers.Location), (known.StatusCode, known.Headers.Location));
        Assert.Equal(await newcomer.GetStringAsync("/account/register"), await stranger.GetStringAsync("/account/register"));
        Assert.Equal(1, await shop.Messages(nameof(AddressAlreadyKnown), buyer.Id));
        Assert.IsType<LogInResult.Welcome>(await shop.Run(services =>
            services.GetRequiredService<AccountService>().LogInAsync(buyer.Email, buyer.Password, CancellationToken.None)));
    }

    [Fact]
    public async Task leaves_a_message_for_the_mail()
    {
        var newcomer = await shop.ANewcomer();

        Assert.Equal(1, await shop.Messages(nameof(RegistrationWaits), newcomer.Id));
    }

    [Fact]
    public async Task gives_an_address_one_account_however_often_it_is_asked_and_confirmed_at_once()
    {
        var email = Mailbox.NewAddress();
        var asked = new List<string>();
        for (var i = 0; i < 4; i++)
        {
            asked.Add(await shop.ConfirmLink(await shop.ANewcomer(email)));
        }

        var answers = await shop.WhileWritesTo("users", waiting: 4, () => Task.WhenAll(asked.Select(link => shop.Browser().Confirm(link))));

        Assert.Equal(3, answers.Count(a => a.StatusCode == HttpStatusCode.Gone));
        Assert.Equal(1, await shop.Run(services => services.GetRequiredService<ShopDb>().Set<User>().CountAsync(u => u.Email == email)));
    }

    // Seen to fail without the limit: eight mails leave.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task fills_no_mailbox_whoever_asks_and_whether_it_is_known_or_not(bool known)
    {
        var email = known ? (await shop.ABuyer()).Email : Mailbox.NewAddress();

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => shop.Browser().Register(i % 2 == 0 ? email : email.ToUpperInvariant(), Mailbox.Good)));

        Assert.Equal(5, answers.Count(a => a.StatusCode == HttpStatusCode.Redirect));
        Assert.Equal(3, answers.Count(a => a.StatusCode == HttpStatusCode.TooManyRequests));
        Assert.Equal(5, await shop.MailsAsked(email));
        var refused = answers.First(a => a.StatusCode == HttpStatusCode.TooManyRequests);
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value, TimeSpan.FromMinutes(58), TimeSpan.FromMinutes(60));
        var page = await refused.Content.ReadAsStringAsync();
        Assert.Contains("Please wait 60 minutes", page, StringComparison.Ordinal);
        Assert.Contains(email, page, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task counts_no_try_that_was_refused_for_its_password()
    {
        var email = Mailbox.NewAddress();
        for (var i = 0; i < 6; i++)
        {
            await shop.Browser().Register(email, "too short");
        }

        Assert.Equal(HttpStatusCode.Redirect, (await shop.Browser().Register(email, Mailbox.Good)).StatusCode);
    }

    [Fact]
    public async Task is_open_to_the_same_address_in_each_store()
    {
        var buyer = await shop.ABuyer();

        var added = await shop.In(StoreSeed.SecondStore, services => services.GetRequiredService<AccountService>()
            .AddAsync(new NewAccount("The same", buyer.Email, Mailbox.Good), [Role.Buyer], CancellationToken.None));

        Assert.IsType<AddAccountResult.Added>(added);
    }

    [Theory]
    [InlineData("too short", "at least 10 characters")]
    [InlineData("Password123", "first that others would try")]
    [InlineData("{email}", "not your e-mail address")]
    [InlineData("", "Choose a password")]
    public async Task refuses_a_weak_password_beside_its_field_and_keeps_the_rest(string password, string said)
    {
        var email = Mailbox.NewAddress();

        var answer = await shop.Browser().Register(email, password.Replace("{email}", email, StringComparison.Ordinal));

        var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("id=\"Password-error\"", page, StringComparison.Ordinal);
        Assert.Contains(said, page, StringComparison.Ordinal);
        Assert.Contains($"value=\"{email}\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task refuses_a_weak_password_alike_for_known_and_unknown_addresses()
    {
        var buyer = await shop.ABuyer();

        var answer = await shop.Browser().Register(buyer.Email, "Password123");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
    }

    [Theory]
    [InlineData("no address")]
    [InlineData("")]
    public async Task refuses_what_is_no_address(string email)
    {
        var answer = await shop.Browser().Register(email, Mailbox.Good);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("id=\"Email-error\"", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task takes_a_long_password_whose_accents_were_typed_in_two_ways()
    {
        var newcomer = await shop.ANewcomer(password: "caf\u00e9 " + new string('x', 80));
        await shop.Browser().Confirm(await shop.ConfirmLink(newcomer), newcomer.Password);

        var answer = await shop.Browser().LogIn(newcomer.Email, "cafe\u0301 " + new string('x', 80));

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
    }
}
