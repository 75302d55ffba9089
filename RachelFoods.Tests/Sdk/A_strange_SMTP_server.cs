using System.Net;
using System.Net.Sockets;
using System.Text;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;
using RachelFoods.Tests.Stage.Smtp;

namespace RachelFoods.Tests.Sdk;

public class A_strange_SMTP_server
{
    [Fact]
    public async Task is_understood_however_its_answers_are_cut()
    {
        await using var server = new Script(cut: 1, new()
        {
            [""] = "220-mail.example\r\n220 ready\r\n",
            ["EHLO"] = "250-mail.example\r\n250-SIZE 1000000\r\n250-AUTH=LOGIN\r\n250-8BITMIME\r\n250 ENHANCEDSTATUSCODES\r\n",
        });
        using var client = new SmtpClient { Timeout = 10_000 };

        await client.ConnectAsync("127.0.0.1", server.Port, SecureSocketOptions.StartTlsWhenAvailable);
        await client.SendAsync(AMail());

        Assert.Equal(
            SmtpCapabilities.Size | SmtpCapabilities.Authentication | SmtpCapabilities.EightBitMime | SmtpCapabilities.EnhancedStatusCodes, client.Capabilities);
        Assert.Equal(["LOGIN"], client.AuthenticationMechanisms);
        Assert.Contains(server.Heard, line => line.StartsWith("MAIL FROM:<orders@rachelfoods.example> SIZE=", StringComparison.Ordinal));
        Assert.Contains("EHLO [127.0.0.1]", server.Heard);
    }

    [Fact]
    public async Task that_knows_no_EHLO_is_greeted_the_old_way()
    {
        await using var server = new Script(cut: 100, new() { ["EHLO"] = "502 What?\r\n" });
        using var client = new SmtpClient { Timeout = 10_000 };

        await client.ConnectAsync("127.0.0.1", server.Port, SecureSocketOptions.None);
        await client.SendAsync(AMail());

        Assert.Equal(SmtpCapabilities.None, client.Capabilities);
        Assert.Contains("MAIL FROM:<orders@rachelfoods.example>", server.Heard);
    }

    // Words from before the encryption would count as the true server's.
    [Fact]
    public async Task may_not_speak_ahead_of_the_encryption()
    {
        await using var server = new Script(cut: 100, new()
        {
            ["EHLO"] = "250-mail.example\r\n250 STARTTLS\r\n",
            ["STARTTLS"] = "220 Go on\r\n250-evil.example\r\n250 AUTH PLAIN\r\n",
        });
        using var client = new SmtpClient { Timeout = 10_000 };

        await Assert.ThrowsAsync<SmtpProtocolException>(() => client.ConnectAsync("127.0.0.1", server.Port, SecureSocketOptions.StartTls));
        Assert.False(client.IsConnected);
    }

    [Theory]
    [InlineData("HTTP/1.1 400 Bad Request\r\n")]
    [InlineData("220-one\r\n250 two\r\n")]
    [InlineData("2\r\n")]
    public async Task that_is_none_is_not_spoken_to(string greeting)
    {
        await using var server = new Script(cut: 100, new() { [""] = greeting });
        using var client = new SmtpClient { Timeout = 10_000 };

        await Assert.ThrowsAsync<SmtpProtocolException>(() => client.ConnectAsync("127.0.0.1", server.Port, SecureSocketOptions.None));
    }

    [Fact]
    public async Task that_is_too_busy_is_left()
    {
        await using var server = new Script(cut: 100, new() { [""] = "421 Too many connections\r\n" });
        using var client = new SmtpClient { Timeout = 10_000 };

        var busy = await Assert.ThrowsAsync<SmtpCommandException>(() => client.ConnectAsync("127.0.0.1", server.Port, SecureSocketOptions.None));

        Assert.Equal((SmtpStatusCode.ServiceNotAvailable, false), (busy.StatusCode, client.IsConnected));
    }

    [Fact]
    public async Task must_offer_the_encryption_that_is_demanded()
    {
        await using var server = await SmtpServer.StartAsync();
        using var client = new SmtpClient();

        await Assert.ThrowsAsync<NotSupportedException>(() => client.ConnectAsync(SmtpServer.Host, server.Port, SecureSocketOptions.StartTls));
    }

    [Theory]
    [InlineData(SmtpEncryption.StartTls, SecureSocketOptions.StartTls)]
    [InlineData(SmtpEncryption.Implicit, SecureSocketOptions.SslOnConnect)]
    public async Task with_a_certificate_of_its_own_making_is_not_trusted(SmtpEncryption encryption, SecureSocketOptions options)
    {
        await using var server = await SmtpServer.StartAsync(new SmtpWish { Encryption = encryption });
        using var client = new SmtpClient { CheckCertificateRevocation = false };

        await Assert.ThrowsAsync<SslHandshakeException>(() => client.ConnectAsync(SmtpServer.Host, server.Port, options));
        Assert.Empty(await server.MailsAsync());
    }

    private static MimeMessage AMail()
    {
        var mail = new MimeMessage { Subject = "Your order", Body = new BodyBuilder { TextBody = "Thank you." }.ToMessageBody() };
        mail.From.Add(MailboxAddress.Parse("orders@rachelfoods.example"));
        mail.To.Add(MailboxAddress.Parse("ada@buyer.example"));
        return mail;
    }

    /// <summary>Answers each command by its first word, so many bytes at a time; "" is the greeting.</summary>
    private sealed class Script : IAsyncDisposable
    {
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
        private readonly Dictionary<string, string> _answers;
        private readonly int _cut;
        private readonly Task _talk;

        public Script(int cut, Dictionary<string, string> answers)
        {
            (_cut, _answers) = (cut, answers);
            _listener.Start();
            _talk = TalkAsync();
        }

        public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

        public List<string> Heard { get; } = [];

        public async ValueTask DisposeAsync()
        {
            _listener.Stop();
            try
            {
                await _talk;
            }
            catch (Exception e) when (e is SocketException or IOException or ObjectDisposedException)
            {
                // The client has left.
            }
        }

        private async Task TalkAsync()
        {
            using var client = await _listener.AcceptTcpClientAsync();
            client.NoDelay = true;
            await using var stream = client.GetStream();
            using var lines = new StreamReader(stream);
            await SayAsync(stream, _answers.GetValueOrDefault("", "220 ready\r\n"));
            var inMessage = false;
            while (await lines.ReadLineAsync() is { } line)
            {
                Heard.Add(line);
                if (inMessage && line != ".") continue;
                var word = line.Split(' ', ':')[0];
                await SayAsync(stream, _answers.GetValueOrDefault(word, word == "DATA" ? "354 go on\r\n" : "250 OK\r\n"));
                inMessage = word == "DATA";
            }
        }

        private async Task SayAsync(Stream stream, string answer)
        {
            foreach (var piece in Encoding.ASCII.GetBytes(answer).Chunk(_cut))
            {
                await stream.WriteAsync(piece);
                await stream.FlushAsync();
                await Task.Yield();
            }
        }
    }
}
