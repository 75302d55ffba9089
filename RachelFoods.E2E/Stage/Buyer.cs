using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace RachelFoods.E2E.Stage;

/// <summary>A buyer without a screen: keeps cookies, sends what the page's own form holds and says, as browsers do, where it comes from.</summary>
internal sealed class Buyer : IDisposable
{
    private readonly IStagedShop _shop;
    private readonly CookieContainer _cookies;
    private readonly HttpClient _http;

    /// <param name="process">Which of the two web processes answers.</param>
    public Buyer(IStagedShop shop, int process = 0)
        : this(shop, process, new CookieContainer(), Accounts.NewEmail())
    {
    }

    private Buyer(IStagedShop shop, int process, CookieContainer cookies, string email)
    {
        (_shop, _cookies, Email) = (shop, cookies, email);
        var address = shop.WebAddress(process);
        var handler = new SocketsHttpHandler { CookieContainer = cookies, AllowAutoRedirect = false };
        _http = new HttpClient(handler) { BaseAddress = new UriBuilder(address) { Host = "localhost" }.Uri, Timeout = TimeSpan.FromMinutes(2) };
        _http.DefaultRequestHeaders.Add("Sec-Fetch-Site", "same-origin");
        _http.DefaultRequestHeaders.Add("Accept", "text/html");
    }

    public string Email { get; }

    /// <summary>Answers of 500 and above.</summary>
    public ConcurrentQueue<Answer> Failures { get; } = new();

    /// <summary>The same browser, answered by another process.</summary>
    public Buyer At(int process) => new(_shop, process, _cookies, Email);

    public async Task AddAsync(Guid variantId, int quantity = 1)
    {
        var added = await PostAsync(new Form("/cart/add", [new("variantId", $"{variantId}"), new("quantity", $"{quantity}")]));
        Assert.True(added.Status == HttpStatusCode.Redirect, added.Body);
    }

    /// <summary>The checkout form, filled in and not yet sent.</summary>
    public async Task<Form> FillCheckoutAsync() => (await OpenFormAsync("/checkout"))
        .With("Form.Email", Email).With("Form.Phone", "+1 212 555 0147").With("Form.Name", "Ada Obi")
        .With("Form.Street", Accounts.StreetOf(Email)).With("Form.City", "Brooklyn").With("Form.Region", "NY").With("Form.PostalCode", "11201");

    /// <returns>The address of the pay page.</returns>
    public async Task<string> PlaceAsync(string slug) => await PlaceAsync(await _shop.VariantAsync(slug));

    public async Task<string> PlaceAsync(Guid variantId)
    {
        await AddAsync(variantId);
        var placed = await PostAsync(await FillCheckoutAsync());
        Assert.True(placed.Location?.StartsWith("/checkout/pay/", StringComparison.Ordinal) is true, placed.Body);
        return placed.Location;
    }

    /// <summary>Makes the intent as the pay page does.</summary>
    /// <returns>The intent's id.</returns>
    public async Task<string> PrepareAsync(string payPage)
    {
        var prepared = await PostAsync(await OpenFormAsync(payPage));
        Assert.True(prepared.Status == HttpStatusCode.OK, prepared.Body);
        return JsonNode.Parse(prepared.Body)!["clientSecret"]!.GetValue<string>().Split("_secret_")[0];
    }

    /// <summary>Pays at the sandbox, which then tells the shop.</summary>
    public async Task ConfirmAsync(string intent)
    {
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("payment_method", "pm_card_visa")]);
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_shop.StripeAddress, $"/v1/payment_intents/{intent}/confirm")) { Content = form };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _shop.StripeAccount);
        using var answer = await _http.SendAsync(request);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>Goes to Stripe's own page.</summary>
    /// <returns>The page's address.</returns>
    public async Task<string> PreparePageAsync(string payPage)
    {
        var led = await PostAsync(await OpenPageFormAsync(payPage));
        Assert.True(led is { Status: HttpStatusCode.SeeOther, Location: not null }, led.Body);
        return led.Location;
    }

    /// <summary>Fills in Stripe's own page and presses its button.</summary>
    /// <returns>Whether that has paid; what can't be paid any more stays where it is.</returns>
    public async Task<bool> PayOnPageAsync(string page)
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["number"] = "4242424242424242",
            ["expiry"] = "12 / 34",
            ["cvc"] = "123",
        });
        using var answer = await _http.PostAsync(new Uri(page), form);
        return answer.StatusCode == HttpStatusCode.SeeOther;
    }

    /// <summary>Complains to the bank.</summary>
    public async Task DisputeAsync(string intent)
    {
        using var answer = await _http.PostAsJsonAsync(new Uri(_shop.StripeAddress, $"/_sandbox/charges/{intent}/dispute"), new { kind = "fraud" });
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>Orders and pays; waits until the shop has heard of it.</summary>
    /// <returns>The order's number.</returns>
    public async Task<string> BuyAsync(string slug = "egusi")
    {
        await ConfirmAsync(await PrepareAsync(await PlaceAsync(slug)));
        await Eventually.TrueAsync(async () => (await _shop.OrdersOfAsync(Email)).Single().Status == "PAID");
        return (await _shop.OrdersOfAsync(Email)).Single().Number;
    }

    public async Task<Answer> PostAsync(Form form)
    {
        using var content = new FormUrlEncodedContent(form.Fields);
        using var answer = await _http.PostAsync(form.Action, content);
        return await ReadAsync(answer);
    }

    public async Task<Answer> GetAsync(string address)
    {
        using var answer = await _http.GetAsync(address);
        return await ReadAsync(answer);
    }

    /// <summary>Gives up an order that is not paid.</summary>
    public async Task<Answer> CancelAsync(string payPage) => await PostAsync(
        await OpenFormAsync(payPage.Replace("/checkout/pay/", "/orders/track/", StringComparison.Ordinal) + "/cancel"));

    /// <summary>Comes back from Stripe.</summary>
    public Task<Answer> ReturnAsync(string payPage) => GetAsync($"/checkout/return?order={payPage.Split('/')[^1]}");

    public void Dispose() => _http.Dispose();

    /// <summary>The form on a page, filled in as it comes.</summary>
    public async Task<Form> OpenFormAsync(string address)
    {
        var page = await GetAsync(address);
        Assert.True(page.Status == HttpStatusCode.OK, $"{address} answered {(int)page.Status} {page.Location}: {page.Body}");
        return Form.FirstOf(page.Body, address);
    }

    /// <summary>The button that leads from the pay page to Stripe's own.</summary>
    public async Task<Form> OpenPageFormAsync(string payPage) => (await OpenFormAsync(payPage)) with { Action = $"{payPage}?handler=Page" };

    private async Task<Answer> ReadAsync(HttpResponseMessage message)
    {
        var answer = new Answer(
            message.StatusCode, message.Headers.Location?.ToString(), await message.Content.ReadAsStringAsync(), message.Headers.RetryAfter?.ToString());
        if ((int)answer.Status >= 500)
        {
            Failures.Enqueue(answer);
        }
        return answer;
    }
}

internal sealed record Answer(HttpStatusCode Status, string? Location, string Body, string? RetryAfter);
