using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using MailKit.Security;

namespace MailKit;

public abstract class MailService : IDisposable
{
    private protected MailService()
    {
    }

    public SslProtocols SslProtocols { get; set; } = SslProtocols.Tls12 | SslProtocols.Tls13;

    public bool CheckCertificateRevocation { get; set; } = true;

    /// <summary>Asked instead of the usual check, if set.</summary>
    public RemoteCertificateValidationCallback? ServerCertificateValidationCallback { get; set; }

    /// <summary>Milliseconds that the server may be silent, whatever it is asked.</summary>
    public abstract int Timeout { get; set; }

    public abstract Task ConnectAsync(
        string host, int port = 0, SecureSocketOptions options = SecureSocketOptions.Auto, CancellationToken cancellationToken = default);

    /// <param name="socket">Connected already; closed with this.</param>
    /// <param name="host">Whose certificate is asked for.</param>
    public abstract Task ConnectAsync(
        Socket socket, string host, int port = 0, SecureSocketOptions options = SecureSocketOptions.Auto, CancellationToken cancellationToken = default);

    public Task AuthenticateAsync(string userName, string password, CancellationToken cancellationToken = default) =>
        AuthenticateAsync(new NetworkCredential(userName, password), cancellationToken);

    public abstract Task DisconnectAsync(bool quit, CancellationToken cancellationToken = default);

    public void Dispose()
    {
        Close();
        GC.SuppressFinalize(this);
    }

    private protected abstract Task AuthenticateAsync(NetworkCredential credentials, CancellationToken cancellationToken);

    private protected abstract void Close();
}
