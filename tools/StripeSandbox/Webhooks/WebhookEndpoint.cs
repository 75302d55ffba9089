using System.Text.Json.Nodes;
using StripeSandbox.Api;
using StripeSandbox.Books;

namespace StripeSandbox.Webhooks;

public sealed class WebhookEndpoint(string id, string url, IReadOnlyList<string> events, string? version, Form form, long created)
    : IStripeObject
{
    private readonly string? description = form.Text("description");
    private readonly IReadOnlyDictionary<string, string> metadata = form.Map("metadata");

    public string Id { get; } = id;
    public long Created { get; } = created;
    public string Url { get; private set; } = url;
    public string Secret { get; } = Account.NewId("whsec_");
    public bool Enabled { get; private set; } = true;

    public void Change(Form changes)
    {
        Url = changes.Text("url") ?? Url;
        Enabled = changes.Has("disabled") ? !changes.Flag("disabled") : Enabled;
    }

    public bool Hears(string type) =>
        Enabled && (events.Contains("*", StringComparer.Ordinal) || events.Contains(type, StringComparer.Ordinal));

    public JsonObject ToJson() => new()
    {
        ["id"] = Id,
        ["object"] = "webhook_endpoint",
        ["api_version"] = version,
        ["application"] = null,
        ["created"] = Created,
        ["description"] = description,
        ["enabled_events"] = new JsonArray([.. events.Select(e => JsonValue.Create(e))]),
        ["livemode"] = false,
        ["metadata"] = new JsonObject(metadata.Select(m => KeyValuePair.Create<string, JsonNode?>(m.Key, m.Value))),
        ["status"] = Enabled ? "enabled" : "disabled",
        ["url"] = Url,
    };
}

public static class WebhookEndpointsApi
{
    public static void MapWebhookEndpoints(this ApiRoutes api)
    {
        api.Get("/webhook_endpoints", Paging.Parameters, r => Paging.Page(r.Account.Newest<WebhookEndpoint>(), r));
        api.Get("/webhook_endpoints/{id}", [], r => Known(r).ToJson());
        api.Post("/webhook_endpoints", ["url", "enabled_events[]", "api_version", "description", "metadata[*]"], Create);
        api.Post("/webhook_endpoints/{id}", ["url", "disabled"], r =>
        {
            var endpoint = Known(r);
            endpoint.Change(r.Form);
            return endpoint.ToJson();
        });
        api.Delete("/webhook_endpoints/{id}", [], r =>
        {
            r.Account.Remove(Known(r));
            return new JsonObject { ["id"] = r.ObjectId, ["object"] = "webhook_endpoint", ["deleted"] = true };
        });
    }

    private static JsonObject Create(ApiRequest request)
    {
        var url = request.Form.Required("url");
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || !address.Scheme.StartsWith("http", StringComparison.Ordinal))
            throw StripeError.Invalid("Invalid URL: an explicit scheme (such as https) must be provided.", "url", "url_invalid");
        var events = request.Form.List("enabled_events");
        if (events.Count == 0)
            throw StripeError.Missing("enabled_events");
        var endpoint = new WebhookEndpoint(
            Account.NewId("we_"), url, events, request.Form.Text("api_version"), request.Form, request.Account.Now);
        request.Account.Add(endpoint);
        var json = endpoint.ToJson();
        json["secret"] = endpoint.Secret;
        return json;
    }

    private static WebhookEndpoint Known(ApiRequest request) =>
        request.Account.Find<WebhookEndpoint>(request.ObjectId) ?? throw StripeError.NotFound("webhook endpoint", request.ObjectId);
}
