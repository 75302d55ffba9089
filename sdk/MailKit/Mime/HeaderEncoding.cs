using System.Text;

namespace MimeKit;

/// <summary>Values of headers: folded at spaces, and as encoded words of RFC 2047 where ASCII does not serve.</summary>
internal static class HeaderEncoding
{
    private const int LongestLine = 78;
    private const int LongestWord = 75;
    private const string Opening = "=?utf-8?";

    public static string Text(string field, string value) =>
        $"{field}: {(IsPlain(value) ? Folded(value, field.Length + 2) : Words(value, field.Length + 2))}\r\n";

    /// <summary>An address list. Addresses beyond ASCII stand as they are: the server was asked whether it takes them.</summary>
    public static string Addresses(string field, IEnumerable<MailboxAddress> mailboxes)
    {
        var line = new StringBuilder($"{field}:");
        var column = line.Length;
        var isFirst = true;
        foreach (var mailbox in mailboxes)
        {
            var written = Mailbox(mailbox);
            var first = written.Split("\r\n")[0].Length + 2;
            if (!isFirst) line.Append(',');
            if (!isFirst && column + first > LongestLine) (column, _) = (0, line.Append("\r\n"));
            line.Append(' ').Append(written);
            column = written.Contains('\n', StringComparison.Ordinal) ? written.Length - written.LastIndexOf('\n') : column + first;
            isFirst = false;
        }
        return line.Append("\r\n").ToString();
    }

    private static string Mailbox(MailboxAddress mailbox)
    {
        if (mailbox.Name is not { Length: > 0 } name) return mailbox.OnTheWire;
        if (IsPlain(name)) return $"{AddressSyntax.Phrase(name)} <{mailbox.OnTheWire}>";
        var words = Words(name, used: LongestLine - LongestWord);
        var fold = words.Length - words.LastIndexOf('\n') + mailbox.OnTheWire.Length > LongestLine ? "\r\n" : "";
        return $"{words}{fold} <{mailbox.OnTheWire}>";
    }

    private static bool IsPlain(string value) =>
        Ascii.IsValid(value) && !value.Contains("=?", StringComparison.Ordinal) && value.Split(' ').All(word => word.Length < 900);

    private static string Folded(string value, int used)
    {
        var folded = new StringBuilder();
        var column = used;
        foreach (var word in value.Split(' '))
        {
            // A line of spaces alone would be read as the end of the headers by some.
            if (folded.Length > 0 && word.Length > 0 && column + word.Length + 1 > LongestLine)
            {
                folded.Append("\r\n");
                column = 0;
            }
            if (folded.Length > 0 || column == 0) (_, column) = (folded.Append(' '), column + 1);
            folded.Append(word);
            column += word.Length;
        }
        return folded.ToString();
    }

    private static string Words(string value, int used)
    {
        var isMostlyAscii = value.Count(char.IsAscii) * 2 > value.Length;
        var words = new List<string>();
        var word = new StringBuilder();
        var size = 0;
        foreach (var rune in value.EnumerateRunes())
        {
            var next = isMostlyAscii ? Quoted(rune).Length : rune.Utf8SequenceLength;
            var room = Math.Min(LongestWord, LongestLine - (words.Count == 0 ? used : 1)) - Opening.Length - 4;
            if (size + next > (isMostlyAscii ? room : room / 4 * 3))
            {
                words.Add(word.ToString());
                (_, size) = (word.Clear(), 0);
            }
            word.Append(rune);
            size += next;
        }
        words.Add(word.ToString());
        return string.Join("\r\n ", words.Select(w => isMostlyAscii ? Q(w) : B(w)));
    }

    private static string B(string text) => $"{Opening}b?{Convert.ToBase64String(Encoding.UTF8.GetBytes(text))}?=";

    private static string Q(string text) => $"{Opening}q?{string.Concat(text.EnumerateRunes().Select(Quoted))}?=";

    private static string Quoted(Rune rune)
    {
        if (rune.Value == ' ') return "_";
        if (rune.IsAscii && (char.IsAsciiLetterOrDigit((char)rune.Value) || "!*+-/".Contains((char)rune.Value, StringComparison.Ordinal))) return rune.ToString();
        return string.Concat(Encoding.UTF8.GetBytes(rune.ToString()).Select(b => $"={b:X2}"));
    }
}
