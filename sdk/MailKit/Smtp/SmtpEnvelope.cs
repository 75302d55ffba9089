using MimeKit;

namespace MailKit.Net.Smtp;

/// <summary>Who sends to whom, and the bytes between.</summary>
internal sealed class SmtpEnvelope(MailboxAddress sender, IReadOnlyList<MailboxAddress> recipients, MimeMessage message)
{
    private const int Chunk = 16 * 1024;

    private bool NeedsUtf8 => sender.IsLocalPartInternational || recipients.Any(r => r.IsLocalPartInternational) || message.IsInternational;

    /// <exception cref="InvalidOperationException">Nobody sends, or nobody receives.</exception>
    public static SmtpEnvelope Of(MimeMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        var sender = message.From.Mailboxes.FirstOrDefault() ?? throw new InvalidOperationException("No sender has been specified.");
        var recipients = message.Recipients.DistinctBy(r => r.Address, StringComparer.OrdinalIgnoreCase).ToList();
        return recipients.Count > 0
            ? new SmtpEnvelope(sender, recipients, message)
            : throw new InvalidOperationException("No recipients have been specified.");
    }

    public async Task<string> SendAsync(
        SmtpConnection connection, SmtpCapabilities offered, ITransferProgress? progress, CancellationToken ct)
    {
        if (NeedsUtf8 && !offered.HasFlag(SmtpCapabilities.UTF8))
            throw new NotSupportedException("The SMTP server does not support the SMTPUTF8 extension.");
        var bytes = DotStuffing.Of(message.ToBytes(hideBcc: true));
        try
        {
            await AddressAsync(connection, offered, bytes.Length, ct);
            (await connection.AskAsync("DATA", ct)).Expect(SmtpStatusCode.StartMailInput, SmtpErrorCode.MessageNotAccepted);
        }
        catch (Exception refusal) when (refusal is SmtpCommandException or ServiceNotAuthenticatedException)
        {
            if (refusal is not SmtpCommandException { StatusCode: SmtpStatusCode.ServiceNotAvailable }) await connection.AskAsync("RSET", ct);
            throw;
        }

        for (var sent = 0; sent < bytes.Length; sent += Chunk)
        {
            await connection.WriteAsync(bytes.AsMemory(sent, Math.Min(Chunk, bytes.Length - sent)), ct);
            progress?.Report(Math.Min(sent + Chunk, bytes.Length), bytes.Length);
        }
        return (await connection.AskAsync(".", ct)).Expect(SmtpStatusCode.Ok, SmtpErrorCode.MessageNotAccepted).Text;
    }

    private async Task AddressAsync(SmtpConnection connection, SmtpCapabilities offered, int size, CancellationToken ct)
    {
        var extras = (offered.HasFlag(SmtpCapabilities.Size) ? $" SIZE={size}" : "")
            + (NeedsUtf8 ? " BODY=8BITMIME SMTPUTF8" : "");
        var from = await connection.AskAsync($"MAIL FROM:<{sender.OnTheWire}>{extras}", ct);
        if (from.Status == SmtpStatusCode.AuthenticationRequired) throw new ServiceNotAuthenticatedException(from.Text);
        if (!from.IsPositive) throw new SmtpCommandException(SmtpErrorCode.SenderNotAccepted, from.Status, sender, from.Text);
        foreach (var recipient in recipients)
        {
            var to = await connection.AskAsync($"RCPT TO:<{recipient.OnTheWire}>", ct);
            if (to.Status == SmtpStatusCode.AuthenticationRequired) throw new ServiceNotAuthenticatedException(to.Text);
            if (!to.IsPositive) throw new SmtpCommandException(SmtpErrorCode.RecipientNotAccepted, to.Status, recipient, to.Text);
        }
    }
}
