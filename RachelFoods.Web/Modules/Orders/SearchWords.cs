using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace RachelFoods.Web.Modules.Orders;

/// <summary>The words from the first to the last, letter by letter.</summary>
internal readonly record struct WordRange(string First, string Last)
{
    // The last letter that there is.
    private const string Beyond = "\U0010FFFF";

    public static WordRange Exactly(string word) => new(word, word);

    public static WordRange BeginningWith(string word) => new(word, word + Beyond);
}

/// <summary>A part of what somebody looks for.</summary>
/// <param name="Phone">What it is as the end of a phone number, if it can be one: either is enough.</param>
internal sealed record SoughtWord(WordRange Word, WordRange? Phone = null);

/// <summary>The words that an order is found by. What is written and what is sought takes the same form here.</summary>
internal static partial class SearchWords
{
    public const int Longest = 100;

    private const int ShortestPhone = 4;

    // Country codes and the zero that stands for them in the country come before.
    private const int TellingDigits = 9;

    private static readonly (string Letter, string Plain)[] Letters = [("ß", "ss"), ("æ", "ae"), ("œ", "oe"), ("ø", "o"), ("đ", "d"), ("ł", "l"), ("’", "'"), ("ʼ", "'")];

    /// <summary>Its number in full and without year, the phone, the e-mail, each name and part of a name, what was bought.</summary>
    public static IReadOnlyCollection<string> Of(string number, string email, string name, string phone, IEnumerable<string> skus)
    {
        IEnumerable<string> words = [number, number.Split('-')[^1], email, .. skus];
        return [.. words.SelectMany(Parts).Concat(Parts(name).SelectMany(WithPieces)).Append(PhoneWord(phone)).OfType<string>().Distinct(StringComparer.Ordinal)];
    }

    /// <summary>All of them must be found with an order. None, if the text has no word.</summary>
    public static IReadOnlyList<SoughtWord> In(string text) =>
        [.. Tokens().Matches(text).Select(m => Sought(m.Value)).OfType<SoughtWord>().DistinctBy(s => s.Word)];

    private static SoughtWord? Sought(string token)
    {
        var phone = PhoneLike().IsMatch(token) && PhoneWord(token) is { } word ? WordRange.BeginningWith(word) : (WordRange?)null;
        if (FullNumber().Match(token) is { Success: true } number)
        {
            return new SoughtWord(WordRange.Exactly(Normal("ord-" + number.Groups["number"].Value)), phone);
        }
        return Normal(string.Concat(token.Where(c => !char.IsWhiteSpace(c)))) is { Length: > 0 } normal
            ? new SoughtWord(normal.All(char.IsAsciiDigit) ? WordRange.Exactly(normal) : WordRange.BeginningWith(normal), phone)
            : null;
    }

    private static IEnumerable<string> Parts(string text) =>
        text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(Normal).Where(word => word.Length > 0);

    // Mary-Jane is found by Jane, and O'Neil by ONeil.
    private static IEnumerable<string> WithPieces(string word) =>
        [word, .. Pieces().Split(word.Replace("'", "", StringComparison.Ordinal)).Where(piece => piece.Length > 0)];

    private static string Normal(string word)
    {
        var plain = new StringBuilder(word.Length);
        foreach (var letter in word.Normalize(NormalizationForm.FormKD).Where(c => CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark))
        {
            plain.Append(char.ToLowerInvariant(letter));
        }
        foreach (var (letter, instead) in Letters)
        {
            plain.Replace(letter, instead);
        }
        var bare = Fringe().Replace(plain.ToString(), "");
        bare = bare.All(char.IsAsciiDigit) ? bare.TrimStart('0') : bare;
        return bare.Length > Longest ? bare[..Longest] : bare;
    }

    // Backwards, so that its last digits are its beginning; marked, for other numbers are read forwards.
    private static string? PhoneWord(string phone)
    {
        var digits = phone.Where(char.IsAsciiDigit).ToArray();
        return digits.Length < ShortestPhone ? null : "+" + string.Concat(digits.Reverse().Take(TellingDigits));
    }

    // A phone number may be written with spaces.
    [GeneratedRegex(@"[+(]?\d[\d\s()./-]*\d(?!\S)|\S+", RegexOptions.None, 1000)]
    private static partial Regex Tokens();

    [GeneratedRegex(@"^[\d\s+()./-]+$", RegexOptions.None, 1000)]
    private static partial Regex PhoneLike();

    [GeneratedRegex(@"^#?(?:ord-)?(?<number>\d{4}-\d{4,})$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex FullNumber();

    [GeneratedRegex(@"[^\p{L}\p{N}]+", RegexOptions.None, 1000)]
    private static partial Regex Pieces();

    [GeneratedRegex(@"^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$", RegexOptions.None, 1000)]
    private static partial Regex Fringe();
}
