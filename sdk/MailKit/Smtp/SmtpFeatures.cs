namespace MailKit.Net.Smtp;

/// <summary>What the server offers in its answer to EHLO.</summary>
internal sealed record SmtpFeatures(SmtpCapabilities Capabilities, IReadOnlyList<string> Mechanisms)
{
    public static readonly SmtpFeatures None = new(SmtpCapabilities.None, []);

    private static readonly Dictionary<string, SmtpCapabilities> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        ["SIZE"] = SmtpCapabilities.Size,
        ["DSN"] = SmtpCapabilities.Dsn,
        ["ENHANCEDSTATUSCODES"] = SmtpCapabilities.EnhancedStatusCodes,
        ["AUTH"] = SmtpCapabilities.Authentication,
        ["8BITMIME"] = SmtpCapabilities.EightBitMime,
        ["PIPELINING"] = SmtpCapabilities.Pipelining,
        ["BINARYMIME"] = SmtpCapabilities.BinaryMime,
        ["CHUNKING"] = SmtpCapabilities.Chunking,
        ["STARTTLS"] = SmtpCapabilities.StartTLS,
        ["SMTPUTF8"] = SmtpCapabilities.UTF8,
        ["REQUIRETLS"] = SmtpCapabilities.RequireTLS,
    };

    /// <param name="reply">Its first line is the server's name. Old servers write AUTH=PLAIN.</param>
    public static SmtpFeatures Of(SmtpReply reply)
    {
        var capabilities = SmtpCapabilities.None;
        var mechanisms = new List<string>();
        foreach (var words in reply.Lines.Skip(1).Select(line => line.Split([' ', '='], StringSplitOptions.RemoveEmptyEntries)))
        {
            if (words.Length == 0 || !Known.TryGetValue(words[0], out var capability)) continue;
            capabilities |= capability;
            if (capability == SmtpCapabilities.Authentication) mechanisms.AddRange(words.Skip(1));
        }
        return new SmtpFeatures(capabilities, mechanisms);
    }
}
