using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using RachelFoods.Tests.Stage;
using RachelFoods.Web.Data;
using RachelFoods.Web.Modules.Auth;

namespace RachelFoods.Tests.Auth;

public sealed class Confirming_an_address(Shop shop) : IClassFixture<Shop>
{
    [Fact]
    public async Task logs_in_by_the_button_and_not_by_looking()
    {
        var newcomer = await shop.ANewcomer();
        var (browser, link) = (shop.Browser(), await shop.ConfirmLink(newcomer));

        var look = await browser.GetAsync(link);
        var confirmedByLooking = await IsConfirmed(newcomer);
        var answer = await browser.Send("/account/confirm", new() { ["Token"] = link.Split("token=")[1] }, link);

        Assert.Equal("no-referrer", look.Headers.GetValues("Referrer-Policy").Single());
        Assert.False(confirmedByLooking);
        Assert.Equal("/account", answer.Headers.Location?.OriginalString);
        Assert.Contains("is confirmed", await browser.GetStringAsync("/account"), StringComparison.Ordinal);
        Assert.True(await IsConfirmed(newcomer));
    }

    [Fact]
    public async Task happens_once_however_often_the_link_is_pressed_at_once()
    {
        var link = await shop.ConfirmLink(await shop.ANewcomer());

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => shop.Browser().Follow(link)));

        Assert.Single(answers, a => a.StatusCode == HttpStatusCode.Redirect);
        Assert.Equal(3, answers.Count(a => a.StatusCode == HttpStatusCode.Gone));
        Assert.Equal(HttpStatusCode.Gone, (await shop.Browser().GetAsync(link)).StatusCode);
    }

    [Fact]
    public async Task is_refused_in_another_store_and_for_another_act()
    {
        var newcomer = await shop.ANewcomer();
        var (confirm, reset) = (await shop.ConfirmLink(newcomer), await shop.ResetLink(newcomer));

        Assert.Equal(HttpStatusCode.Gone, (await shop.Browser("second.localhost").GetAsync(confirm)).StatusCode);
        Assert.Equal(HttpStatusCode.Gone, (await shop.Browser().GetAsync(reset.Replace("reset-password", "confirm", StringComparison.Ordinal))).StatusCode);
        Assert.Equal(HttpStatusCode.Gone, (await shop.Browser().GetAsync("/account/confirm?token=made-up")).StatusCode);
    }

    [Fact]
    public async Task is_too_late_after_the_time_that_the_setting_gives()
    {
        var newcomer = await shop.ANewcomer();
        var link = await shop.Run(async services =>
        {
            var past = new AuthOptions { ConfirmWithin = TimeSpan.FromSeconds(-1) };
            var links = ActivatorUtilities.CreateInstance<AccountLinks>(services, Options.Create(past));
            return (await links.ToConfirmAddressAsync(newcomer.Id, CancellationToken.None))!.Url;
        });

        Assert.Equal(HttpStatusCode.Gone, (await shop.Browser().GetAsync(new Uri(link).PathAndQuery)).StatusCode);
    }

    [Fact]
    public async Task can_be_asked_for_once_more()
    {
        var newcomer = await shop.ANewcomer();
        var browser = await shop.LoggedIn(newcomer);

        var answer = await browser.Send("/account/confirmation", [], "/account");

        Assert.Equal("/account", answer.Headers.Location?.OriginalString);
        Assert.Equal(2, await shop.Messages(nameof(UserRegistered), newcomer.Id));
        Assert.Contains("on its way", await browser.GetStringAsync("/account"), StringComparison.Ordinal);
    }

    private Task<bool> IsConfirmed(Person person) => shop.Run(services =>
        services.GetRequiredService<ShopDb>().Set<User>().Where(u => u.Id == person.Id).Select(u => u.EmailConfirmed).SingleAsync());
}
