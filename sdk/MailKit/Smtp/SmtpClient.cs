using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using MailKit.Security;
using MimeKit;

namespace MailKit.Net.Smtp;

public class SmtpClient : MailTransport
{
    private SmtpConnection? _connection;
    private int _timeout = 120_000;

    public SmtpCapabilities Capabilities { get; set; }

    /// <summary>The name given to the server. By default the address of this end of the connection.</summary>
    public string? LocalDomain { get; set; }

    public HashSet<string> AuthenticationMechanisms { get; } = new(StringComparer.OrdinalIgnoreCase);

    public override int Timeout
    {
        get => _timeout;
        set
        {
            _timeout = value;
            _connection?.Limit = Limit;
        }
    }

    public bool IsConnected => _connection is not null;

    public bool IsSecure => _connection is { IsEncrypted: true };

    public bool IsAuthenticated { get; private set; }

    private TimeSpan Limit => _timeout == System.Threading.Timeout.Infinite
        ? System.Threading.Timeout.InfiniteTimeSpan
        : TimeSpan.FromMilliseconds(_timeout);

    /// <exception cref="SocketException">Nobody listens there.</exception>
    /// <exception cref="SslHandshakeException">The encryption failed, or the certificate is not trusted.</exception>
    /// <exception cref="NotSupportedException">STARTTLS is demanded and not offered.</exception>
    /// <exception cref="TimeoutException">The server is silent.</exception>
    public override async Task ConnectAsync(
        string host, int port = 0, SecureSocketOptions options = SecureSocketOptions.Auto, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(host);
        if (IsConnected) throw new InvalidOperationException("The SmtpClient is already connected.");
        (port, options) = Resolve(port, options);
        _connection = await SmtpConnection.OpenAsync(host, port, Limit, cancellationToken);
        await OrCloseAsync(() => GreetAsync(host, options, cancellationToken));
    }

    public override async Task ConnectAsync(
        Socket socket, string host, int port = 0, SecureSocketOptions options = SecureSocketOptions.Auto, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(socket);
        ArgumentException.ThrowIfNullOrEmpty(host);
        if (IsConnected) throw new InvalidOperationException("The SmtpClient is already connected.");
        if (!socket.Connected) throw new ArgumentException("The socket is not connected.", nameof(socket));
        (_, options) = Resolve(port, options);
        _connection = new SmtpConnection(socket) { Limit = Limit };
        await OrCloseAsync(() => GreetAsync(host, options, cancellationToken));
    }

    /// <returns>What the server said when it took the message.</returns>
    /// <exception cref="SmtpCommandException">The server refused sender, recipient or message. The connection can be used on.</exception>
    /// <exception cref="SmtpProtocolException">The connection broke: whether the message was taken is unknown.</exception>
    public override async Task<string> SendAsync(
        MimeMessage message, CancellationToken cancellationToken = default, ITransferProgress? progress = null)
    {
        var envelope = SmtpEnvelope.Of(message);
        var connection = Connected();
        return await OrCloseAsync(() => envelope.SendAsync(connection, Capabilities, progress, cancellationToken));
    }

    public override async Task DisconnectAsync(bool quit, CancellationToken cancellationToken = default)
    {
        try
        {
            if (quit && _connection is { } connection) await connection.AskAsync("QUIT", cancellationToken);
        }
        catch (Exception e) when (e is IOException or SocketException or ProtocolException or TimeoutException)
        {
            // Leaving without a good-bye is leaving too.
        }
        finally
        {
            Close();
        }
    }

    private protected override async Task AuthenticateAsync(NetworkCredential credentials, CancellationToken cancellationToken)
    {
        var connection = Connected();
        if (IsAuthenticated) throw new InvalidOperationException("The SmtpClient is already authenticated.");
        if (!Capabilities.HasFlag(SmtpCapabilities.Authentication))
            throw new NotSupportedException("The SMTP server does not support authentication.");
        await OrCloseAsync(() => new SmtpLogIn(connection, credentials).AsAsync(AuthenticationMechanisms, cancellationToken));
        IsAuthenticated = true;
    }

    private protected override void Close()
    {
        _connection?.Dispose();
        (_connection, IsAuthenticated, Capabilities) = (null, false, SmtpCapabilities.None);
        AuthenticationMechanisms.Clear();
    }

    private SmtpConnection Connected() => _connection ?? throw new ServiceNotConnectedException("The SmtpClient is not connected.");

    private static (int Port, SecureSocketOptions Options) Resolve(int port, SecureSocketOptions options) => (port, options) switch
    {
        (465, SecureSocketOptions.Auto) => (port, SecureSocketOptions.SslOnConnect),
        (_, SecureSocketOptions.Auto) => (port == 0 ? 25 : port, SecureSocketOptions.StartTlsWhenAvailable),
        (0, SecureSocketOptions.SslOnConnect) => (465, options),
        _ => (port == 0 ? 25 : port, options),
    };

    private async Task<bool> GreetAsync(string host, SecureSocketOptions options, CancellationToken ct)
    {
        var connection = Connected();
        if (options == SecureSocketOptions.SslOnConnect) await connection.EncryptAsync(Encryption(host), ct);
        (await connection.ListenAsync(ct)).Expect(SmtpStatusCode.ServiceReady);
        await HelloAsync(connection, ct);
        var offered = Capabilities.HasFlag(SmtpCapabilities.StartTLS);
        if (options == SecureSocketOptions.StartTls && !offered)
            throw new NotSupportedException("The SMTP server does not support the STARTTLS extension.");
        if (options != SecureSocketOptions.StartTls && (options != SecureSocketOptions.StartTlsWhenAvailable || !offered)) return true;

        (await connection.AskAsync("STARTTLS", ct)).Expect(SmtpStatusCode.ServiceReady);
        await connection.EncryptAsync(Encryption(host), ct);
        await HelloAsync(connection, ct);
        return true;
    }

    private async Task HelloAsync(SmtpConnection connection, CancellationToken ct)
    {
        var name = LocalDomain ?? Literal(connection.LocalAddress);
        var reply = await connection.AskAsync($"EHLO {name}", ct);
        var features = reply.IsPositive ? SmtpFeatures.Of(reply) : SmtpFeatures.None;
        if (!reply.IsPositive) (await connection.AskAsync($"HELO {name}", ct)).Expect(SmtpStatusCode.Ok);
        Capabilities = features.Capabilities;
        AuthenticationMechanisms.Clear();
        AuthenticationMechanisms.UnionWith(features.Mechanisms);
    }

    private static string Literal(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return plain.AddressFamily == AddressFamily.InterNetworkV6 ? $"[IPv6:{plain}]" : $"[{plain}]";
    }

    private SslClientAuthenticationOptions Encryption(string host) => new()
    {
        TargetHost = host,
        EnabledSslProtocols = SslProtocols,
        CertificateRevocationCheckMode = CheckCertificateRevocation ? X509RevocationMode.Online : X509RevocationMode.NoCheck,
        RemoteCertificateValidationCallback = ServerCertificateValidationCallback,
    };

    // After anything but a refusal the two ends no longer agree on where they are.
    private async Task<T> OrCloseAsync<T>(Func<Task<T>> talk)
    {
        try
        {
            return await talk();
        }
        catch (Exception e) when (!MaySpeakOn(e))
        {
            Close();
            throw;
        }
    }

    private bool MaySpeakOn(Exception failure) => failure switch
    {
        SmtpCommandException refusal => refusal.ErrorCode != SmtpErrorCode.UnexpectedStatusCode
            && refusal.StatusCode != SmtpStatusCode.ServiceNotAvailable,
        AuthenticationException or ServiceNotAuthenticatedException => true,
        _ => false,
    };
}
