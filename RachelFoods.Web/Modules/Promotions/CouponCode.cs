using System.Text;

namespace RachelFoods.Web.Modules.Promotions;

/// <summary>The one form in which a code is kept and looked up, however it was typed.</summary>
public static class CouponCode
{
    public const int Longest = 50;

    // Full-width letters and other compatibility forms may be longer than what they stand for.
    private const int LongestTyped = 4 * Longest;

    /// <summary>
    /// Unicode NFKC, without spaces around it, in upper case of no language: a Turkish keyboard's i is an I. Look-alikes of other
    /// alphabets stay what they are, and so are unknown.
    /// </summary>
    /// <returns>Null for what can be no code: letters A to Z, digits, hyphen and underscore.</returns>
    public static string? Normal(string? typed)
    {
        if (typed is null || typed.Length > LongestTyped || typed.Any(char.IsSurrogate))
        {
            return null;
        }
        var code = typed.Normalize(NormalizationForm.FormKC).Trim().ToUpperInvariant();
        return code.Length is > 0 and <= Longest && code.All(c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c) || c is '-' or '_')
            ? code
            : null;
    }
}
