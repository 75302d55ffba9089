using System.Net;
using System.Text.Json;

namespace Stripe;

public class StripeClient : IStripeClient
{
    private readonly string account;
    private readonly string context;

    public StripeClient(
        string apiKey = null, string clientId = null, IHttpClient httpClient = null, string apiBase = null,
        string connectBase = null, string filesBase = null, string meterEventsBase = null)
        : this(new StripeClientOptions
        {
            ApiKey = apiKey,
            ClientId = clientId,
            HttpClient = httpClient,
            ApiBase = apiBase,
            ConnectBase = connectBase,
            FilesBase = filesBase,
            MeterEventsBase = meterEventsBase,
        })
    {
    }

    public StripeClient(StripeClientOptions options)
    {
        options ??= new StripeClientOptions();
        ApiKey = UsableKey(options.ApiKey);
        ClientId = options.ClientId;
        HttpClient = options.HttpClient ?? new SystemNetHttpClient();
        ApiBase = options.ApiBase ?? DefaultApiBase;
        ConnectBase = options.ConnectBase ?? DefaultConnectBase;
        FilesBase = options.FilesBase ?? DefaultFilesBase;
        MeterEventsBase = options.MeterEventsBase ?? DefaultMeterEventsBase;
        account = options.StripeAccount;
        context = options.StripeContext;
    }

    public static string DefaultApiBase => "https://api.stripe.com";
    public static string DefaultConnectBase => "https://connect.stripe.com";
    public static string DefaultFilesBase => "https://files.stripe.com";
    public static string DefaultMeterEventsBase => "https://meter-events.stripe.com";

    public string ApiBase { get; }
    public string ApiKey { get; }
    public string ClientId { get; }
    public string ConnectBase { get; }
    public string FilesBase { get; }
    public string MeterEventsBase { get; }
    public IHttpClient HttpClient { get; }

    public async Task<T> RequestAsync<T>(
        HttpMethod method, string path, BaseOptions options, RequestOptions requestOptions, CancellationToken cancellationToken = default)
        where T : StripeEntity
    {
        var response = await HttpClient.MakeRequestAsync(Request(method, path, options, requestOptions), cancellationToken);
        if (response.StatusCode != HttpStatusCode.OK) throw Refusal(response);
        try
        {
            var entity = StripeJson.Read<T>(response.Content);
            entity.StripeResponse = response;
            return entity;
        }
        catch (JsonException)
        {
            throw Unreadable(response);
        }
    }

    public async Task<Stream> RequestStreamingAsync(
        HttpMethod method, string path, BaseOptions options, RequestOptions requestOptions, CancellationToken cancellationToken = default)
    {
        var response = await HttpClient.MakeStreamingRequestAsync(Request(method, path, options, requestOptions), cancellationToken);
        if (response.StatusCode == HttpStatusCode.OK) return response.Body;

        using var reader = new StreamReader(response.Body);
        var content = await reader.ReadToEndAsync(cancellationToken);
        throw Refusal(new StripeResponse(response.StatusCode, response.Headers, content));
    }

    private static string UsableKey(string apiKey)
    {
        if (apiKey is "") throw new ArgumentException("The API key must not be empty.", nameof(apiKey));
        if (apiKey is not null && apiKey.Any(char.IsWhiteSpace))
            throw new ArgumentException("The API key must not contain white space.", nameof(apiKey));
        return apiKey;
    }

    private StripeRequest Request(HttpMethod method, string path, BaseOptions options, RequestOptions requestOptions) =>
        new(ApiBase, method, path, options, new RequestOptions
        {
            ApiKey = requestOptions?.ApiKey ?? ApiKey,
            IdempotencyKey = requestOptions?.IdempotencyKey,
            StripeAccount = requestOptions?.StripeAccount ?? account,
            StripeContext = requestOptions?.StripeContext ?? context,
            StripeRequestTrigger = requestOptions?.StripeRequestTrigger,
        });

    private static StripeException Refusal(StripeResponse response)
    {
        var error = ErrorIn(response.Content);
        if (error is null) return Unreadable(response);
        error.StripeResponse = response;
        return new StripeException(response.StatusCode, error, error.Message ?? error.ErrorDescription) { StripeResponse = response };
    }

    // {"error":{...}} everywhere, except {"error":"...","error_description":"..."} from OAuth.
    private static StripeError ErrorIn(string content)
    {
        try
        {
            using var document = JsonDocument.Parse(content);
            if (document.RootElement.ValueKind != JsonValueKind.Object
                || !document.RootElement.TryGetProperty("error", out var error)) return null;
            return error.ValueKind switch
            {
                JsonValueKind.Object => StripeJson.Read<StripeError>(error),
                JsonValueKind.String => StripeJson.Read<StripeError>(document.RootElement),
                _ => null,
            };
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static StripeException Unreadable(StripeResponse response) =>
        new(response.StatusCode, null, $"Invalid response object from API: \"{response.Content}\"") { StripeResponse = response };
}
