using System.Globalization;
using RachelFoods.Web.Kernel;
using RachelFoods.Web.Modules.Pricing;

namespace RachelFoods.Web.Pages.Checkout;

/// <summary>What has changed between what the buyer saw and now, in words.</summary>
public static class Differences
{
    public static IReadOnlyList<string> Between(Explanation seen, Explanation now, CultureInfo culture)
    {
        string Say(long minor) => new Money(minor, now.Currency).Format(culture);
        var before = seen.Lines.ToDictionary(l => l.VariantId);
        var after = now.Lines.Select(l => l.VariantId).ToHashSet();
        List<string> words = [.. now.Lines.Select(l => Line(before.GetValueOrDefault(l.VariantId), l, Say)).OfType<string>()];
        words.AddRange(seen.Lines.Where(l => !after.Contains(l.VariantId)).Select(l => $"{l.Name} is not in this order any more."));
        Amount("The discount", seen.Discount, now.Discount);
        Amount("Delivery", seen.Delivery, now.Delivery);
        Amount(now.TaxName.Length > 0 ? now.TaxName : "Tax", seen.Tax, now.Tax);
        Amount("The total", seen.Total, now.Total);
        return words;

        void Amount(string what, long was, long becomes)
        {
            if (was != becomes)
            {
                words.Add($"{what} is {Say(becomes)} instead of {Say(was)}.");
            }
        }
    }

    private static string? Line(ExplainedLine? was, ExplainedLine line, Func<long, string> say) =>
        was is null ? $"{line.Name} was added."
        : was.UnitPrice != line.UnitPrice ? $"{line.Name} costs {say(line.UnitPrice)} instead of {say(was.UnitPrice)}."
        : was.Quantity != line.Quantity ? $"{line.Name}: {line.Quantity} instead of {was.Quantity}."
        : null;
}
