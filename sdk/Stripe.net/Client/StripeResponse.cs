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
    public string IdempotencyKey => Header("Idempotency-Key");
    public string RequestId => Header("Request-Id");

    internal string Header(string name) =>
        Headers is not null && Headers.TryGetValues(name, out var values) ? values.First() : null;
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
