namespace Stripe;

public class RequestOptions
{
    public string ApiKey { get; set; }

    /// <summary>Give each POST one that is saved beforehand: without it, a repeated call is a new operation.</summary>
    public string IdempotencyKey { get; set; }

    public string StripeAccount { get; set; }
    public string StripeContext { get; set; }
    public string StripeRequestTrigger { get; set; }
}
