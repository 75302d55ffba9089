using System.Globalization;
using Microsoft.AspNetCore.Razor.TagHelpers;
using RachelFoods.Web.Kernel;

namespace RachelFoods.Web.Pages.Shared.TagHelpers;

/// <summary>An amount as the store's culture writes it.</summary>
[HtmlTargetElement("money", Attributes = "value", TagStructure = TagStructure.WithoutEndTag)]
public sealed class MoneyTagHelper(StoreContext stores) : TagHelper
{
    public required Money Value { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = output.Attributes.Count > 0 ? "span" : null;
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Content.Append(Value.Format(CultureInfo.GetCultureInfo(stores.Current.Culture)));
    }
}
