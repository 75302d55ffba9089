using System.Net.Http.Headers;
using System.Text;

namespace Stripe;

/// <summary>One call, which may be sent several times: each try gets the same headers, so the same idempotency key.</summary>
public class StripeRequest
{
    private readonly Uri uri;
    private readonly HttpMethod method;
    private readonly string form;
    private readonly string apiKey;
    private readonly Dictionary<string, string> headers;

    internal StripeRequest(string apiBase, HttpMethod method, string path, BaseOptions options, RequestOptions requestOptions)
    {
        this.method = method;
        apiKey = requestOptions.ApiKey ?? throw new StripeException("No API key was given, neither to the client nor to this request.");
        form = FormEncoding.Encode(options);
        var query = method != HttpMethod.Post && form.Length > 0 ? "?" + form : "";
        uri = new Uri(apiBase + path + query);
        headers = HeadersOf(method, requestOptions);
    }

    internal HttpRequestMessage ToMessage()
    {
        var message = new HttpRequestMessage(method, uri);
        message.Headers.Authorization = new AuthenticationHeaderValue("Bearer", apiKey);
        foreach (var (name, value) in headers) message.Headers.Add(name, value);
        if (method == HttpMethod.Post)
            message.Content = new StringContent(form, Encoding.UTF8, "application/x-www-form-urlencoded");
        return message;
    }

    private static Dictionary<string, string> HeadersOf(HttpMethod method, RequestOptions options)
    {
        var all = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["Stripe-Version"] = StripeConfiguration.ApiVersion,
            ["Stripe-Account"] = options.StripeAccount,
            ["Stripe-Context"] = options.StripeContext,
            ["Stripe-Request-Trigger"] = options.StripeRequestTrigger,
            ["Idempotency-Key"] = options.IdempotencyKey ?? (method == HttpMethod.Post ? Guid.NewGuid().ToString() : null),
        };
        return all.Where(header => !string.IsNullOrEmpty(header.Value)).ToDictionary(StringComparer.Ordinal);
    }
}
