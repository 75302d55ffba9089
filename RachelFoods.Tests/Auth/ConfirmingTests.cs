using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RachelFoods.Tests.Stage;
using RachelFoods.Web.Data;
using RachelFoods.Web.Modules.Auth;

namespace RachelFoods.Tests.Auth;

public sealed class Confirming_an_address(Shop shop) : IClassFixture<Shop>
{
    private const string Another = "ogbono soup at noon";

    [Fact]
    public async Task makes_the_account_and_logs_in_by_the_button_and_not_by_looking()
    {
        var newcomer = await shop.ANewcomer();
        var (browser, link) = (shop.Browser(), await shop.ConfirmLink(newcomer));

        var look = await browser.GetAsync(link);
        var madeByLooking = await HasAccount(newcomer);
        var answer = await browser.Send("/account/confirm", new() { ["Token"] = link.Split("token=")[1], ["Password"] = newcomer.Password }, link);

        Assert.Equal("no-referrer", look.Headers.GetValues("Referrer-Policy").Single());
        Assert.False(madeByLooking);
        Assert.Equal("/account", answer.Headers.Location?.OriginalString);
        Assert.Contains("is confirmed", await browser.GetStringAsync("/account"), StringComparison.Ordinal);
        Assert.True(await HasAccount(newcomer));
        Assert.IsType<LogInResult.Welcome>(await shop.LogIn(newcomer.Email, newcomer.Password));
    }

    [Fact]
    public async Task happens_once_however_often_the_link_is_pressed_at_once()
    {
        var link = await shop.ConfirmLink(await shop.ANewcomer());

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => shop.Browser().Confirm(link)));

        Assert.Single(answers, a => a.StatusCode == HttpStatusCode.Redirect);
        Assert.Equal(3, answers.Count(a => a.StatusCode == HttpStatusCode.Gone));
        Assert.Equal(HttpStatusCode.Gone, (await shop.Browser().GetAsync(link)).StatusCode);
    }

    [Theory]
    [InlineData("not the password", "Password-error")]
    [InlineData("", "Enter the password")]
    public async Task needs_the_password_that_was_chosen_and_keeps_the_link(string password, string said)
    {
        var newcomer = await shop.ANewcomer();
        var link = await shop.ConfirmLink(newcomer);

        var answer = await shop.Browser().Confirm(link, password);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains(said, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.False(await HasAccount(newcomer));
        Assert.Equal(HttpStatusCode.Redirect, (await shop.Browser().Confirm(link)).StatusCode);
    }

    [Fact]
    public async Task leaves_no_password_to_who_asked_with_anothers_address()
    {
        var strangers = await shop.ANewcomer(password: "what a stranger chose");
        var (owner, link) = (shop.Browser(), await shop.ConfirmLink(strangers));

        var pressed = await owner.Confirm(link, Another);
        var choose = await owner.ConfirmAnew(link);
        await owner.Reset(choose.Headers.Location!.OriginalString, Another);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, pressed.StatusCode);
        Assert.IsType<LogInResult.Refused>(await shop.LogIn(strangers.Email, strangers.Password));
        Assert.IsType<LogInResult.Welcome>(await shop.LogIn(strangers.Email, Another));
        Assert.DoesNotContain("Ngozi New", await owner.GetStringAsync("/account"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Gone, (await shop.Browser().Confirm(link, strangers.Password)).StatusCode);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task counts_for_its_own_registration_whoever_asked_before_or_after(bool strangerFirst)
    {
        var email = Mailbox.NewAddress();
        var first = await shop.ANewcomer(email, strangerFirst ? "what a stranger chose" : Another);
        var second = await shop.ANewcomer(email, strangerFirst ? Another : "what a stranger chose");
        var (mine, strangers) = strangerFirst ? (second, first) : (first, second);
        var (link, other) = (await shop.ConfirmLink(mine), await shop.ConfirmLink(strangers));

        var crossed = await shop.Browser().Confirm(other, Another);
        var answer = await shop.Browser().Confirm(link, Another);

        Assert.Equal((HttpStatusCode.UnprocessableEntity, HttpStatusCode.Redirect), (crossed.StatusCode, answer.StatusCode));
        Assert.IsType<LogInResult.Welcome>(await shop.LogIn(email, Another));
        Assert.IsType<LogInResult.Refused>(await shop.LogIn(email, strangers.Password));
        Assert.Equal(HttpStatusCode.Gone, (await shop.Browser().Confirm(other, strangers.Password)).StatusCode);
    }

    [Fact]
    public async Task is_refused_in_another_store_and_for_another_act()
    {
        var (confirm, reset) = (await shop.ConfirmLink(await shop.ANewcomer()), await shop.ResetLink(await shop.ABuyer()));

        Assert.Equal(HttpStatusCode.Gone, (await shop.Browser("second.localhost").GetAsync(confirm)).StatusCode);
        Assert.Equal(HttpStatusCode.Gone, (await shop.Browser("second.localhost").Confirm(confirm)).StatusCode);
        Assert.Equal(HttpStatusCode.Gone, (await shop.Browser().GetAsync(reset.Replace("reset-password", "confirm", StringComparison.Ordinal))).StatusCode);
        Assert.Equal(HttpStatusCode.Gone, (await shop.Browser().GetAsync("/account/confirm?token=made-up")).StatusCode);
    }

    [Fact]
    public async Task is_too_late_after_the_time_that_the_setting_gives()
    {
        var newcomer = await shop.ANewcomer();
        var late = await shop.Run(services => Task.FromResult(services.GetRequiredService<AccountTokens>().Write(
            AccountAct.ConfirmAddress, new AccountToken(newcomer.Id, "", TimeProvider.System.GetUtcNow().AddSeconds(-1)))));

        Assert.Equal(HttpStatusCode.Gone, (await shop.Browser().GetAsync($"/account/confirm?token={late}")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await shop.Browser().GetAsync(await shop.ConfirmLink(newcomer))).StatusCode);
    }

    [Fact]
    public async Task is_forgotten_when_it_is_too_late_and_written_to_nobody()
    {
        var newcomer = await shop.ANewcomer();
        await shop.Run(services => services.GetRequiredService<ShopDb>().Set<Registration>().Where(r => r.Id == newcomer.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(r => r.AskedAt, r => r.AskedAt.AddDays(-4))));

        var link = await shop.Run(services => services.GetRequiredService<AccountLinks>().ToConfirmAddressAsync(newcomer.Id, default));
        await shop.ANewcomer();

        Assert.Null(link);
        Assert.False(await shop.Run(services => services.GetRequiredService<ShopDb>().Set<Registration>().AnyAsync(r => r.Id == newcomer.Id)));
    }

    private Task<bool> HasAccount(Person person) => shop.Run(services =>
        services.GetRequiredService<ShopDb>().Set<User>().AnyAsync(u => u.Email == person.Email));
}
