using System.Text;

namespace MimeKit;

/// <summary>Text as lines of at most 78 characters of ASCII, which every server passes on unchanged.</summary>
internal static class ContentEncoding
{
    private const int LongestPlainLine = 78;
    private const int LongestCodedLine = 76;

    public static (string Name, string Content) Of(string text)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        if (lines.All(IsPlain)) return ("7bit", string.Join("\r\n", lines));
        var quoted = string.Join("\r\n", lines.Select(QuotedPrintable));
        var base64 = Base64(string.Join("\r\n", lines));
        return quoted.Length <= base64.Length ? ("quoted-printable", quoted) : ("base64", base64);
    }

    private static bool IsPlain(string line) => line.Length <= LongestPlainLine && line.All(c => c is '\t' or (>= ' ' and < (char)127));

    private static string QuotedPrintable(string line)
    {
        var coded = new StringBuilder();
        var bytes = Encoding.UTF8.GetBytes(line);
        var column = 0;
        for (var i = 0; i < bytes.Length; i++)
        {
            var piece = IsPrintable(bytes[i], isLast: i == bytes.Length - 1) ? ((char)bytes[i]).ToString() : $"={bytes[i]:X2}";
            if (column + piece.Length >= LongestCodedLine)
            {
                coded.Append("=\r\n");
                column = 0;
            }
            coded.Append(piece);
            column += piece.Length;
        }
        return coded.ToString();
    }

    // Some servers cut spaces from the end of a line.
    private static bool IsPrintable(byte octet, bool isLast) => octet is > 32 and < 127 and not (byte)'=' || (octet is 32 or 9 && !isLast);

    private static string Base64(string text) =>
        string.Join("\r\n", Convert.ToBase64String(Encoding.UTF8.GetBytes(text)).Chunk(LongestCodedLine).Select(line => new string(line)));
}
