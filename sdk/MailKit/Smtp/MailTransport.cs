using MimeKit;

namespace MailKit;

public interface ITransferProgress
{
    void Report(long bytesTransferred, long totalSize);
}

public abstract class MailTransport : MailService
{
    private protected MailTransport()
    {
    }

    /// <returns>What the server said when it took the message.</returns>
    public abstract Task<string> SendAsync(
        MimeMessage message, CancellationToken cancellationToken = default, ITransferProgress? progress = null);
}
