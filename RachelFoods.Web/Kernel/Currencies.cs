namespace RachelFoods.Web.Kernel;

/// <summary>How many decimals a currency has and how it is written. Source: ISO 4217 and Stripe's list of zero- and three-decimal currencies.</summary>
public static class Currencies
{
    private static readonly HashSet<string> NoDecimals =
        ["BIF", "CLP", "DJF", "GNF", "JPY", "KMF", "KRW", "MGA", "PYG", "RWF", "VND", "VUV", "XAF", "XOF", "XPF"];

    private static readonly HashSet<string> ThreeDecimals = ["BHD", "JOD", "KWD", "OMR", "TND"];

    private static readonly Dictionary<string, string> Symbols =
        new(StringComparer.Ordinal) { ["USD"] = "$", ["NGN"] = "₦", ["EUR"] = "€", ["GBP"] = "£", ["JPY"] = "¥" };

    public static int Digits(string currency) => NoDecimals.Contains(currency) ? 0 : ThreeDecimals.Contains(currency) ? 3 : 2;

    public static long UnitsPerMajor(string currency) => Digits(currency) switch { 0 => 1, 3 => 1000, _ => 100 };

    public static string Symbol(string currency) => Symbols.GetValueOrDefault(currency, currency + " ");
}
