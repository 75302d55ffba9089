using System.Text;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;
using RachelFoods.Tests.Stage.Smtp;

namespace RachelFoods.Tests.Sdk;

public class Mail_that_is_hard_to_write
{
    private const string Shop = "orders@rachelfoods.example";

    private static MimeMessage AMail(string? name, string to, string subject = "Your order", string text = "Thank you.")
    {
        var mail = new MimeMessage { Subject = subject, Body = new BodyBuilder { TextBody = text, HtmlBody = text }.ToMessageBody() };
        mail.From.Add(new MailboxAddress("RachelFoods", Shop));
        mail.To.Add(new MailboxAddress(name, to));
        return mail;
    }

    private static async Task<ReceivedMail> DeliverAsync(MimeMessage mail)
    {
        await using var server = await SmtpServer.StartAsync();
        using var client = new SmtpClient { Timeout = 10_000 };
        await client.ConnectAsync(SmtpServer.Host, server.Port, SecureSocketOptions.None);
        await client.SendAsync(mail);
        return Assert.Single(await server.MailsAsync());
    }

    public static TheoryData<string, string> Names => new()
    {
        { "Adaeze Ọlá", "Ẹ káàbọ̀ – your jollof is on its way 🍛" },
        { "Obi, \"Chef\" \\ Ada (Lagos)", "Order ORD-1 =?utf-8?q?not_a_word?= is paid" },
        { new string('ø', 15), string.Concat(Enumerable.Repeat("naïve crème brûlée ", 12)).Trim() },
        { "山田 太郎", string.Concat(Enumerable.Repeat("注文を受け付けました。", 15)) },
        { "Ada Obi", string.Join(' ', Enumerable.Repeat("a long subject of plain words", 12)) },
        { "x", new string('w', 950) },
    };

    [Theory]
    [MemberData(nameof(Names))]
    public async Task keeps_its_names_and_its_subject(string name, string subject)
    {
        var mail = await DeliverAsync(AMail(name, "ada@buyer.example", subject));

        Assert.Equal(subject, mail.Subject);
        Assert.Equal(name, mail.ToName);
        var head = mail.Source.Split("\r\n\r\n")[0];
        Assert.All(head, c => Assert.True(char.IsAscii(c)));
        Assert.All(head.Split("\r\n"), line => Assert.InRange(line.Length, 1, 78));
        Assert.Empty(mail.Defects);
    }

    public static TheoryData<string> Texts =>
    [
        ".\n..\n.hidden\nend",
        "trailing space \nand tab\t\n\n\nlines",
        string.Concat(Enumerable.Repeat("a line far longer than seventy-eight characters = one paragraph; ", 40)),
        "Jollof für zwei – 24,00 € 🍛\nẸ ṣeun",
        string.Concat(Enumerable.Repeat("ご注文ありがとうございます。", 60)),
        "From the start\nFrom here on",
        "carriage\rreturns\r\nof every kind\n",
        "",
    ];

    [Theory]
    [MemberData(nameof(Texts))]
    public async Task keeps_its_text(string text)
    {
        var mail = await DeliverAsync(AMail("Ada Obi", "ada@buyer.example", text: text));

        var expected = text.ReplaceLineEndings("\n");
        Assert.Equal((expected, expected), (mail.Text, mail.Html));
        Assert.All(mail.Source, c => Assert.True(char.IsAscii(c)));
        Assert.All(mail.Source.Split("\r\n"), line => Assert.InRange(line.Length, 0, 78));
    }

    [Fact]
    public async Task names_nobody_who_gets_a_blind_copy()
    {
        var written = AMail("Ada Obi", "ada@buyer.example");
        written.Bcc.Add(MailboxAddress.Parse("books@rachelfoods.example"));

        var mail = await DeliverAsync(written);

        Assert.Equal(["ada@buyer.example", "books@rachelfoods.example"], mail.To);
        Assert.DoesNotContain("books@", mail.Source, StringComparison.Ordinal);
    }

    [Fact]
    public async Task finds_addresses_beyond_ASCII()
    {
        var ascii = await DeliverAsync(AMail("Ada", "ada@bücher.example"));
        var beyond = await DeliverAsync(AMail("Ọlá", "ọlá@bücher.example"));

        Assert.Equal("ada@xn--bcher-kva.example", Assert.Single(ascii.To));
        Assert.DoesNotContain("SMTPUTF8", ascii.Options);
        Assert.Equal("ọlá@xn--bcher-kva.example", Assert.Single(beyond.To));
        Assert.Contains("SMTPUTF8", beyond.Options);

        await using var old = await SmtpServer.StartAsync(new SmtpWish { Utf8 = false });
        using var client = new SmtpClient();
        await client.ConnectAsync(SmtpServer.Host, old.Port, SecureSocketOptions.None);
        await Assert.ThrowsAsync<NotSupportedException>(() => client.SendAsync(AMail("Ọlá", "ọlá@buyer.example")));
    }

    [Theory]
    [InlineData("ada@buyer.example\r\nRCPT TO:<eve@buyer.example>")]
    [InlineData("ada@buyer.example>\nBcc: <eve@buyer.example")]
    [InlineData("ada buyer@example")]
    [InlineData("ada@buyer.example, eve@buyer.example")]
    [InlineData("ada@")]
    [InlineData("@buyer.example")]
    [InlineData("ada@-buyer.example")]
    [InlineData("a..da@buyer.example")]
    public void takes_no_address_that_is_none(string address)
    {
        Assert.ThrowsAny<FormatException>(() => new MailboxAddress("Ada", address));
        Assert.False(MailboxAddress.TryParse(address, out _));
    }

    [Fact]
    public void takes_no_header_that_hides_another()
    {
        var mail = AMail("Ada", "ada@buyer.example");

        Assert.ThrowsAny<ArgumentException>(() => mail.Subject = "Paid\r\nBcc: eve@buyer.example");
        Assert.ThrowsAny<ArgumentException>(() => mail.Headers.Add("X-Order", "7\nBcc: eve@buyer.example"));
        Assert.ThrowsAny<ArgumentException>(() => mail.Headers.Add("X-Order: 7\r\nBcc", "eve@buyer.example"));
        Assert.ThrowsAny<ArgumentException>(() => mail.MessageId = "a@b>\r\nBcc: <eve@buyer.example");
        Assert.ThrowsAny<ArgumentException>(() => new MailboxAddress("Ada\r\nBcc: eve@buyer.example", "ada@buyer.example"));
        Assert.DoesNotContain("Bcc", Encoding.UTF8.GetString(mail.ToBytes(hideBcc: false)), StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("ada@buyer.example", null, "ada@buyer.example")]
    [InlineData("RachelFoods <orders@rachelfoods.example>", "RachelFoods", "orders@rachelfoods.example")]
    [InlineData("\"Foods, \\\"fine\\\"\" <orders@rachelfoods.example>", "Foods, \"fine\"", "orders@rachelfoods.example")]
    [InlineData("<orders@[127.0.0.1]>", null, "orders@[127.0.0.1]")]
    public void reads_an_address_with_its_name(string text, string? name, string address)
    {
        var mailbox = MailboxAddress.Parse(text);

        Assert.Equal((name, address), (mailbox.Name, mailbox.Address));
        Assert.Equal((name, address), (MailboxAddress.Parse(mailbox.ToString()).Name, MailboxAddress.Parse(mailbox.ToString()).Address));
    }

    [Fact]
    public async Task goes_nowhere_without_a_sender_a_recipient_or_a_connection()
    {
        using var client = new SmtpClient();
        await Assert.ThrowsAsync<InvalidOperationException>(() => client.SendAsync(new MimeMessage()));
        await Assert.ThrowsAsync<ServiceNotConnectedException>(() => client.SendAsync(AMail("Ada", "ada@buyer.example")));
    }
}
