using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Razor.TagHelpers;
using RachelFoods.Web.Kernel;

namespace RachelFoods.Web.Pages.Shared.TagHelpers;

public enum TimePart
{
    Both,
    Date,
    Time,
}

/// <summary>An instant in the store's zone and culture, the month as a word, so that no reader mistakes it.</summary>
[HtmlTargetElement("local-time", Attributes = "value", TagStructure = TagStructure.WithoutEndTag)]
public sealed partial class LocalTimeTagHelper(StoreContext stores) : TagHelper
{
    public required DateTimeOffset Value { get; set; }

    public TimePart Show { get; set; }

    public static string Write(DateTimeOffset value, TimePart show, Store store)
    {
        var culture = CultureInfo.GetCultureInfo(store.Culture);
        var local = TimeZoneInfo.ConvertTime(value, store.Zone);
        return show switch
        {
            TimePart.Date => Date(local, culture),
            TimePart.Time => local.ToString("t", culture),
            _ => $"{Date(local, culture)}, {local.ToString("t", culture)}",
        };
    }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "time";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("datetime", Value.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture));
        output.Content.Append(Write(Value, Show, stores.Current));
    }

    private static string Date(DateTimeOffset local, CultureInfo culture) =>
        local.ToString(Weekday().Replace(culture.DateTimeFormat.LongDatePattern, "").Replace("MMMM", "MMM", StringComparison.Ordinal), culture);

    [GeneratedRegex("dddd[^dMy]*|[^dMy]*dddd", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Weekday();
}
