namespace RachelFoods.Web.Kernel;

/// <summary>What may stand in a mail's header as the one address it goes to.</summary>
public static class EmailAddress
{
    // RFC 5321: 64 before the @, 254 in all.
    private const int Longest = 254;
    private const int LongestLocalPart = 64;

    /// <returns>False also for what could smuggle a second address or a header in.</returns>
    public static bool IsOne(string text) =>
        text.Length <= Longest && text.Split('@') is [{ Length: > 0 and <= LongestLocalPart } local, { Length: > 0 } domain]
        && local.All(IsPlain) && domain.All(IsPlain) && Uri.CheckHostName(domain) == UriHostNameType.Dns;

    private static bool IsPlain(char c) =>
        !char.IsControl(c) && !char.IsWhiteSpace(c) && !char.IsSurrogate(c) && c is not (',' or ';' or '<' or '>' or '(' or ')' or '[' or ']' or ':' or '"' or '\\');
}
