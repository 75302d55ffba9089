namespace Stripe;

public class PaymentIntentCreateOptions : BaseOptions
{
    public long? Amount { get; set; }
    public long? ApplicationFeeAmount { get; set; }
    public PaymentIntentAutomaticPaymentMethodsOptions AutomaticPaymentMethods { get; set; }
    public string CaptureMethod { get; set; }
    public bool? Confirm { get; set; }
    public string ConfirmationMethod { get; set; }
    public string ConfirmationToken { get; set; }
    public string Currency { get; set; }
    public string Customer { get; set; }
    public string Description { get; set; }
    public bool? ErrorOnRequiresAction { get; set; }
    public Dictionary<string, string> Metadata { get; set; }
    public bool? OffSession { get; set; }
    public string OnBehalfOf { get; set; }
    public string PaymentMethod { get; set; }
    public string PaymentMethodConfiguration { get; set; }
    public List<string> PaymentMethodTypes { get; set; }
    public string ReceiptEmail { get; set; }
    public string ReturnUrl { get; set; }
    public string SetupFutureUsage { get; set; }
    public ChargeShippingOptions Shipping { get; set; }
    public string StatementDescriptor { get; set; }
    public string StatementDescriptorSuffix { get; set; }
    public string TransferGroup { get; set; }
    public bool? UseStripeSdk { get; set; }
}

public class PaymentIntentAutomaticPaymentMethodsOptions
{
    public string AllowRedirects { get; set; }
    public bool? Enabled { get; set; }
}

public class PaymentIntentUpdateOptions : BaseOptions
{
    public long? Amount { get; set; }
    public long? ApplicationFeeAmount { get; set; }
    public string Currency { get; set; }
    public string Customer { get; set; }
    public string Description { get; set; }
    public Dictionary<string, string> Metadata { get; set; }
    public string PaymentMethod { get; set; }
    public List<string> PaymentMethodTypes { get; set; }
    public string ReceiptEmail { get; set; }
    public string SetupFutureUsage { get; set; }
    public ChargeShippingOptions Shipping { get; set; }
    public string StatementDescriptorSuffix { get; set; }
    public string TransferGroup { get; set; }
}

public class PaymentIntentConfirmOptions : BaseOptions
{
    public string CaptureMethod { get; set; }
    public string ConfirmationToken { get; set; }
    public bool? ErrorOnRequiresAction { get; set; }
    public bool? OffSession { get; set; }
    public string PaymentMethod { get; set; }
    public List<string> PaymentMethodTypes { get; set; }
    public string ReceiptEmail { get; set; }
    public string ReturnUrl { get; set; }
    public string SetupFutureUsage { get; set; }
    public ChargeShippingOptions Shipping { get; set; }
    public bool? UseStripeSdk { get; set; }
}

public class PaymentIntentCaptureOptions : BaseOptions
{
    public long? AmountToCapture { get; set; }
    public long? ApplicationFeeAmount { get; set; }
    public bool? FinalCapture { get; set; }
    public Dictionary<string, string> Metadata { get; set; }
    public string StatementDescriptor { get; set; }
    public string StatementDescriptorSuffix { get; set; }
}

public class PaymentIntentCancelOptions : BaseOptions
{
    public string CancellationReason { get; set; }
}

public class PaymentIntentGetOptions : BaseOptions
{
    public string ClientSecret { get; set; }
}

public class PaymentIntentListOptions : ListOptions
{
    public AnyOf<DateTime?, DateRangeOptions> Created { get; set; }
    public string Customer { get; set; }
    public string CustomerAccount { get; set; }
}
