using System.Globalization;

namespace RachelFoods.Web.Kernel;

/// <summary>An amount in the smallest unit of its currency (ISO 4217, upper case). Arithmetic is checked and refuses mixed currencies.</summary>
public readonly record struct Money(long Minor, string Currency) : IComparable<Money>
{
    public static Money Zero(string currency) => new(0, currency);

    public bool IsZero => Minor == 0;

    public static Money operator +(Money a, Money b) => new(checked(a.Minor + Same(a, b).Minor), a.Currency);

    public static Money operator -(Money a, Money b) => new(checked(a.Minor - Same(a, b).Minor), a.Currency);

    public static Money operator -(Money a) => new(checked(-a.Minor), a.Currency);

    public static Money operator *(Money a, int times) => new(checked(a.Minor * times), a.Currency);

    public static bool operator <(Money a, Money b) => a.CompareTo(b) < 0;

    public static bool operator >(Money a, Money b) => a.CompareTo(b) > 0;

    public static bool operator <=(Money a, Money b) => a.CompareTo(b) <= 0;

    public static bool operator >=(Money a, Money b) => a.CompareTo(b) >= 0;

    public int CompareTo(Money other) => Minor.CompareTo(Same(this, other).Minor);

    /// <summary>Shares this amount in proportion to the weights by largest remainder: the parts always add up to the whole.</summary>
    public IReadOnlyList<Money> Split(IReadOnlyList<long> weights)
    {
        var (minor, currency) = (Minor, Currency);
        var whole = weights.Sum();
        if (whole <= 0)
        {
            throw new ArgumentException("The weights must add up to more than zero.", nameof(weights));
        }
        var exact = weights.Select(weight => (Int128)minor * weight).ToArray();
        var parts = exact.Select(e => (long)(e / whole)).ToArray();
        var left = minor - parts.Sum();
        var receivers = Enumerable.Range(0, parts.Length)
            .OrderByDescending(i => Int128.Abs(exact[i] % whole)).ThenBy(i => i).Take((int)Math.Abs(left));
        foreach (var i in receivers)
        {
            parts[i] += Math.Sign(left);
        }
        return [.. parts.Select(part => new Money(part, currency))];
    }

    /// <summary>For people: symbol and separators of the culture, decimals of the currency.</summary>
    public string Format(CultureInfo culture)
    {
        var format = (NumberFormatInfo)culture.NumberFormat.Clone();
        format.CurrencySymbol = Currencies.Symbol(Currency);
        format.CurrencyDecimalDigits = Currencies.Digits(Currency);
        return ((decimal)Minor / Currencies.UnitsPerMajor(Currency)).ToString("C", format);
    }

    /// <summary>For machines, such as schema.org: plain decimal, a point, no grouping.</summary>
    public string ToPlainDecimal() =>
        ((decimal)Minor / Currencies.UnitsPerMajor(Currency)).ToString($"F{Currencies.Digits(Currency)}", CultureInfo.InvariantCulture);

    public override string ToString() => $"{ToPlainDecimal()} {Currency}";

    private static Money Same(Money a, Money b) => a.Currency == b.Currency ? b : throw new MixedCurrencies(a, b);
}

public sealed class MixedCurrencies(Money a, Money b) : InvalidOperationException($"{a} and {b} are of different currencies.");
