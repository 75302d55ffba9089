using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace RachelFoods.E2E.Faults.Stage;

/// <summary>The sandbox as tests speak to it: directly, past the lines that they cut.</summary>
internal sealed class SandboxSwitches(Uri address, string key)
{
    private readonly HttpClient _http = new() { BaseAddress = address };

    /// <param name="match">The start of method and path, or of an event's type.</param>
    /// <param name="times">0: until cleared.</param>
    public async Task FailAsync(string kind, string match = "", int times = 0, int ms = 0, int count = 2, string? code = null)
    {
        using var answer = await _http.PostAsJsonAsync("/_sandbox/faults", new { kind, match, key, times, ms, count, code });
        answer.EnsureSuccessStatusCode();
    }

    public async Task ClearAsync()
    {
        using var answer = await _http.DeleteAsync($"/_sandbox/faults?key={key}");
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>The same account gets one more key.</summary>
    public Task RollKeyAsync(string next) => ChangeKeyAsync(new { key, next });

    public Task ExpireKeyAsync(bool ended) => ChangeKeyAsync(new { key, expired = ended });

    /// <summary>Every call that has been made, with its parameters, its key and how it ended.</summary>
    public async Task<IReadOnlyList<JsonNode>> RequestsAsync() => await ListAsync("requests");

    /// <summary>Every try to deliver a webhook.</summary>
    public async Task<IReadOnlyList<JsonNode>> DeliveriesAsync() => await ListAsync("deliveries");

    public async Task<JsonNode> BooksAsync() => (await _http.GetFromJsonAsync<JsonNode>($"/_sandbox/books?key={key}"))!;

    /// <summary>Calls Stripe's own API, as the shop or the buyer's card form does.</summary>
    public async Task<JsonNode> CallAsync(HttpMethod method, string path, params (string Name, string Value)[] form)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        if (form.Length > 0)
        {
            request.Content = new FormUrlEncodedContent(form.Select(f => KeyValuePair.Create(f.Name, f.Value)));
        }
        using var answer = await _http.SendAsync(request);
        return (await answer.Content.ReadFromJsonAsync<JsonNode>())!;
    }

    /// <summary>Pays as the card form does, whatever comes of it.</summary>
    public Task<JsonNode> PayAsync(string intent, string card = "pm_card_visa") =>
        CallAsync(HttpMethod.Post, $"/v1/payment_intents/{intent}/confirm", ("payment_method", card));

    private async Task ChangeKeyAsync<T>(T change)
    {
        using var answer = await _http.PostAsJsonAsync("/_sandbox/keys", change);
        answer.EnsureSuccessStatusCode();
    }

    private async Task<IReadOnlyList<JsonNode>> ListAsync(string what) =>
        [.. (await _http.GetFromJsonAsync<JsonArray>($"/_sandbox/{what}?key={key}"))!.OfType<JsonNode>()];
}
