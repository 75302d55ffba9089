namespace RachelFoods.Web.Kernel;

/// <summary>Rows of comma-separated values (RFC 4180) for spreadsheets, which would run a text that begins like a formula.</summary>
public static class Csv
{
    public static string Line(params IEnumerable<string> fields) => string.Join(',', fields) + "\r\n";

    /// <summary>A text, with an apostrophe before what a spreadsheet takes for a formula.</summary>
    public static string Text(string text)
    {
        var harmless = text.Length > 0 && "=+-@\t\r\n".Contains(text[0], StringComparison.Ordinal) ? "'" + text : text;
        return $"\"{harmless.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    public static string Amount(Money amount) => amount.ToPlainDecimal();
}
