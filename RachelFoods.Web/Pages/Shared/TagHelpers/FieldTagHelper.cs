using System.Globalization;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace RachelFoods.Web.Pages.Shared.TagHelpers;

/// <summary>
/// Label, hint, control and error of one value, tied together for everyone; what was typed comes back.
/// <c>type</c> may be any of <c>input</c>'s, or <c>textarea</c>; with <c>items</c> it is a select. Other attributes go to the control.
/// </summary>
[HtmlTargetElement("field", Attributes = "for", TagStructure = TagStructure.WithoutEndTag)]
public sealed class FieldTagHelper : TagHelper
{
    public required ModelExpression For { get; set; }

    public string? Label { get; set; }

    public string? Hint { get; set; }

    public string Type { get; set; } = "text";

    public IEnumerable<SelectListItem>? Items { get; set; }

    [ViewContext, HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var name = ViewContext.ViewData.TemplateInfo.GetFullHtmlFieldName(For.Name);
        var id = TagBuilder.CreateSanitizedId(name, "_");
        var entry = ViewContext.ViewData.ModelState[name];
        var error = entry?.Errors.FirstOrDefault()?.ErrorMessage;
        var control = Control(name, entry);
        foreach (var attribute in output.Attributes)
        {
            control.MergeAttribute(attribute.Name, attribute.Value?.ToString(), replaceExisting: true);
        }
        control.MergeAttribute("id", id);
        Describe(control, Hint is null ? null : id + "-hint", error is null ? null : id + "-error");

        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.Clear();
        output.Attributes.SetAttribute("class", "field");
        output.Content.AppendHtml(LabelFor(id));
        Append(output, "field__hint", id + "-hint", Hint);
        output.Content.AppendHtml(control);
        Append(output, "field__error", id + "-error", error);
    }

    private TagBuilder Control(string name, ModelStateEntry? entry)
    {
        var value = entry?.AttemptedValue ?? Written(For.Model);
        var control = new TagBuilder(Items is not null ? "select" : Type == "textarea" ? "textarea" : "input");
        control.AddCssClass("input");
        control.MergeAttribute("name", name);
        if (Items is not null)
        {
            AppendOptions(control, Items, value);
        }
        else if (Type == "textarea")
        {
            // A browser drops the first line break of a textarea, so one more keeps what was typed.
            control.InnerHtml.AppendLine().Append(value);
        }
        else
        {
            control.TagRenderMode = TagRenderMode.SelfClosing;
            control.MergeAttribute("type", Type);
            control.MergeAttribute("value", Type == "password" ? "" : value);
        }
        return control;
    }

    private void Describe(TagBuilder control, params string?[] describedBy)
    {
        var ids = string.Join(' ', describedBy.Where(id => id is not null));
        if (ids.Length > 0)
        {
            control.MergeAttribute("aria-describedby", ids);
        }
        if (describedBy[^1] is not null)
        {
            control.MergeAttribute("aria-invalid", "true");
        }
        if (For.Metadata.IsRequired)
        {
            control.MergeAttribute("aria-required", "true");
        }
    }

    private TagBuilder LabelFor(string id)
    {
        var label = new TagBuilder("label");
        label.AddCssClass("field__label");
        label.MergeAttribute("for", id);
        label.InnerHtml.Append(Label ?? For.Metadata.DisplayName ?? For.Metadata.Name ?? For.Name);
        if (!For.Metadata.IsRequired)
        {
            label.InnerHtml.AppendHtml(" <span class=\"field__optional\">(optional)</span>");
        }
        return label;
    }

    private static void AppendOptions(TagBuilder select, IEnumerable<SelectListItem> items, string value)
    {
        foreach (var item in items)
        {
            var option = new TagBuilder("option");
            option.MergeAttribute("value", item.Value);
            // Without regard to case, for that is how a value is read from an address.
            if (string.Equals(item.Value ?? item.Text, value, StringComparison.OrdinalIgnoreCase))
            {
                option.MergeAttribute("selected", "selected");
            }
            option.InnerHtml.Append(item.Text);
            select.InnerHtml.AppendHtml(option);
        }
    }

    private static void Append(TagHelperOutput output, string cssClass, string id, string? text)
    {
        if (text is null)
        {
            return;
        }
        var line = new TagBuilder("p");
        line.AddCssClass(cssClass);
        line.MergeAttribute("id", id);
        line.InnerHtml.Append(text);
        output.Content.AppendHtml(line);
    }

    private static string Written(object? value) => value switch
    {
        null => "",
        DateTime moment => moment.ToString("yyyy-MM-ddTHH:mm", CultureInfo.InvariantCulture),
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        TimeOnly time => time.ToString("HH:mm", CultureInfo.InvariantCulture),
        IFormattable other => other.ToString(null, CultureInfo.CurrentCulture),
        _ => value.ToString() ?? "",
    };
}
