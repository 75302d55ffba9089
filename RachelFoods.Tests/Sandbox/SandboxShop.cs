using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using RachelFoods.Tests.Sandbox.Contract;

namespace RachelFoods.Tests.Sandbox;

[CollectionDefinition("sandbox")]
public sealed class SandboxTests : ICollectionFixture<SandboxProcess>;

/// <summary>
/// A shop with its own key and books at the sandbox. What it sends and hears is held against Stripe's description wherever that is there.
/// </summary>
public sealed class SandboxShop(SandboxProcess sandbox)
{
    public string Key { get; } = "sk_test_" + Guid.NewGuid().ToString("N");

    public string PublishableKey => "pk" + Key[2..];

    public Task<Reply> Get(string path, params (string, string)[] query) => SendAsync(HttpMethod.Get, path, query);

    public Task<Reply> Post(string path, params (string, string)[] form) => SendAsync(HttpMethod.Post, path, form);

    public Task<Reply> PostOnce(string idempotencyKey, string path, params (string, string)[] form) =>
        SendAsync(HttpMethod.Post, path, form, idempotencyKey);

    public Task<Reply> FromBrowser(HttpMethod method, string path, params (string, string)[] form) =>
        SendAsync(method, path, form, bearer: PublishableKey);

    public async Task<Reply> AnIntent(long amount = 2500, params (string, string)[] more)
    {
        var made = await Post("/v1/payment_intents",
            [("amount", amount.ToString(CultureInfo.InvariantCulture)), ("currency", "usd"), ("payment_method_types[0]", "card"), .. more]);
        Assert.Equal(200, made.Status);
        return made;
    }

    public Task<Reply> Pay(Reply intent, string card) => Post(intent.Path + "/confirm", ("payment_method", card));

    public async Task<Reply> APaidIntent(long amount = 2500, string card = "pm_card_visa")
    {
        var paid = await Pay(await AnIntent(amount), card);
        Assert.Equal("succeeded", paid["status"]);
        return paid;
    }

    public async Task<HostedPage> ASession(long amount = 2500, params (string, string)[] more) =>
        new(sandbox, await TryASession(amount, more));

    public async Task<Reply> TryASession(long amount = 2500, params (string, string)[] more) => await Post("/v1/checkout/sessions",
    [
        ("mode", "payment"), ("success_url", "https://shop.test/return?session={CHECKOUT_SESSION_ID}"), ("cancel_url", "https://shop.test/pay"),
        ("line_items[0][price_data][currency]", "usd"), ("line_items[0][price_data][product_data][name]", "Order ORD-7"),
        ("line_items[0][price_data][unit_amount]", amount.ToString(CultureInfo.InvariantCulture)), ("line_items[0][quantity]", "1"),
        ("payment_intent_data[metadata][order_id]", "7"), ("metadata[order_id]", "7"), ("client_reference_id", "ORD-7"), .. more,
    ]);

    public async Task<int> AnswerChallenge(Reply intent, string outcome)
    {
        using var form = new FormUrlEncodedContent(
            [KeyValuePair.Create("client_secret", intent["client_secret"]), KeyValuePair.Create("outcome", outcome)]);
        using var answer = await sandbox.Http.PostAsync(new Uri($"/challenge/{intent["id"]}", UriKind.Relative), form);
        return (int)answer.StatusCode;
    }

    public Task<JsonNode> Books() => Control($"/_sandbox/books?key={Key}");

    public Task<JsonNode> Requests() => Control($"/_sandbox/requests?key={Key}");

    public Task Break(string kind, string match = "", int times = 1, int ms = 0, int count = 2, string? code = null) =>
        Ask(HttpMethod.Post, "/_sandbox/faults", new { kind, match, key = Key, times, ms, count, code });

    public Task Mend() => Ask(HttpMethod.Delete, $"/_sandbox/faults?key={Key}");

    /// <summary>What tests may do to the sandbox beside Stripe's API; the answer, null where it has none.</summary>
    public async Task<JsonNode?> Ask(HttpMethod method, string path, object? body = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        using var answer = await sandbox.Http.SendAsync(request);
        answer.EnsureSuccessStatusCode();
        var text = await answer.Content.ReadAsStringAsync();
        return text.Length == 0 ? null : JsonNode.Parse(text);
    }

    /// <summary>Delivers an event again; the statuses of the answers.</summary>
    public async Task<int[]> Redeliver(string eventId, int times, bool parallel)
    {
        using var answer = await sandbox.Http.PostAsJsonAsync($"/_sandbox/events/{eventId}/deliver", new { times, parallel });
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<int[]>())!;
    }

    private async Task<JsonNode> Control(string path) =>
        JsonNode.Parse(await sandbox.Http.GetStringAsync(new Uri(path, UriKind.Relative)))!;

    private async Task<Reply> SendAsync(
        HttpMethod method, string path, (string Name, string Value)[] fields, string? idempotencyKey = null, string? bearer = null)
    {
        var form = fields.Select(f => KeyValuePair.Create(f.Name, f.Value)).ToList();
        using var content = new FormUrlEncodedContent(form);
        using var request = method == HttpMethod.Get
            ? new HttpRequestMessage(method, $"{path}?{await content.ReadAsStringAsync()}")
            : new HttpRequestMessage(method, path) { Content = content };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer ?? Key);
        if (idempotencyKey is not null)
            request.Headers.Add("Idempotency-Key", idempotencyKey);
        using var answer = await sandbox.Http.SendAsync(request);
        var reply = new Reply((int)answer.StatusCode, JsonNode.Parse(await answer.Content.ReadAsStringAsync())!, answer.Headers);
        StripeContract.Current?.Check(method.Method, path, form, reply.Status, reply.Body);
        return reply;
    }
}

/// <summary>An answer of the API. <c>reply["error.code"]</c> is the text at that place, empty where there is none.</summary>
public sealed record Reply(int Status, JsonNode Body, HttpResponseHeaders Headers)
{
    public string this[string path] => Body.At(path) switch
    {
        null => "",
        JsonValue value when value.GetValueKind() == JsonValueKind.String => value.GetValue<string>(),
        var other => other.ToJsonString(),
    };

    public string Path => $"/v1/{this["object"].Replace('.', '/')}s/{this["id"]}";

    public string? Header(string name) => Headers.TryGetValues(name, out var values) ? values.First() : null;
}

internal static class JsonPath
{
    public static JsonNode? At(this JsonNode? node, string path) =>
        path.Split('.').Aggregate(node, (at, step) => at is JsonArray list ? list[int.Parse(step, CultureInfo.InvariantCulture)] : (at as JsonObject)?[step]);
}
