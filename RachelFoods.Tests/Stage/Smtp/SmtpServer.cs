namespace RachelFoods.Tests.Stage.Smtp;

/// <summary>How a mail server behaves. It can change its mind at any time (<see cref="SmtpServer.SetAsync"/>).</summary>
public enum SmtpMode
{
    Accept,

    /// <summary>550 to every recipient.</summary>
    Refuse,

    /// <summary>451 to every recipient.</summary>
    Later,

    /// <summary>554 to the message itself.</summary>
    RefuseMessage,

    /// <summary>451 to the message itself.</summary>
    LaterMessage,

    /// <summary>Breaks the connection where the message should come.</summary>
    Drop,

    /// <summary>Keeps the message, and breaks the connection instead of saying so.</summary>
    DropAnswer,

    /// <summary>Lets you in and never says a word.</summary>
    Hang,

    /// <summary>Keeps the message, and never says so.</summary>
    HangAnswer,
}

public enum SmtpEncryption
{
    None,
    StartTls,
    Implicit,
}

/// <summary>What a server is to be from its start. With a user it takes mail from nobody else.</summary>
public sealed record SmtpWish
{
    public SmtpEncryption Encryption { get; init; }

    public string? User { get; init; }

    public string? Password { get; init; }

    /// <summary>PLAIN or LOGIN alone, or both.</summary>
    public string? Mechanism { get; init; }

    public bool Utf8 { get; init; } = true;

    public SmtpMode Mode { get; init; }
}

/// <summary>A real mail server on a port of 127.0.0.1, which keeps what it takes.</summary>
public sealed class SmtpServer : IAsyncDisposable
{
    private readonly SmtpServers _servers;

    private SmtpServer(SmtpServers servers, int port) => (_servers, Port) = (servers, port);

    public int Port { get; }

    /// <summary>Names as the host: the certificate of encrypted servers is for localhost.</summary>
    public static string Host => "localhost";

    /// <summary>The self-signed certificate, after its key: what a client must trust.</summary>
    public string CertificateFile => _servers.CertificateFile;

    public static async Task<SmtpServer> StartAsync(SmtpWish? wish = null)
    {
        wish ??= new SmtpWish();
        var servers = await SmtpServers.GetAsync();
        var answer = await servers.AskAsync(new
        {
            verb = "open",
            wish = new
            {
                mode = Written(wish.Mode),
                tls = wish.Encryption.ToString().ToLowerInvariant(),
                wish.User,
                wish.Password,
                wish.Mechanism,
                wish.Utf8,
                certificate = servers.CertificateFile,
            },
        });
        return new SmtpServer(servers, answer.Port);
    }

    public Task SetAsync(SmtpMode mode) => _servers.AskAsync(new { verb = "mode", Port, mode = Written(mode) });

    /// <summary>Nobody listens any more; what it has taken stays.</summary>
    public Task DownAsync() => _servers.AskAsync(new { verb = "down", Port });

    public Task UpAsync() => _servers.AskAsync(new { verb = "up", Port });

    public async Task<IReadOnlyList<ReceivedMail>> MailsAsync() => (await _servers.AskAsync(new { verb = "mails", Port })).Mails!;

    public async Task<IReadOnlyList<ReceivedMail>> MailsToAsync(string address) =>
        [.. (await MailsAsync()).Where(m => m.To.Contains(address, StringComparer.OrdinalIgnoreCase))];

    /// <summary>How often somebody has called.</summary>
    public async Task<int> ConnectionsAsync() => (await _servers.AskAsync(new { verb = "mails", Port })).Connections;

    public async ValueTask DisposeAsync() => await _servers.AskAsync(new { verb = "close", Port });

    // RefuseMessage is refuse-message.
    private static string Written(SmtpMode mode) =>
        string.Concat(mode.ToString().Select((c, i) => char.IsUpper(c) && i > 0 ? $"-{char.ToLowerInvariant(c)}" : $"{char.ToLowerInvariant(c)}"));
}
