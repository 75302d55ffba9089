using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace RachelFoods.E2E.Stage;

/// <summary>What a form would send, hidden fields and antiforgery token included.</summary>
internal sealed record Form(string Action, IReadOnlyList<KeyValuePair<string, string>> Fields)
{
    /// <summary>The first form of the page that posts.</summary>
    public static Form FirstOf(string page, string address)
    {
        var form = new HtmlParser().ParseDocument(page).QuerySelectorAll<IHtmlFormElement>("form[method=post]").First();
        return new Form(form.GetAttribute("action") is { Length: > 0 } action ? action : address, [.. form.Elements.SelectMany(Read)]);
    }

    public Form With(string name, string value)
    {
        Assert.Contains(Fields, f => f.Key == name);
        return this with { Fields = [.. Fields.Where(f => f.Key != name), KeyValuePair.Create(name, value)] };
    }

    private static IEnumerable<KeyValuePair<string, string>> Read(IElement element) => element switch
    {
        IHtmlInputElement { Type: "checkbox" or "radio", IsChecked: false } => [],
        IHtmlInputElement { Name.Length: > 0 } input => [KeyValuePair.Create(input.Name, input.Value)],
        IHtmlSelectElement { Name.Length: > 0 } select => [KeyValuePair.Create(select.Name, select.Value ?? "")],
        IHtmlTextAreaElement { Name.Length: > 0 } text => [KeyValuePair.Create(text.Name, text.Value)],
        _ => [],
    };
}
