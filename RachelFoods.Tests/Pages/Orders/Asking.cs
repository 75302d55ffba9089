using AngleSharp;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace RachelFoods.Tests.Pages.Orders;

/// <summary>Asks as a browser or as htmx, and reads what was answered.</summary>
internal static class Asking
{
    public static async Task<IDocument> Page(this HttpClient browser, string address) => await (await browser.GetAsync(address)).Document();

    public static async Task<IDocument> Document(this HttpResponseMessage answer)
    {
        var html = await answer.Content.ReadAsStringAsync();
        return await BrowsingContext.New(Configuration.Default).OpenAsync(
            response => response.Content(html.TrimStart().StartsWith("<tr", StringComparison.Ordinal) ? $"<table>{html}</table>" : html));
    }

    /// <summary>What htmx sends when it will put the answer in the place of a piece.</summary>
    public static Task<HttpResponseMessage> Piece(this HttpClient browser, string address) => browser.SendAsync(AsHtmx(HttpMethod.Get, address));

    /// <summary>Sends a form of the page with its hidden fields, some of them changed.</summary>
    public static Task<HttpResponseMessage> Submit(
        this HttpClient browser, IElement form, Dictionary<string, string>? typed = null, bool htmx = false)
    {
        var fields = form.QuerySelectorAll<IHtmlInputElement>("input").ToDictionary(i => i.Name!, i => i.Value, StringComparer.Ordinal);
        foreach (var select in form.QuerySelectorAll<IHtmlSelectElement>("select"))
        {
            fields[select.Name!] = select.Value ?? "";
        }
        foreach (var (name, value) in typed ?? [])
        {
            fields[name] = value;
        }
        var address = form.GetAttribute("action")!;
        var request = htmx ? AsHtmx(HttpMethod.Post, address) : new HttpRequestMessage(HttpMethod.Post, address);
        request.Content = new FormUrlEncodedContent(fields);
        return browser.SendAsync(request);
    }

    public static string Words(this IParentNode node, string selector) =>
        string.Join(' ', (node.QuerySelector(selector)?.TextContent ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static HttpRequestMessage AsHtmx(HttpMethod method, string address)
    {
        var request = new HttpRequestMessage(method, address);
        request.Headers.Add("HX-Request", "true");
        request.Headers.Add("HX-Request-Type", "partial");
        return request;
    }
}
