using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Bench;

/// <summary>A filled-in checkout form with the cookies it belongs to; good for one order.</summary>
internal sealed record FilledForm(string Cookies, byte[] Body);

/// <summary>One keep-alive connection that many buyers use one after the other, each with a cart, a name and a door of their own.</summary>
internal sealed class Shopper : IDisposable
{
    private readonly HttpClient _http;

    public Shopper(Uri shop)
    {
        var handler = new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false, MaxConnectionsPerServer = 1 };
        _http = new HttpClient(handler) { BaseAddress = shop };
        _http.DefaultRequestHeaders.Host = $"{Stage.Host}:{shop.Port}";
        _http.DefaultRequestHeaders.Add("Sec-Fetch-Site", "same-origin");
    }

    /// <summary>Puts one each of some variants into a new cart.</summary>
    /// <returns>The cart's cookie.</returns>
    public async Task<string> FillCartAsync(IEnumerable<Guid> variants)
    {
        var cookies = "";
        foreach (var variant in variants)
        {
            using var added = await PostAsync("/cart/add", cookies, Encode([new("variantId", $"{variant}"), new("quantity", "1")]));
            cookies = Joined(cookies, added);
        }
        return cookies;
    }

    /// <summary>Fills a cart, and the form with a buyer of its own.</summary>
    public async Task<FilledForm> PrepareAsync(int buyer, IEnumerable<Guid> variants)
    {
        var cookies = await FillCartAsync(variants);
        using var page = (await SendAsync("/checkout", cookies, HttpCompletionOption.ResponseContentRead)).EnsureSuccessStatusCode();
        var html = await page.Content.ReadAsStringAsync();
        return new FilledForm(Joined(cookies, page), Encode(
        [
            new("__RequestVerificationToken", Hidden(html, "__RequestVerificationToken")),
            new("Form.FormKey", Hidden(html, "Form.FormKey")),
            new("Form.Seen", Hidden(html, "Form.Seen")),
            new("Form.Email", $"ada.{buyer}@customer.example"),
            new("Form.Phone", "+1 212 555 0147"),
            new("Form.Name", "Ada Obi"),
            new("Form.Street", $"{buyer} Palm Street"),
            new("Form.City", "Brooklyn"),
            new("Form.Region", "NY"),
            new("Form.PostalCode", "11201"),
        ]));
    }

    /// <returns>The address of the pay page.</returns>
    /// <exception cref="InvalidOperationException">No order was placed.</exception>
    public async Task<string> PlaceAsync(FilledForm form)
    {
        using var placed = await PostAsync("/checkout", form.Cookies, form.Body);
        if (placed.StatusCode != HttpStatusCode.SeeOther || placed.Headers.Location?.ToString().StartsWith("/checkout/pay/", StringComparison.Ordinal) is not true)
        {
            throw new InvalidOperationException($"No order was placed: {(int)placed.StatusCode} {placed.Headers.Location}\n{await placed.Content.ReadAsStringAsync()}");
        }
        return $"{placed.Headers.Location}";
    }

    /// <summary>Pays by card, comes back from Stripe, and opens the order's stream of news for a moment.</summary>
    /// <param name="form">What the order was placed with.</param>
    /// <param name="payAtStripe">Is given the PaymentIntent's id.</param>
    public async Task PayAsync(FilledForm form, string payPage, Func<string, Task> payAtStripe)
    {
        var page = await ReadAsync(payPage, form.Cookies);
        using var prepared = await PostAsync(
            $"{payPage}?handler=Intent", form.Cookies, Encode([new("__RequestVerificationToken", Hidden(page, "__RequestVerificationToken"))]));
        prepared.EnsureSuccessStatusCode();
        using var secret = JsonDocument.Parse(await prepared.Content.ReadAsStringAsync());
        await payAtStripe(secret.RootElement.GetProperty("clientSecret").GetString()!.Split("_secret_")[0]);
        var token = payPage.Split('/')[^1];
        using var back = await SendAsync($"/checkout/return?order={token}", form.Cookies, HttpCompletionOption.ResponseContentRead);
        using var news = await SendAsync($"/orders/track/{token}/live", form.Cookies, HttpCompletionOption.ResponseHeadersRead);
        news.EnsureSuccessStatusCode();
    }

    /// <returns>The whole page.</returns>
    public async Task<string> ReadAsync(string path, string cookies = "")
    {
        using var page = (await SendAsync(path, cookies, HttpCompletionOption.ResponseContentRead)).EnsureSuccessStatusCode();
        return await page.Content.ReadAsStringAsync();
    }

    public void Dispose() => _http.Dispose();

    private async Task<HttpResponseMessage> PostAsync(string path, string cookies, byte[] body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new("application/x-www-form-urlencoded");
        if (cookies.Length > 0)
        {
            request.Headers.Add("Cookie", cookies);
        }
        return await _http.SendAsync(request);
    }

    private async Task<HttpResponseMessage> SendAsync(string path, string cookies, HttpCompletionOption until)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (cookies.Length > 0)
        {
            request.Headers.Add("Cookie", cookies);
        }
        return await _http.SendAsync(request, until);
    }

    private static byte[] Encode(IEnumerable<KeyValuePair<string, string>> fields) => System.Text.Encoding.UTF8.GetBytes(
        string.Join('&', fields.Select(f => $"{Uri.EscapeDataString(f.Key)}={Uri.EscapeDataString(f.Value)}")));

    private static string Joined(string cookies, HttpResponseMessage answer)
    {
        var jar = cookies.Split("; ", StringSplitOptions.RemoveEmptyEntries).ToDictionary(c => c.Split('=')[0], StringComparer.Ordinal);
        foreach (var set in answer.Headers.TryGetValues("Set-Cookie", out var all) ? all : [])
        {
            jar[set.Split('=')[0]] = set.Split(';')[0];
        }
        return string.Join("; ", jar.Values);
    }

    /// <returns>The value of a hidden field.</returns>
    public static string Hidden(string html, string name)
    {
        var found = Regex.Match(html, $"name=\"{Regex.Escape(name)}\"[^>]*value=\"([^\"]*)\"", RegexOptions.None, TimeSpan.FromSeconds(1));
        return found.Success ? WebUtility.HtmlDecode(found.Groups[1].Value) : throw new InvalidOperationException($"The page has no field {name}:\n{html}");
    }
}
