using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;
using RachelFoods.Tests.Stage.Smtp;

namespace RachelFoods.Tests.Sdk;

public class Mail_by_SMTP
{
    private static MimeMessage AMail(string subject = "Your order", string to = "ada@buyer.example", string text = "Thank you.\r\n")
    {
        var mail = new MimeMessage { Subject = subject, Body = new BodyBuilder { TextBody = text, HtmlBody = $"<p>{text}</p>" }.ToMessageBody() };
        mail.From.Add(new MailboxAddress("RachelFoods", "orders@rachelfoods.example"));
        mail.To.Add(new MailboxAddress("Ada Obi", to));
        return mail;
    }

    private static SmtpClient AClient() => new()
    {
        Timeout = 5000,
        CheckCertificateRevocation = false,
        ServerCertificateValidationCallback = (_, certificate, _, _) => certificate!.Subject == "CN=localhost",
    };

    private static async Task<string> SendAsync(SmtpServer server, MimeMessage mail, SecureSocketOptions options = SecureSocketOptions.None)
    {
        using var client = AClient();
        await client.ConnectAsync(SmtpServer.Host, server.Port, options);
        var answer = await client.SendAsync(mail);
        await client.DisconnectAsync(quit: true);
        return answer;
    }

    [Fact]
    public async Task goes_over_a_line_that_is_open_already()
    {
        await using var server = await SmtpServer.StartAsync(new SmtpWish { Encryption = SmtpEncryption.StartTls });
        using var client = AClient();
        using var open = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await Assert.ThrowsAsync<ArgumentException>(() => client.ConnectAsync(open, SmtpServer.Host, server.Port));
        await open.ConnectAsync(SmtpServer.Host, server.Port);

        await client.ConnectAsync(open, SmtpServer.Host, server.Port, SecureSocketOptions.StartTls);
        await client.SendAsync(AMail());
        await client.DisconnectAsync(quit: true);

        Assert.True(Assert.Single(await server.MailsAsync()).Tls);
        Assert.False(open.Connected);
    }

    [Fact]
    public async Task arrives_as_it_was_written()
    {
        await using var server = await SmtpServer.StartAsync();
        var mail = AMail();
        mail.MessageId = "order-7.paid@rachelfoods.example";
        mail.InReplyTo = "order-7@rachelfoods.example";
        mail.Date = new DateTimeOffset(2026, 11, 22, 9, 5, 0, TimeSpan.FromHours(1));
        mail.ReplyTo.Add(MailboxAddress.Parse("\"Kitchen, Lagos\" <kitchen@rachelfoods.example>"));
        mail.Headers.Add("X-Request-Id", "0HN123");

        var answer = await SendAsync(server, mail);

        Assert.Equal("2.0.0 Taken as 1", answer);
        var received = Assert.Single(await server.MailsAsync());
        Assert.Equal(("orders@rachelfoods.example", "ada@buyer.example", false), (received.From, Assert.Single(received.To), received.Tls));
        Assert.Equal("Your order", received.Subject);
        Assert.Equal("<order-7.paid@rachelfoods.example>", received.Header("Message-Id"));
        Assert.Equal("<order-7@rachelfoods.example>", received.Header("In-Reply-To"));
        Assert.Equal("Sun, 22 Nov 2026 09:05:00 +0100", received.Header("Date"));
        Assert.Equal("0HN123", received.Header("X-Request-Id"));
        Assert.Equal("\"Kitchen, Lagos\" <kitchen@rachelfoods.example>", received.Header("Reply-To"));
        Assert.Equal(("Thank you.\n", "<p>Thank you.\n</p>"), (received.Text, received.Html));
        Assert.Empty(received.Defects);
    }

    [Theory]
    [InlineData(SmtpEncryption.StartTls, SecureSocketOptions.StartTls)]
    [InlineData(SmtpEncryption.StartTls, SecureSocketOptions.Auto)]
    [InlineData(SmtpEncryption.Implicit, SecureSocketOptions.SslOnConnect)]
    public async Task travels_encrypted(SmtpEncryption encryption, SecureSocketOptions options)
    {
        await using var server = await SmtpServer.StartAsync(new SmtpWish { Encryption = encryption });

        await SendAsync(server, AMail(), options);

        Assert.True(Assert.Single(await server.MailsAsync()).Tls);
    }

    [Theory]
    [InlineData("PLAIN", SmtpEncryption.StartTls)]
    [InlineData("LOGIN", SmtpEncryption.Implicit)]
    public async Task is_sent_by_who_has_logged_in(string mechanism, SmtpEncryption encryption)
    {
        await using var server = await SmtpServer.StartAsync(
            new SmtpWish { Encryption = encryption, User = "shöp", Password = "pässword", Mechanism = mechanism });
        using var client = AClient();
        await client.ConnectAsync(
            SmtpServer.Host, server.Port, encryption == SmtpEncryption.Implicit ? SecureSocketOptions.SslOnConnect : SecureSocketOptions.StartTls);
        await Assert.ThrowsAsync<ServiceNotAuthenticatedException>(() => client.SendAsync(AMail()));
        await Assert.ThrowsAsync<AuthenticationException>(() => client.AuthenticateAsync("shöp", "wrong"));
        Assert.False(client.IsAuthenticated);

        await client.AuthenticateAsync("shöp", "pässword");
        await client.SendAsync(AMail());

        Assert.Equal([mechanism], client.AuthenticationMechanisms);
        Assert.Equal("shöp", Assert.Single(await server.MailsAsync()).User);
    }

    [Fact]
    public async Task waits_for_a_server_that_may_take_it_later()
    {
        await using var server = await SmtpServer.StartAsync(new SmtpWish { Mode = SmtpMode.Later });
        using var client = AClient();
        await client.ConnectAsync(SmtpServer.Host, server.Port, SecureSocketOptions.None);

        var later = await Assert.ThrowsAsync<SmtpCommandException>(() => client.SendAsync(AMail()));
        await server.SetAsync(SmtpMode.Accept);
        await client.SendAsync(AMail());

        Assert.Equal((SmtpErrorCode.RecipientNotAccepted, SmtpStatusCode.ErrorInProcessing), (later.ErrorCode, later.StatusCode));
        Assert.Equal("ada@buyer.example", later.Mailbox!.Address);
        Assert.Single(await server.MailsAsync());
    }

    [Theory]
    [InlineData(SmtpMode.Refuse, SmtpErrorCode.RecipientNotAccepted, SmtpStatusCode.MailboxUnavailable)]
    [InlineData(SmtpMode.RefuseMessage, SmtpErrorCode.MessageNotAccepted, SmtpStatusCode.TransactionFailed)]
    [InlineData(SmtpMode.LaterMessage, SmtpErrorCode.MessageNotAccepted, SmtpStatusCode.ErrorInProcessing)]
    public async Task is_refused_with_the_servers_reason(SmtpMode mode, SmtpErrorCode error, SmtpStatusCode status)
    {
        await using var server = await SmtpServer.StartAsync(new SmtpWish { Mode = mode });

        var refusal = await Assert.ThrowsAsync<SmtpCommandException>(() => SendAsync(server, AMail()));

        Assert.Equal((error, status), (refusal.ErrorCode, refusal.StatusCode));
    }

    [Theory]
    [InlineData(SmtpMode.Drop, 0)]
    [InlineData(SmtpMode.DropAnswer, 1)]
    public async Task has_an_unknown_fate_when_the_connection_breaks(SmtpMode mode, int taken)
    {
        await using var server = await SmtpServer.StartAsync(new SmtpWish { Mode = mode });
        using var client = AClient();
        await client.ConnectAsync(SmtpServer.Host, server.Port, SecureSocketOptions.None);

        var broken = await Assert.ThrowsAnyAsync<Exception>(() => client.SendAsync(AMail()));

        Assert.True(broken is SmtpProtocolException or IOException, broken.ToString());
        Assert.False(client.IsConnected);
        Assert.Equal(taken, (await server.MailsAsync()).Count);
    }

    [Theory]
    [InlineData(SmtpMode.Hang)]
    [InlineData(SmtpMode.HangAnswer)]
    public async Task does_not_wait_for_a_silent_server(SmtpMode mode)
    {
        await using var server = await SmtpServer.StartAsync(new SmtpWish { Mode = mode });
        using var client = AClient();
        client.Timeout = 300;

        await Assert.ThrowsAsync<TimeoutException>(async () =>
        {
            await client.ConnectAsync(SmtpServer.Host, server.Port, SecureSocketOptions.None);
            await client.SendAsync(AMail());
        });

        Assert.False(client.IsConnected);
    }

    [Fact]
    public async Task cannot_go_where_nobody_listens()
    {
        await using var server = await SmtpServer.StartAsync();
        await server.DownAsync();

        await Assert.ThrowsAnyAsync<SocketException>(() => SendAsync(server, AMail()));
        await server.UpAsync();
        await SendAsync(server, AMail());

        Assert.Single(await server.MailsAsync());
    }
}
