using System.Globalization;
using System.Text;

namespace MimeKit;

public class MimeMessage : IDisposable
{
    private const string DateForm = "ddd, dd MMM yyyy HH:mm:ss zzz";

    public MimeMessage()
    {
        Date = TimeProvider.System.GetLocalNow();
        Subject = "";
        MessageId = $"{Guid.NewGuid():N}@{Environment.MachineName.ToLowerInvariant()}";
    }

    public HeaderList Headers { get; } = new();

    public InternetAddressList From { get; } = [];

    public InternetAddressList ReplyTo { get; } = [];

    public InternetAddressList To { get; } = [];

    public InternetAddressList Cc { get; } = [];

    /// <summary>They receive the message and are not named in it when it is sent.</summary>
    public InternetAddressList Bcc { get; } = [];

    public string? Subject
    {
        get => Headers["Subject"];
        set => Headers["Subject"] = value;
    }

    public DateTimeOffset Date
    {
        get => DateTimeOffset.ParseExact(Headers["Date"]!.Insert(Headers["Date"]!.Length - 2, ":"), DateForm, CultureInfo.InvariantCulture);
        set
        {
            var written = value.ToString(DateForm, CultureInfo.InvariantCulture);
            Headers["Date"] = written.Remove(written.Length - 3, 1); // RFC 5322 has no colon in the zone.
        }
    }

    /// <summary>Without the angle brackets.</summary>
    public string? MessageId
    {
        get => Headers["Message-Id"]?.Trim('<', '>');
        set => Headers["Message-Id"] = Bracketed(value);
    }

    /// <summary>Without the angle brackets.</summary>
    public string? InReplyTo
    {
        get => Headers["In-Reply-To"]?.Trim('<', '>');
        set => Headers["In-Reply-To"] = Bracketed(value);
    }

    public MimeEntity? Body { get; set; }

    public string? TextBody => Body?.Text("plain");

    public string? HtmlBody => Body?.Text("html");

    internal IEnumerable<MailboxAddress> Recipients => To.Mailboxes.Concat(Cc.Mailboxes).Concat(Bcc.Mailboxes);

    internal bool IsInternational => From.Mailboxes.Concat(ReplyTo.Mailboxes).Any(m => m.IsLocalPartInternational);

    public async Task WriteToAsync(Stream stream, CancellationToken cancellationToken = default) =>
        await stream.WriteAsync(ToBytes(hideBcc: false), cancellationToken);

    public void Dispose() => GC.SuppressFinalize(this);

    public override string ToString() => Encoding.UTF8.GetString(ToBytes(hideBcc: false));

    internal byte[] ToBytes(bool hideBcc)
    {
        using var writer = new StringWriter(CultureInfo.InvariantCulture);
        foreach (var (field, list) in new[] { ("From", From), ("Reply-To", ReplyTo), ("To", To), ("Cc", Cc), ("Bcc", hideBcc ? [] : Bcc) })
        {
            if (list.Count > 0) writer.Write(HeaderEncoding.Addresses(field, list.Mailboxes));
        }
        foreach (var (field, value) in Headers.All)
        {
            writer.Write(HeaderEncoding.Text(field, value));
        }
        writer.Write("MIME-Version: 1.0\r\n");
        if (Body is null) writer.Write("\r\n");
        else Body.WriteTo(writer);
        var written = writer.ToString();
        return Encoding.UTF8.GetBytes(written.EndsWith("\r\n", StringComparison.Ordinal) ? written : written + "\r\n");
    }

    private static string? Bracketed(string? id)
    {
        if (id is null) return null;
        var bare = id.Trim().TrimStart('<').TrimEnd('>');
        return bare.Contains('@', StringComparison.Ordinal) && !bare.Any(c => c <= ' ' || c is '<' or '>')
            ? $"<{bare}>"
            : throw new ArgumentException("This is no id of a message.", nameof(id));
    }
}
