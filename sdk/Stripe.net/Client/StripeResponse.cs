using System.Net;
using System.Net.Http.Headers;

namespace Stripe;

public abstract class StripeResponseBase
{
    private protected StripeResponseBase(HttpStatusCode statusCode, HttpResponseHeaders headers)
    {
        StatusCode = statusCode;
        Headers = headers;
    }

    public HttpStatusCode StatusCode { get; }
    public HttpResponseHeaders Headers { get; }
    public DateTimeOffset? Date => Headers?.Date;
    public string IdempotencyKey => Headers.FirstOrNull("Idempotency-Key");
    public string RequestId => Headers.FirstOrNull("Request-Id");
}

public class StripeResponse(HttpStatusCode statusCode, HttpResponseHeaders headers, string content)
    : StripeResponseBase(statusCode, headers)
{
    public string Content { get; } = content;
}

public class StripeStreamedResponse : StripeResponseBase
{
    internal StripeStreamedResponse(HttpStatusCode statusCode, HttpResponseHeaders headers, Stream body)
        : base(statusCode, headers) => Body = body;

    internal Stream Body { get; }
}

internal static class ResponseHeaders
{
    public static string FirstOrNull(this HttpResponseHeaders headers, string name) =>
        headers is not null && headers.TryGetValues(name, out var values) ? values.First() : null;
}
