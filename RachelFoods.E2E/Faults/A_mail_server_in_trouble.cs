using RachelFoods.E2E.Faults.Stage;
using RachelFoods.E2E.Stage;
using RachelFoods.Tests.Stage.Smtp;

namespace RachelFoods.E2E.Faults;

/// <summary>The shop goes on whatever the mail server does, and no mail is lost.</summary>
[Collection(Turns.OfMachines)]
public sealed class A_mail_server_in_trouble(Reconciled reconciled) : FaultTest(reconciled)
{
    // The server has the mail, the processes that should note it are killed: nobody can know, so it is sent again under the same id.
    [Fact]
    public async Task while_both_processes_are_killed_gets_the_same_mail_again()
    {
        await Shop.Mail.SetAsync(SmtpMode.HangAnswer);
        var buyer = NewBuyer();
        await buyer.BuyAsync();
        await Eventually.TrueAsync(async () => (await Shop.Mail.MailsToAsync(buyer.Email)).Count > 0);

        Shop.First.Kill();
        Shop.Second.Kill();
        await Shop.Mail.SetAsync(SmtpMode.Accept);
        await Task.WhenAll(Shop.First.StartAsync(), Shop.Second.StartAsync());

        await Eventually.TrueAsync(
            async () => await Shop.CountAsync("select count(*) from mails where recipient = $1 and state = 'SENT'", buyer.Email) == 1, FaultyShop.TenLeases);
        var copies = await Shop.Mail.MailsToAsync(buyer.Email);
        Assert.True(copies.Count > 1);
        Assert.Single(copies.Select(m => m.Header("Message-Id")).Distinct(StringComparer.Ordinal));
    }

    [Fact]
    public async Task keeps_nobody_from_buying_and_loses_no_mail()
    {
        await Shop.Mail.DownAsync();
        var buyer = NewBuyer();

        await buyer.BuyAsync();
        await Shop.Mail.UpAsync();

        await Eventually.TrueAsync(async () => (await Shop.Mail.MailsToAsync(buyer.Email)).Count == 1, FaultyShop.TenLeases);
    }
}
