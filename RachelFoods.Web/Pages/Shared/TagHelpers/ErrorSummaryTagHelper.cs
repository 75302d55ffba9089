using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace RachelFoods.Web.Pages.Shared.TagHelpers;

/// <summary>Everything that is wrong with a long form, each with a link to its field; nothing while all is well.</summary>
[HtmlTargetElement("error-summary", TagStructure = TagStructure.WithoutEndTag)]
public sealed class ErrorSummaryTagHelper : TagHelper
{
    /// <summary>The fields as they follow one another on the page, by the last part of their names; others come after.</summary>
    public string Fields { get; set; } = "";

    [ViewContext, HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var order = Fields.Split(' ');
        var wrong = ViewContext.ViewData.ModelState.Where(field => field.Value is { Errors.Count: > 0 })
            .OrderBy(field => (uint)Array.IndexOf(order, field.Key.Split('.')[^1])).ToArray();
        if (wrong.Length == 0)
        {
            output.SuppressOutput();
            return;
        }
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "error-summary");
        output.Attributes.SetAttribute("role", "alert");
        output.Content.AppendHtml("<h2>Please check these</h2>");
        var list = new TagBuilder("ul");
        foreach (var (name, entry) in wrong)
        {
            list.InnerHtml.AppendHtml(Line(name, entry!.Errors[0].ErrorMessage));
        }
        output.Content.AppendHtml(list);
    }

    private static TagBuilder Line(string name, string message)
    {
        var line = new TagBuilder("li");
        if (name.Length == 0)
        {
            line.InnerHtml.Append(message);
            return line;
        }
        var link = new TagBuilder("a");
        link.MergeAttribute("href", "#" + TagBuilder.CreateSanitizedId(name, "_"));
        link.InnerHtml.Append(message);
        line.InnerHtml.AppendHtml(link);
        return line;
    }
}
