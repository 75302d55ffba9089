using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using RachelFoods.Tests.Pages.Cart;

namespace RachelFoods.Tests.Pages.Checkout;

/// <summary>The checkout's form as a browser holds it: what stands in it, hidden fields included, and what the buyer types.</summary>
internal sealed class CheckoutForm(HttpClient browser, IDocument page)
{
    private readonly Dictionary<string, string> _fields = page.QuerySelector<IHtmlFormElement>("main form")!
        .Elements.Where(e => e.GetAttribute("name") is not null && e is not IHtmlInputElement { Type: "radio", IsChecked: false })
        .ToDictionary(e => e.GetAttribute("name")!, e => e is IHtmlTextAreaElement area ? area.Value : e.GetAttribute("value") ?? "");

    public string this[string field]
    {
        get => _fields["Form." + field];
        set => _fields["Form." + field] = value;
    }

    public IDocument Page => page;

    public IReadOnlyDictionary<string, string> Fields => _fields;

    public static async Task<CheckoutForm> OpenAsync(HttpClient browser)
    {
        var form = new CheckoutForm(browser, await browser.Page("/checkout"));
        return form.Fill();
    }

    public static async Task<CheckoutForm> OfAsync(HttpClient browser, HttpResponseMessage answer) => new(browser, await answer.ReadPage());

    public Task<HttpResponseMessage> SendAsync(string address = "/checkout") =>
        browser.PostAsync(address, new FormUrlEncodedContent(_fields));

    private CheckoutForm Fill()
    {
        this["Email"] = $"{Guid.NewGuid():N}@buyers.example";
        this["Name"] = "Sample Buyer";
        this["Phone"] = "+1 212 555 0142";
        this["Street"] = $"12 Sample Street, Apt {Guid.NewGuid():N}";
        this["City"] = "Brooklyn";
        this["Region"] = "NY";
        this["PostalCode"] = "11201";
        return this;
    }
}
