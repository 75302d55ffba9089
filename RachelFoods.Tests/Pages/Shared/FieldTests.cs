using System.ComponentModel.DataAnnotations;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.DependencyInjection;
using RachelFoods.Web.Pages.Shared.TagHelpers;

namespace RachelFoods.Tests.Pages.Shared;

public class A_field
{
    [Fact]
    public void ties_label_and_hint_to_the_control()
    {
        var field = Render(nameof(Contact.Email), hint: "For your receipt.");

        var control = field.QuerySelector("input")!;
        Assert.Equal(control.Id, field.QuerySelector("label")!.GetAttribute("for"));
        Assert.Equal("For your receipt.", field.QuerySelector("#" + control.GetAttribute("aria-describedby"))!.TextContent);
        Assert.Null(control.GetAttribute("aria-invalid"));
    }

    [Fact]
    public void keeps_what_was_typed_and_shows_the_error_beside_it()
    {
        var state = new ModelStateDictionary();
        state.SetModelValue("Email", "<ada@", "<ada@");
        state.AddModelError("Email", "Write it as name@example.com.");

        var field = Render(nameof(Contact.Email), state: state);

        var control = field.QuerySelector("input")!;
        Assert.Equal("<ada@", control.GetAttribute("value"));
        Assert.Equal("true", control.GetAttribute("aria-invalid"));
        Assert.Equal("Write it as name@example.com.", field.QuerySelector("#" + control.GetAttribute("aria-describedby"))!.TextContent);
    }

    [Fact]
    public void never_gives_a_password_back()
    {
        var state = new ModelStateDictionary();
        state.SetModelValue("Email", "secret", "secret");

        Assert.DoesNotContain("secret", Render(nameof(Contact.Email), type: "password", state: state).OuterHtml, StringComparison.Ordinal);
    }

    [Fact]
    public void says_what_may_be_left_empty()
    {
        Assert.Equal("true", Render(nameof(Contact.Email)).QuerySelector("input")!.GetAttribute("aria-required"));
        Assert.EndsWith("(optional)", Render(nameof(Contact.Phone)).QuerySelector("label")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void keeps_the_first_line_break_of_a_text()
    {
        var state = new ModelStateDictionary();
        state.SetModelValue("Phone", "\nring twice", "\nring twice");

        Assert.Equal("\nring twice", Render(nameof(Contact.Phone), type: "textarea", state: state).QuerySelector("textarea")!.TextContent);
    }

    [Fact]
    public void chooses_the_value_among_items()
    {
        var field = Render(nameof(Contact.Country), items: [new("United States", "US"), new("Nigeria", "NG")]);

        Assert.Equal("NG", Assert.Single(field.QuerySelectorAll("option[selected]")).GetAttribute("value"));
    }

    private static IElement Render(
        string name, string type = "text", string? hint = null, ModelStateDictionary? state = null, SelectListItem[]? items = null)
    {
        var metadata = new ServiceCollection().AddLogging().AddMvcCore().AddDataAnnotations().Services
            .BuildServiceProvider().GetRequiredService<IModelMetadataProvider>();
        var explorer = metadata.GetModelExplorerForType(typeof(Contact), new Contact()).GetExplorerForProperty(name);
        var viewData = new ViewDataDictionary(metadata, state ?? new ModelStateDictionary());
        var helper = new FieldTagHelper
        {
            For = new ModelExpression(name, explorer),
            Type = type,
            Hint = hint,
            Items = items,
            ViewContext = new ViewContext { ViewData = viewData },
        };
        var output = new TagHelperOutput("field", [], (_, _) => Task.FromResult<TagHelperContent>(new DefaultTagHelperContent()));
        helper.Process(new TagHelperContext([], new Dictionary<object, object>(), "one"), output);
        return new HtmlParser().ParseDocument(Written(output)).QuerySelector(".field")!;
    }

    private static string Written(TagHelperOutput output)
    {
        using var text = new StringWriter();
        output.WriteTo(text, System.Text.Encodings.Web.HtmlEncoder.Default);
        return text.ToString();
    }

    private sealed class Contact
    {
        [Required]
        public string Email { get; init; } = "";

        public string? Phone { get; init; }

        public string Country { get; init; } = "NG";
    }
}
