namespace MimeKit;

/// <summary>How RFC 5322 writes a mailbox.</summary>
internal static class AddressSyntax
{
    private const string AtomMarks = "!#$%&'*+-/=?^_`{|}~";
    private const int LongestLocalPart = 64;
    private const int Longest = 254;

    public static bool IsAddress(string? address)
    {
        if (address is null or { Length: > Longest } || address.Any(c => char.IsControl(c) || c is '<' or '>')) return false;
        var at = address.LastIndexOf('@');
        return at is > 0 and <= LongestLocalPart && IsLocalPart(address[..at]) && IsDomain(address[(at + 1)..]);
    }

    /// <summary>Name &lt;address&gt;, "Name" &lt;address&gt; or the address alone.</summary>
    public static (string? Name, string Address) Parts(string text)
    {
        var opening = text.LastIndexOf('<');
        if (opening < 0 || !text.EndsWith('>')) return (null, text);
        var name = text[..opening].Trim();
        return (name.Length == 0 ? null : Unquoted(name), text[(opening + 1)..^1].Trim());
    }

    /// <summary>A name of ASCII as it stands in a header, quoted if it must be.</summary>
    public static string Phrase(string name) => name.All(c => IsAtom(c) || c == ' ') && name.Trim() == name
        ? name
        : $"\"{name.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    private static bool IsLocalPart(string local) =>
        IsQuoted(local) ? !Unquoted(local).Contains('"', StringComparison.Ordinal) : local.Split('.').All(atom => atom.Length > 0 && atom.All(IsAtom));

    private static bool IsDomain(string domain) => domain.StartsWith('[')
        ? domain.EndsWith(']') && domain[1..^1].All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or ':')
        : domain.Split('.').All(label => label.Length is > 0 and <= 63 && label[0] != '-' && label[^1] != '-'
            && label.All(c => char.IsLetterOrDigit(c) || c == '-' || (c > 127 && char.IsSurrogate(c))));

    private static bool IsAtom(char c) => char.IsAsciiLetterOrDigit(c) || c > 127 || AtomMarks.Contains(c, StringComparison.Ordinal);

    private static bool IsQuoted(string text) => text.Length >= 2 && text[0] == '"' && text[^1] == '"';

    private static string Unquoted(string text) => IsQuoted(text)
        ? text[1..^1].Replace("\\\"", "\"", StringComparison.Ordinal).Replace("\\\\", "\\", StringComparison.Ordinal)
        : text;
}
