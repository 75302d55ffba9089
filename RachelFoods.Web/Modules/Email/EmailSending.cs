using RachelFoods.Web.Data;
using RachelFoods.Web.Kernel;

namespace RachelFoods.Web.Modules.Email;

/// <summary>A mail on its way out.</summary>
/// <param name="RequestId">The request that it goes back to; null for what the shop writes by itself.</param>
public sealed record OutgoingMail(
    string MessageId, string To, string Subject, string Html, string Text, DateTimeOffset WrittenAt, string? RequestId = null);

public abstract record SendMailResult
{
    /// <summary>The mail server answers for it from here on.</summary>
    public sealed record Taken : SendMailResult;

    /// <summary>It will not be taken at another time either.</summary>
    /// <param name="End">What the mail has become.</param>
    /// <param name="Said">By the mail server; may name the address.</param>
    public sealed record Refused(MailState End, string Said) : SendMailResult;

    /// <summary>Not now, or nobody knows: to be tried again.</summary>
    /// <param name="Reason">Without addresses, for the log.</param>
    public sealed record NotNow(string Reason, string Said) : SendMailResult;
}

/// <summary>The world outside begins here.</summary>
public interface IEmailSender
{
    Task<SendMailResult> SendAsync(OutgoingMail mail, CancellationToken ct);
}

/// <summary>The mail server did not take a mail; the outbox asks again.</summary>
public sealed class MailNotTaken(Guid mailId, string reason) : Exception($"Mail {mailId} was not taken: {reason}");

/// <summary>
/// Hands a mail to the mail server, outside any transaction. Who dies between the server's yes and the row's "sent" sends it again, with
/// the same Message-ID: SMTP cannot be asked whether it has a mail already.
/// </summary>
internal sealed class SendMails(ShopDb db, IEmailSender sender, MailSecrets secrets, TimeProvider clock) : IHandle<SendMail>
{
    public async Task HandleAsync(SendMail message, CancellationToken ct)
    {
        if (await db.Set<Mail>().FindAsync([db.StoreId, message.MailId], ct) is not { State: MailState.Waiting } mail)
        {
            return;
        }
        var (html, text) = secrets.Read(mail);
        var result = await sender.SendAsync(new OutgoingMail(mail.MessageId, mail.Recipient, mail.Subject, html, text, mail.WrittenAt, Cause.RequestId), ct);
        switch (result)
        {
            case SendMailResult.Taken: mail.Sent(clock.GetUtcNow()); break;
            case SendMailResult.Refused refused: mail.GiveUp(refused.End, refused.Said); break;
            case SendMailResult.NotNow later: mail.TryLater(later.Said); break;
        }
        await db.SaveChangesAsync(ct);
        if (result is SendMailResult.NotNow notNow)
        {
            throw new MailNotTaken(mail.Id, notNow.Reason);
        }
    }
}
