using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace RachelFoods.Web.Pages.Shared.TagHelpers;

public enum NoticeKind
{
    Info,
    Ok,
    Warn,
    Error,
}

/// <summary>A message to the reader. An error interrupts a screen reader, the others wait their turn.</summary>
[HtmlTargetElement("notice")]
public sealed class NoticeTagHelper : TagHelper
{
    public NoticeKind Kind { get; set; }

    public string? Title { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var text = await output.GetChildContentAsync();
        output.TagName = "div";
        output.Attributes.SetAttribute("class", $"notice notice--{Kind.ToString().ToLowerInvariant()}");
        output.Attributes.SetAttribute("role", Kind is NoticeKind.Error ? "alert" : "status");
        var body = new TagBuilder("div");
        if (Title is not null)
        {
            var title = new TagBuilder("p");
            title.AddCssClass("notice__title");
            title.InnerHtml.Append(Title);
            body.InnerHtml.AppendHtml(title);
        }
        body.InnerHtml.AppendHtml(text);
        output.Content.SetHtmlContent(body);
    }
}
