using System.Net;
using System.Text.RegularExpressions;

namespace RachelFoods.Web.Modules.Email;

/// <summary>
/// The text of a mail, made of its HTML: so each sentence stands in one place. It knows the few tags that our own templates use, no others.
/// What a value brought in is encoded still, so each tag found is a template's.
/// </summary>
internal static partial class MailText
{
    public static string Of(string html)
    {
        var text = Spaces().Replace(HtmlOnly().Replace(html, ""), " ");
        text = Headings().Replace(text, heading => Underlined(heading.Groups["words"].Value, heading.Groups["level"].Value == "1" ? '=' : '-'));
        text = Links().Replace(text, link => Addressed(link.Groups["address"].Value, link.Groups["words"].Value));
        text = BetweenCells().Replace(text, ": ");
        text = LineEnds().Replace(text, "\n");
        text = ParagraphEnds().Replace(text, "\n\n");
        text = WebUtility.HtmlDecode(Tags().Replace(text, ""));
        var lines = text.Split('\n').Select(line => line.Trim());
        return EmptyLines().Replace(string.Join('\n', lines), "\n\n").Trim() + "\n";
    }

    /// <summary>Without indentation, empty lines, and the marks that are for <see cref="Of"/>.</summary>
    public static string Tidy(string html)
    {
        var lines = Comments().Replace(html, "").ReplaceLineEndings("\n").Split('\n').Select(line => line.Trim());
        return string.Join('\n', lines.Where(line => line.Length > 0)) + "\n";
    }

    private static string Underlined(string words, char with)
    {
        var plain = WebUtility.HtmlDecode(Tags().Replace(words, "")).Trim();
        return $"</p>{WebUtility.HtmlEncode(plain)}<br>{new string(with, plain.Length)}</p>";
    }

    // An address of mail or telephone is its own name.
    private static string Addressed(string address, string words) =>
        address.StartsWith("http", StringComparison.Ordinal) ? $"{words.Trim()}: {address}" : words;

    [GeneratedRegex("<head>.*?</head>|<!-- html -->.*?<!-- /html -->|<!DOCTYPE[^>]*>", RegexOptions.Singleline, 1000)]
    private static partial Regex HtmlOnly();

    [GeneratedRegex("<!--.*?-->", RegexOptions.Singleline, 1000)]
    private static partial Regex Comments();

    [GeneratedRegex(@"\s+", RegexOptions.None, 1000)]
    private static partial Regex Spaces();

    [GeneratedRegex("<h(?<level>[12])[^>]*>(?<words>.*?)</h[12]>", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Headings();

    [GeneratedRegex("<a [^>]*href=\"(?<address>[^\"]*)\"[^>]*>(?<words>.*?)</a>", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Links();

    [GeneratedRegex("</t[hd]> ?<t[hd][^>]*>", RegexOptions.None, 1000)]
    private static partial Regex BetweenCells();

    [GeneratedRegex(" ?(<br ?/?>|</tr>) ?", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex LineEnds();

    [GeneratedRegex(" ?</(p|table|div)> ?", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ParagraphEnds();

    [GeneratedRegex("<[^>]*>", RegexOptions.None, 1000)]
    private static partial Regex Tags();

    [GeneratedRegex("\n{3,}", RegexOptions.None, 1000)]
    private static partial Regex EmptyLines();
}
