using System.Globalization;

namespace RachelFoods.Web.Kernel;

/// <summary>An amount as people type it, and as it stands in the field again.</summary>
public static class TypedMoney
{
    private const NumberStyles Allowed =
        NumberStyles.AllowDecimalPoint | NumberStyles.AllowThousands | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite;

    /// <summary>More is a mistake at the keyboard. In whole units of the currency.</summary>
    private const decimal Most = 1_000_000_000;

    /// <returns>Null for what is no amount: a sign, letters, more decimals than the currency has.</returns>
    public static Money? Read(string? typed, string currency, CultureInfo culture)
    {
        var text = (typed ?? "").Replace(Currencies.Symbol(currency).Trim(), "", StringComparison.OrdinalIgnoreCase);
        if (!decimal.TryParse(text, Allowed, culture, out var amount) || amount > Most)
        {
            return null;
        }
        var minor = amount * Currencies.UnitsPerMajor(currency);
        return decimal.IsInteger(minor) ? new Money((long)minor, currency) : null;
    }

    /// <summary>Without symbol and grouping, to be typed over.</summary>
    public static string Write(Money amount, CultureInfo culture) =>
        ((decimal)amount.Minor / Currencies.UnitsPerMajor(amount.Currency)).ToString($"F{Currencies.Digits(amount.Currency)}", culture);
}
