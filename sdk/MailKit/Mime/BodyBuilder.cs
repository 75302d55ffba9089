namespace MimeKit;

public class BodyBuilder
{
    public string? TextBody { get; set; }

    public string? HtmlBody { get; set; }

    public MimeEntity ToMessageBody() => (TextBody, HtmlBody) switch
    {
        ({ } text, { } html) => new MultipartAlternative(new TextPart("plain", text), new TextPart("html", html)),
        (null, { } html) => new TextPart("html", html),
        (var text, null) => new TextPart("plain", text ?? ""),
    };
}
