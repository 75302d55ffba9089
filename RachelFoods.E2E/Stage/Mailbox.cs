using RachelFoods.Tests.Stage.Smtp;

namespace RachelFoods.E2E.Stage;

/// <summary>What people find in their mailboxes.</summary>
internal static class Mailbox
{
    /// <summary>Waits for the mail and takes the link that its button has.</summary>
    public static async Task<string> LinkOfAsync(this LiveShop shop, string email, string subject, string button)
    {
        ReceivedMail? mail = null;
        await Eventually.TrueAsync(async () =>
        {
            mail = (await shop.Mail.MailsToAsync(email)).FirstOrDefault(m => m.Subject == subject);
            return mail is not null;
        });
        return mail!.Text!.Split($"{button}: ")[1].Split('\n')[0].Trim();
    }
}
