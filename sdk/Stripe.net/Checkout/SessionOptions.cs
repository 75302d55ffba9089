namespace Stripe.Checkout;

public class SessionCreateOptions : BaseOptions
{
    public string CancelUrl { get; set; }
    public string ClientReferenceId { get; set; }
    public string Customer { get; set; }
    public string CustomerEmail { get; set; }
    public DateTime? ExpiresAt { get; set; }
    public List<SessionLineItemOptions> LineItems { get; set; }
    public string Locale { get; set; }
    public Dictionary<string, string> Metadata { get; set; }
    public string Mode { get; set; }
    public SessionPaymentIntentDataOptions PaymentIntentData { get; set; }
    public string SuccessUrl { get; set; }
    public string UiMode { get; set; }
}

public class SessionLineItemOptions
{
    public string Price { get; set; }
    public SessionLineItemPriceDataOptions PriceData { get; set; }
    public long? Quantity { get; set; }
}

public class SessionLineItemPriceDataOptions
{
    public string Currency { get; set; }
    public string Product { get; set; }
    public SessionLineItemPriceDataProductDataOptions ProductData { get; set; }
    public long? UnitAmount { get; set; }
}

public class SessionLineItemPriceDataProductDataOptions
{
    public string Description { get; set; }
    public string Name { get; set; }
}

public class SessionPaymentIntentDataOptions
{
    public string Description { get; set; }
    public Dictionary<string, string> Metadata { get; set; }
    public string ReceiptEmail { get; set; }
    public string SetupFutureUsage { get; set; }
    public string TransferGroup { get; set; }
}

public class SessionGetOptions : BaseOptions;

public class SessionListOptions : ListOptions
{
    public AnyOf<DateTime?, DateRangeOptions> Created { get; set; }
}

public class SessionExpireOptions : BaseOptions;
