namespace MailKit.Net.Smtp;

/// <summary>An answer of the server: one code, and what it says on one line or several.</summary>
internal sealed record SmtpReply(int Code, IReadOnlyList<string> Lines)
{
    public SmtpStatusCode Status => (SmtpStatusCode)Code;

    public bool IsPositive => Code is >= 200 and < 300;

    public string Text => string.Join('\n', Lines);

    /// <exception cref="SmtpCommandException">The server answered something else.</exception>
    public SmtpReply Expect(SmtpStatusCode expected, SmtpErrorCode otherwise = SmtpErrorCode.UnexpectedStatusCode) => Status == expected
        ? this
        : throw new SmtpCommandException(otherwise, Status, Text);
}
