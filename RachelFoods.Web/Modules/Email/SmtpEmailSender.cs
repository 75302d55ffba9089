using System.Net.Sockets;
using System.Security.Cryptography;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.Options;
using MimeKit;
using RachelFoods.Web.Kernel;
using RachelFoods.Web.Modules.Stores;

namespace RachelFoods.Web.Modules.Email;

/// <summary>Through the store's own mail server or the environment's; without any, in Development, into the folder of mails.</summary>
internal sealed class SmtpEmailSender(MailSenders senders, MailServers servers, MailFolder folder, StoreContext stores, IOptions<SmtpOptions> options) : IEmailSender
{
    private const int FirstPermanent = 500;

    public async Task<SendMailResult> SendAsync(OutgoingMail mail, CancellationToken ct)
    {
        if (!EmailAddress.IsOne(mail.To) || mail.Subject.Any(char.IsControl))
        {
            return new SendMailResult.Refused(MailState.Undeliverable, "This is not one e-mail address, or the subject has more than one line.");
        }
        try
        {
            if (await senders.FindAsync(ct) is not { } sender)
            {
                await folder.KeepAsync(mail, ct);
                return new SendMailResult.Taken();
            }
            await SendAsync(Write(mail, sender.From), sender, ct);
            return new SendMailResult.Taken();
        }
        catch (SmtpCommandException e) when ((int)e.StatusCode >= FirstPermanent)
        {
            var end = e.ErrorCode == SmtpErrorCode.RecipientNotAccepted ? MailState.Undeliverable : MailState.Failed;
            return new SendMailResult.Refused(end, $"{(int)e.StatusCode} {e.Message}");
        }
        catch (Exception e) when (MayPass(e) && !ct.IsCancellationRequested)
        {
            var reason = e is SmtpCommandException said ? $"{said.ErrorCode} {(int)said.StatusCode}" : e.GetType().Name;
            return new SendMailResult.NotNow(reason, $"{reason}: {e.Message}");
        }
    }

    private async Task SendAsync(MimeMessage message, MailSender sender, CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(options.Value.Timeout);
        using var client = new SmtpClient();
        client.Timeout = (int)options.Value.Timeout.TotalMilliseconds;
        client.LocalDomain = stores.Current.CanonicalHost;
        if (sender.IsOwn)
        {
            var line = await servers.CallAsync(sender.Host, sender.Port, limit.Token);
            await client.ConnectAsync(line, sender.Host, sender.Port, Security(sender.Security), limit.Token);
        }
        else
        {
            await client.ConnectAsync(sender.Host, sender.Port, Security(sender.Security), limit.Token);
        }
        if (sender.User.Length > 0)
        {
            await client.AuthenticateAsync(sender.User, sender.Password, limit.Token);
        }
        await client.SendAsync(message, limit.Token);
        await LeaveAsync(client, limit.Token);
    }

    // The mail is with the server: whatever goes wrong now must not have it sent again.
    private static async Task LeaveAsync(SmtpClient client, CancellationToken ct)
    {
        try
        {
            await client.DisconnectAsync(true, ct);
        }
        catch (Exception e) when (MayPass(e))
        {
            // It closes with the client.
        }
    }

    private MimeMessage Write(OutgoingMail mail, string from)
    {
        var store = stores.Current;
        var message = new MimeMessage { Subject = mail.Subject, MessageId = mail.MessageId, Date = mail.WrittenAt };
        message.From.Add(new MailboxAddress(store.Name, from));
        message.ReplyTo.Add(new MailboxAddress(store.Name, store.Contact.Email));
        message.To.Add(new MailboxAddress(null, mail.To));
        message.Headers.Add("Auto-Submitted", "auto-generated");
        if (mail.RequestId is not null)
        {
            message.Headers.Add("X-Request-Id", mail.RequestId);
        }
        message.Body = new BodyBuilder { TextBody = mail.Text, HtmlBody = mail.Html }.ToMessageBody();
        return message;
    }

    private static SecureSocketOptions Security(MailSecurity security) => security switch
    {
        MailSecurity.Tls => SecureSocketOptions.SslOnConnect,
        MailSecurity.StartTls => SecureSocketOptions.StartTls,
        _ => SecureSocketOptions.None,
    };

    // Also what an operator must set right, such as a password: the mails wait for it.
    private static bool MayPass(Exception e) => e is SmtpCommandException or SmtpProtocolException or ServiceNotConnectedException
        or ServiceNotAuthenticatedException or AuthenticationException or SslHandshakeException or NotSupportedException
        or IOException or SocketException or MailServerOutOfReach or TimeoutException or OperationCanceledException or CryptographicException;
}
