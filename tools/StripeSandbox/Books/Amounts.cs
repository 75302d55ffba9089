using System.Globalization;
using StripeSandbox.Api;

namespace StripeSandbox.Books;

/// <summary>Stripe's limits on amounts, currencies and metadata.</summary>
public static class Amounts
{
    private const long Most = 99_999_999;

    private static readonly HashSet<string> Currencies = new((
        "aed afn all amd ang aoa ars aud awg azn bam bbd bdt bhd bif bmd bnd bob brl bsd bwp byn bzd cad cdf chf clp cny cop crc cve czk djf dkk "
        + "dop dzd egp etb eur fjd fkp gbp gel ghs gip gmd gnf gtq gyd hkd hnl htg huf idr ils inr isk jmd jod jpy kes kgs khr kmf krw kwd kyd "
        + "kzt lak lbp lkr lrd lsl mad mdl mga mkd mmk mnt mop mur mvr mwk mxn myr mzn nad ngn nio nok npr nzd omr pab pen pgk php pkr pln pyg "
        + "qar ron rsd rub rwf sar sbd scr sek sgd shp sle sos srd std szl thb tjs tnd top try ttd twd tzs uah ugx usd uyu uzs vnd vuv wst xaf "
        + "xcd xof xpf yer zar zmw").Split(' '), StringComparer.Ordinal);

    private static readonly string[] ThreeDecimals = ["bhd", "jod", "kwd", "omr", "tnd"];

    private static readonly string[] NoDecimals =
        ["bif", "clp", "djf", "gnf", "jpy", "kmf", "krw", "mga", "pyg", "rwf", "vnd", "vuv", "xaf", "xof", "xpf"];

    public static string Currency(string code)
    {
        var lower = code.ToLowerInvariant();
        return Currencies.Contains(lower) ? lower : throw StripeError.Invalid($"Invalid currency: {code}.", "currency");
    }

    public static long Checked(long amount, string currency) => amount switch
    {
        < 1 => throw StripeError.Invalid("This value must be greater than or equal to 1.", "amount", "parameter_invalid_integer"),
        > Most => throw StripeError.Invalid($"Amount must be no more than {Most} in the smallest unit of {currency}.", "amount", "amount_too_large"),
        _ when amount < Least(currency) =>
            throw StripeError.Invalid($"Amount must be at least {Least(currency)} in the smallest unit of {currency}.", "amount", "amount_too_small"),
        _ when ThreeDecimals.Contains(currency, StringComparer.Ordinal) && amount % 10 != 0 =>
            throw StripeError.Invalid($"Amounts in {currency} must be multiples of 10.", "amount"),
        _ => amount,
    };

    public static string Text(long amount, string currency)
    {
        var digits = ThreeDecimals.Contains(currency, StringComparer.Ordinal) ? 3 : NoDecimals.Contains(currency, StringComparer.Ordinal) ? 0 : 2;
        var padded = amount.ToString(CultureInfo.InvariantCulture).PadLeft(digits + 1, '0');
        return $"{currency.ToUpperInvariant()} {padded[..^digits]}{(digits == 0 ? "" : ".")}{padded[^digits..]}";
    }

    public static void CheckMetadata(Form form)
    {
        var metadata = form.Map("metadata");
        if (metadata.Count > 50)
            throw StripeError.Invalid("Metadata can have at most 50 keys.", "metadata");
        foreach (var (key, value) in metadata)
        {
            if (key.Length > 40)
                throw StripeError.Invalid($"Metadata keys can be at most 40 characters long: {key}", $"metadata[{key}]");
            if (value.Length > 500)
                throw StripeError.Invalid($"Metadata values can be at most 500 characters long: {key}", $"metadata[{key}]");
        }
    }

    private static long Least(string currency) => currency == "gbp" ? 30 : 50;
}
