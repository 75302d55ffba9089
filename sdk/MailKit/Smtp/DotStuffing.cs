namespace MailKit.Net.Smtp;

/// <summary>A line with nothing but a dot ends a message, so a dot that begins a line is doubled.</summary>
internal static class DotStuffing
{
    /// <param name="message">Its lines end with CR LF, the last one too.</param>
    public static byte[] Of(ReadOnlySpan<byte> message)
    {
        using var stuffed = new MemoryStream(message.Length + 16);
        var atStart = true;
        foreach (var octet in message)
        {
            if (atStart && octet == '.') stuffed.WriteByte(octet);
            stuffed.WriteByte(octet);
            atStart = octet == '\n';
        }
        return stuffed.ToArray();
    }
}
