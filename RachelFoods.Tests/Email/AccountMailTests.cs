using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RachelFoods.Tests.Auth;
using RachelFoods.Tests.Stage;
using RachelFoods.Tests.Stage.Smtp;
using RachelFoods.Web.Data;
using RachelFoods.Web.Modules.Email;

namespace RachelFoods.Tests.Email;

/// <summary>Which mails the owner of an account gets, and that their links do what they say.</summary>
public sealed class The_owner_of_an_account(Shop shop) : IClassFixture<Shop>
{
    [Fact]
    public async Task enters_by_the_mail_after_registering_and_after_forgetting_the_password()
    {
        var (browser, email) = (shop.Browser(), Mailbox.NewAddress());
        await browser.Register(email);
        var confirm = await LinkIn(email, "Please confirm your e-mail address", "Confirm and log in");

        await browser.Confirm(confirm);
        await shop.Browser().Send("/account/forgot-password", new() { ["Email"] = email });
        var reset = await LinkIn(email, "Choose a new password", "Choose a new password");
        var answer = await shop.Browser().Reset(reset, "ogbono soup at noon");

        Assert.Equal(HttpStatusCode.Gone, (await browser.GetAsync(reset)).StatusCode);
        Assert.Equal("/account", answer.Headers.Location?.OriginalString);
        await LinkIn(email, "Your password was changed", "Choose another password");
    }

    [Fact]
    public async Task is_told_that_somebody_asked_for_the_address_they_have()
    {
        var buyer = await shop.ABuyer();

        await shop.Browser().Register(buyer.Email);

        await LinkIn(buyer.Email, "You have an account with us already", "Choose a new password");
    }

    [Fact]
    public async Task confirms_the_new_address_from_there_and_takes_the_old_one_back_from_here()
    {
        var (buyer, wanted) = (await shop.ABuyer(), Mailbox.NewAddress());
        var browser = await shop.LoggedIn(buyer);
        await browser.Send("/account/email", new() { ["Email"] = wanted, ["Password"] = buyer.Password });

        await browser.Follow(await LinkIn(wanted, "Please confirm your new e-mail address", "Use this address"));
        var undone = await shop.Browser().Follow(
            await LinkIn(buyer.Email, "Your account has another e-mail address now", "Take my account back"));

        Assert.StartsWith("/account/reset-password", undone.Headers.Location?.OriginalString, StringComparison.Ordinal);
    }

    [Fact]
    public async Task gets_a_mail_that_nobody_else_can_read_in_the_log()
    {
        var newcomer = await shop.ANewcomer();

        await LinkIn(newcomer.Email, "Please confirm your e-mail address", "Confirm and log in");

        await Wait.Until(
            () => shop.Run(services => services.GetRequiredService<ShopDb>().Set<Mail>()
                .AnyAsync(m => m.Recipient == newcomer.Email && m.Confidential && m.Html == "" && m.Text == "")),
            "the mail is sent and forgotten");
    }

    [Fact]
    public async Task whom_nobody_is_gets_none()
    {
        var (nobody, somebody) = (Mailbox.NewAddress(), await shop.ABuyer());
        await shop.Browser().Send("/account/forgot-password", new() { ["Email"] = nobody });
        await shop.Browser().Send("/account/forgot-password", new() { ["Email"] = somebody.Email });

        await LinkIn(somebody.Email, "Choose a new password", "Choose a new password");

        Assert.Empty(await shop.Stage.Mail.MailsToAsync(nobody));
    }

    private async Task<string> LinkIn(string email, string subject, string button)
    {
        ReceivedMail? mail = null;
        await Wait.Until(
            async () =>
            {
                mail = (await shop.Stage.Mail.MailsToAsync(email)).FirstOrDefault(m => m.Subject == subject);
                return mail is not null;
            },
            $"the mail “{subject}” arrives");
        return new Uri(mail!.Text!.Split($"{button}: ")[1].Split('\n')[0].Trim()).PathAndQuery;
    }
}
