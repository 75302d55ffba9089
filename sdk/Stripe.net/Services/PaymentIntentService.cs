namespace Stripe;

public class PaymentIntentService : Service
{
    private const string Collection = "payment_intents";

    public PaymentIntentService()
    {
    }

    public PaymentIntentService(IStripeClient client)
        : base(client)
    {
    }

    public Task<PaymentIntent> CancelAsync(
        string id, PaymentIntentCancelOptions options = null, RequestOptions requestOptions = null,
        CancellationToken cancellationToken = default) =>
        PostAsync<PaymentIntent>(Path(Collection, id, "cancel"), options, requestOptions, cancellationToken);

    public Task<PaymentIntent> CaptureAsync(
        string id, PaymentIntentCaptureOptions options = null, RequestOptions requestOptions = null,
        CancellationToken cancellationToken = default) =>
        PostAsync<PaymentIntent>(Path(Collection, id, "capture"), options, requestOptions, cancellationToken);

    public Task<PaymentIntent> ConfirmAsync(
        string id, PaymentIntentConfirmOptions options = null, RequestOptions requestOptions = null,
        CancellationToken cancellationToken = default) =>
        PostAsync<PaymentIntent>(Path(Collection, id, "confirm"), options, requestOptions, cancellationToken);

    public Task<PaymentIntent> CreateAsync(
        PaymentIntentCreateOptions options, RequestOptions requestOptions = null, CancellationToken cancellationToken = default) =>
        PostAsync<PaymentIntent>("/v1/" + Collection, options, requestOptions, cancellationToken);

    public Task<PaymentIntent> GetAsync(
        string id, PaymentIntentGetOptions options = null, RequestOptions requestOptions = null,
        CancellationToken cancellationToken = default) =>
        GetAsync<PaymentIntent>(Path(Collection, id), options, requestOptions, cancellationToken);

    public Task<StripeList<PaymentIntent>> ListAsync(
        PaymentIntentListOptions options = null, RequestOptions requestOptions = null, CancellationToken cancellationToken = default) =>
        GetAsync<StripeList<PaymentIntent>>("/v1/" + Collection, options, requestOptions, cancellationToken);

    public IAsyncEnumerable<PaymentIntent> ListAutoPagingAsync(
        PaymentIntentListOptions options = null, RequestOptions requestOptions = null, CancellationToken cancellationToken = default) =>
        PagesAsync<PaymentIntent, PaymentIntentListOptions>("/v1/" + Collection, options, requestOptions, cancellationToken);

    public Task<PaymentIntent> UpdateAsync(
        string id, PaymentIntentUpdateOptions options, RequestOptions requestOptions = null,
        CancellationToken cancellationToken = default) =>
        PostAsync<PaymentIntent>(Path(Collection, id), options, requestOptions, cancellationToken);
}
