using System.Diagnostics;
using System.Net;

namespace Bench;

/// <summary>A member of staff at the list of orders.</summary>
internal sealed class Staff : IDisposable
{
    public const string Email = "admin@bench.example";

    public const string Password = "a bench of plain wood";

    private readonly HttpClient _http;

    private Staff(Uri shop)
    {
        _http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = true }) { BaseAddress = shop };
        _http.DefaultRequestHeaders.Host = $"{Stage.Host}:{shop.Port}";
        _http.DefaultRequestHeaders.Add("Sec-Fetch-Site", "same-origin");
    }

    public static async Task<Staff> LogInAsync(Uri shop)
    {
        var staff = new Staff(shop);
        var token = Shopper.Hidden(await staff._http.GetStringAsync("/account/login"), "__RequestVerificationToken");
        using var form = new FormUrlEncodedContent([new("__RequestVerificationToken", token), new("Email", Email), new("Password", Password)]);
        using var answer = await staff._http.PostAsync("/account/login", form);
        return answer.StatusCode == HttpStatusCode.Redirect ? staff : throw new InvalidOperationException($"No log-in: {(int)answer.StatusCode}");
    }

    /// <returns>Milliseconds until the whole page is there.</returns>
    public async Task<double> SearchAsync(string text)
    {
        var began = Stopwatch.GetTimestamp();
        using var page = await _http.GetAsync($"/admin/orders?q={Uri.EscapeDataString(text)}");
        return page.IsSuccessStatusCode ? Stopwatch.GetElapsedTime(began).TotalMilliseconds : throw new InvalidOperationException($"“{text}” is answered with {(int)page.StatusCode}.");
    }

    public void Dispose() => _http.Dispose();
}
