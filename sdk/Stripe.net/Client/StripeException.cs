using System.Net;

namespace Stripe;

public class StripeException : Exception
{
    public StripeException()
    {
    }

    public StripeException(string message)
        : base(message)
    {
    }

    public StripeException(string message, Exception err)
        : base(message, err)
    {
    }

    public StripeException(HttpStatusCode httpStatusCode, StripeError stripeError, string message)
        : base(message)
    {
        HttpStatusCode = httpStatusCode;
        StripeError = stripeError;
    }

    public HttpStatusCode HttpStatusCode { get; set; }

    /// <summary>Null when the answer was not Stripe's error object, for example a proxy's page.</summary>
    public StripeError StripeError { get; set; }

    public StripeResponse StripeResponse { get; set; }
}
