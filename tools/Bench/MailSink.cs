using System.Net;
using System.Net.Sockets;

namespace Bench;

/// <summary>A mail server that takes every mail and keeps none: the shop sends as many as orders are placed.</summary>
internal sealed class MailSink : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    public MailSink()
    {
        _listener.Start();
        _ = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public void Dispose() => _listener.Dispose();

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = ServeAsync(await _listener.AcceptTcpClientAsync());
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The bench has ended.
        }
    }

    private static async Task ServeAsync(TcpClient client)
    {
        try
        {
            using var connection = client;
            using var reader = new StreamReader(connection.GetStream());
            await using var writer = new StreamWriter(connection.GetStream()) { NewLine = "\r\n", AutoFlush = true };
            await writer.WriteLineAsync("220 sink");
            var inMail = false;
            while (await reader.ReadLineAsync() is { } line)
            {
                if (inMail && line != ".")
                {
                    continue;
                }
                inMail = !inMail && line.StartsWith("DATA", StringComparison.OrdinalIgnoreCase);
                await writer.WriteLineAsync(inMail ? "354 go on" : line.StartsWith("QUIT", StringComparison.OrdinalIgnoreCase) ? "221 bye" : "250 ok");
            }
        }
        catch (IOException)
        {
            // The shop has gone first.
        }
    }
}
