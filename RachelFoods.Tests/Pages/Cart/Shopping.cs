using AngleSharp;
using AngleSharp.Dom;
using RachelFoods.Tests.Stage;

namespace RachelFoods.Tests.Pages.Cart;

/// <summary>What shoppers' browsers do.</summary>
internal static class Shopping
{
    public static Task<HttpResponseMessage> AddToCart(this HttpClient browser, Guid variantId, int quantity = 1) => browser.PostAsync(
        "/cart/add",
        new FormUrlEncodedContent(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["variantId"] = variantId.ToString(),
            ["quantity"] = quantity.ToString(System.Globalization.CultureInfo.InvariantCulture),
        }));

    public static async Task<HttpResponseMessage> SendAsPiece(this HttpClient browser, string address, string page, Guid variantId, string quantity)
    {
        browser.AsHtmx();
        try
        {
            return await browser.Send(
                address, new(StringComparer.Ordinal) { ["variantId"] = variantId.ToString(), ["quantity"] = quantity }, page);
        }
        finally
        {
            browser.DefaultRequestHeaders.Remove("HX-Request");
            browser.DefaultRequestHeaders.Remove("HX-Request-Type");
        }
    }

    public static void AsHtmx(this HttpClient browser)
    {
        browser.DefaultRequestHeaders.Add("HX-Request", "true");
        browser.DefaultRequestHeaders.Add("HX-Request-Type", "partial");
    }

    public static async Task<IDocument> Page(this HttpClient browser, string address) => await (await browser.GetAsync(address)).ReadPage();

    public static async Task<IDocument> ReadPage(this HttpResponseMessage answer)
    {
        var html = await answer.Content.ReadAsStringAsync();
        return await BrowsingContext.New(Configuration.Default).OpenAsync(request => request.Content(html));
    }
}
