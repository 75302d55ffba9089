using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;
using MailKit.Security;

namespace MailKit.Net.Smtp;

/// <summary>Commands out, answers in. Each exchange has a time limit of its own, however slowly the server drips its answer.</summary>
internal sealed class SmtpConnection(Socket socket) : IDisposable
{
    private const int LongestReply = 64 * 1024;

    private readonly byte[] _buffer = new byte[4096];
    private Stream _stream = new NetworkStream(socket, ownsSocket: true);
    private int _read;
    private int _filled;

    public required TimeSpan Limit { get; set; }

    public bool IsEncrypted => _stream is SslStream;

    public IPAddress LocalAddress => ((IPEndPoint)socket.LocalEndPoint!).Address;

    public static async Task<SmtpConnection> OpenAsync(string host, int port, TimeSpan limit, CancellationToken ct)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await WithinAsync(limit, async within =>
            {
                await socket.ConnectAsync(host, port, within);
                return true;
            }, ct);
            return new SmtpConnection(socket) { Limit = limit };
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <exception cref="SslHandshakeException">No common protocol, or the server's certificate is not trusted.</exception>
    public async Task EncryptAsync(SslClientAuthenticationOptions options, CancellationToken ct)
    {
        // What came in the clear after the server's word to begin was not said under its certificate.
        if (_read < _filled) throw new SmtpProtocolException("The SMTP server spoke before the encryption began.");
        var encrypted = new SslStream(_stream, leaveInnerStreamOpen: false);
        _stream = encrypted;
        try
        {
            await WithinAsync(Limit, async within =>
            {
                await encrypted.AuthenticateAsClientAsync(options, within);
                return true;
            }, ct);
        }
        catch (Exception e) when (e is System.Security.Authentication.AuthenticationException or IOException)
        {
            throw new SslHandshakeException($"No encrypted connection to {options.TargetHost}: {e.Message}", e);
        }
    }

    public Task<SmtpReply> AskAsync(string command, CancellationToken ct) => WithinAsync(Limit, async within =>
    {
        await _stream.WriteAsync(Encoding.UTF8.GetBytes(command + "\r\n"), within);
        await _stream.FlushAsync(within);
        return await ReadReplyAsync(within);
    }, ct);

    public Task<SmtpReply> ListenAsync(CancellationToken ct) => WithinAsync(Limit, ReadReplyAsync, ct);

    public Task WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken ct) => WithinAsync(Limit, async within =>
    {
        await _stream.WriteAsync(bytes, within);
        return true;
    }, ct);

    public void Dispose() => _stream.Dispose();

    private async Task<SmtpReply> ReadReplyAsync(CancellationToken ct)
    {
        var lines = new List<string>();
        for (var (code, size) = (0, 0); ;)
        {
            var line = await ReadLineAsync(ct);
            size += line.Length;
            if (size > LongestReply || !IsOfReply(line, ref code)) throw new SmtpProtocolException("The SMTP server's answer is not one of SMTP.");
            lines.Add(line.Length > 4 ? line[4..] : "");
            if (line.Length == 3 || line[3] == ' ') return new SmtpReply(code, lines);
        }
    }

    private static bool IsOfReply(string line, ref int code)
    {
        if (line.Length < 3 || (line.Length > 3 && line[3] is not (' ' or '-'))) return false;
        if (!int.TryParse(line.AsSpan(0, 3), NumberStyles.None, null, out var said) || (code != 0 && said != code)) return false;
        code = said;
        return true;
    }

    private async Task<string> ReadLineAsync(CancellationToken ct)
    {
        using var line = new MemoryStream();
        while (true)
        {
            if (_read == _filled) await FillAsync(ct);
            var end = Array.IndexOf(_buffer, (byte)'\n', _read, _filled - _read);
            var upTo = end < 0 ? _filled : end;
            line.Write(_buffer, _read, upTo - _read);
            _read = end < 0 ? _filled : end + 1;
            if (line.Length > LongestReply) throw new SmtpProtocolException("The SMTP server's answer does not end.");
            if (end >= 0) return Encoding.UTF8.GetString(line.ToArray()).TrimEnd('\r');
        }
    }

    private async Task FillAsync(CancellationToken ct)
    {
        (_read, _filled) = (0, await _stream.ReadAsync(_buffer, ct));
        if (_filled == 0) throw new SmtpProtocolException("The SMTP server has unexpectedly disconnected.");
    }

    private static async Task<T> WithinAsync<T>(TimeSpan limit, Func<CancellationToken, Task<T>> work, CancellationToken ct)
    {
        using var within = CancellationTokenSource.CreateLinkedTokenSource(ct);
        within.CancelAfter(limit);
        try
        {
            return await work(within.Token);
        }
        catch (OperationCanceledException silence) when (!ct.IsCancellationRequested)
        {
            throw new TimeoutException($"The SMTP server was silent for {limit.TotalMilliseconds} milliseconds.", silence);
        }
    }
}
